#include "picture/inverse_tone.h"

#include <algorithm>
#include <cmath>

#include "picture/shared_text.h"

namespace redlight {
namespace {

constexpr int kNodes = 1024;

/// What a grey of this square root is shown as; rises with it up to the display's white.
float grey_shown(float root) {
  const float light = root * root;
  return glsl::tone(glsl::vec3(light, light, light), 1).x;
}

float root_shown_as(float code) {
  float low = 0, high = std::sqrt(InverseTone::kBrightest);
  for (int i = 0; i < 32; i++) (grey_shown((low + high) / 2) < code ? low : high) = (low + high) / 2;
  return (low + high) / 2;
}

}  // namespace

const InverseTone& InverseTone::table() {
  static const InverseTone made;
  return made;
}

InverseTone::InverseTone() {
  nodes_.reserve(kNodes + 1);
  for (int n = 0; n <= kNodes; n++) {
    // Evenly in cube roots: so the roots of light run nearly straight from node to node, down to black.
    const float third = static_cast<float>(std::max(n, 1)) / kNodes, code = third * third * third;
    Node node;
    node.root = root_shown_as(code);
    // While the largest channel stands, the others are shown as straight functions of their roots.
    const float peak = node.root * node.root, less = 0.9f * node.root, light = less * less;
    const float step = node.root - less;
    node.slope = {(code - glsl::tone(glsl::vec3(light, peak, peak), 1).x) / step,
                  (code - glsl::tone(glsl::vec3(peak, light, peak), 1).y) / step,
                  (code - glsl::tone(glsl::vec3(peak, peak, light), 1).z) / step};
    nodes_.push_back(node);
  }
}

Rgb InverseTone::operator()(float r, float g, float b) const {
  const float peak = std::clamp(std::max({r, g, b}), 0.f, 1.f);
  const float at = std::cbrt(peak) * kNodes;
  if (at < 1) return {};
  const int low = std::min(static_cast<int>(at), kNodes - 1);
  const Node &left = nodes_[static_cast<std::size_t>(low)], &right = nodes_[static_cast<std::size_t>(low) + 1];
  const auto between = [part = at - static_cast<float>(low)](float a, float c) { return a + (c - a) * part; };
  const float root = between(left.root, right.root);
  const auto light = [&](float code, float slope) {
    const float own = std::clamp(root - (peak - code) / slope, 0.f, root);
    return own * own;
  };
  return {light(r, between(left.slope.r, right.slope.r)), light(g, between(left.slope.g, right.slope.g)),
          light(b, between(left.slope.b, right.slope.b))};
}

}  // namespace redlight

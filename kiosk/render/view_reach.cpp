#include "render/view_reach.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

/// Around a place four pixels are read, and its own is rounded.
constexpr int kAround = 3;

Span along(float middle, float first, float last, float step, float slide, float push, float depths, int size) {
  // Both ends of the picture, in pixels of the art from the middle of the view; depth shifts each at most by so much.
  const float a = first * step, b = last * step;
  const float shift = depths * (std::abs(slide) + std::max(std::abs(a), std::abs(b)) * std::abs(push));
  // A camera that looks beyond the art sees its edge.
  const int begin = static_cast<int>(std::floor(middle + a - shift)) - kAround,
            end = static_cast<int>(std::ceil(middle + b + shift)) + kAround;
  return {std::clamp(begin, 0, std::max(size - 4, 0)), std::clamp(end, std::min(4, size), size)};
}

}  // namespace

ViewReach view_reach(const LitGround& ground, int width, int height, Span part) {
  const View& view = *ground.view;
  const float depths = std::max(view.pivot, 1 - view.pivot), w = static_cast<float>(width) * 0.5f,
              h = static_cast<float>(height) * 0.5f;
  return {along(view.x, -w, w, view.step, view.slide_x, view.push, depths, ground.art->width),
          along(view.y, static_cast<float>(part.begin) - h, static_cast<float>(part.end) - h, view.step, view.slide_y,
                view.push, depths, ground.art->height)};
}

}  // namespace redlight

#include "picture/inverse_tone.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "picture/shared_text.h"

namespace redlight {
namespace {

constexpr int kNodes = 33;
using Vec = std::array<float, 3>;

constexpr std::size_t node(int r, int g, int b) { return static_cast<std::size_t>((r * kNodes + g) * kNodes + b); }

/// The unknowns: close to square roots of light, but with a slope at 0, so that a search does not stick there.
float light_of(float u) { return u * (u + 0.04f); }
float unknown_of(float light) { return std::sqrt(light + 0.0004f) - 0.02f; }

Vec shown(const Vec& u) {
  const glsl::vec3 t = glsl::tone(glsl::vec3(light_of(u[0]), light_of(u[1]), light_of(u[2])), 1);
  return {t.x, t.y, t.z};
}

float square_error(const Vec& a, const Vec& b) {
  float sum = 0;
  for (std::size_t i = 0; i < 3; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/// Solves m * x = v for a symmetric, positive matrix; by Cramer's rule.
Vec solve(const std::array<Vec, 3>& m, const Vec& v) {
  const auto det = [](const Vec& a, const Vec& b, const Vec& c) {
    return a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  };
  const float all = det(m[0], m[1], m[2]);
  if (all == 0) return {};
  return {det(v, m[1], m[2]) / all, det(m[0], v, m[2]) / all, det(m[0], m[1], v) / all};
}

/// The step that Gauss and Newton would take from `u`, where `now` is shown, shortened by `damp`; unknowns that stand
/// at 0 and want to fall stay there.
Vec step_towards(const Vec& target, const Vec& u, const Vec& now, float damp) {
  constexpr float kMove = 2e-3f;
  std::array<Vec, 3> slope{}, normal{};  // slope[j][i]: of channel i by unknown j
  Vec wanted{};
  for (std::size_t j = 0; j < 3; j++) {
    Vec moved = u;
    moved[j] += kMove;
    const Vec there = shown(moved);
    for (std::size_t i = 0; i < 3; i++) {
      slope[j][i] = (there[i] - now[i]) / kMove;
      wanted[j] += slope[j][i] * (target[i] - now[i]);
    }
  }
  for (std::size_t j = 0; j < 3; j++) {
    for (std::size_t k = 0; k < 3; k++)
      for (std::size_t i = 0; i < 3; i++) normal[j][k] += slope[j][i] * slope[k][i];
    normal[j][j] += damp * (normal[j][j] + 1e-3f);
  }
  for (std::size_t j = 0; j < 3; j++)
    if (u[j] <= 0 && wanted[j] < 0) {
      wanted[j] = 0;
      for (std::size_t k = 0; k < 3; k++) normal[j][k] = normal[k][j] = j == k ? 1.f : 0.f;
    }
  return solve(normal, wanted);
}

struct Found {
  Vec unknown{};
  float error = 1e9f;
};

/// Levenberg and Marquardt's method.
Found search(const Vec& target, Vec u) {
  static const float highest = unknown_of(InverseTone::kBrightest);
  for (float& v : u) v = std::clamp(v, 0.f, highest);
  Vec now = shown(u);
  float error = square_error(now, target), damp = 1e-3f;
  for (int step = 0; step < 30 && error > 2e-7f && damp < 1e4f; step++) {
    const Vec change = step_towards(target, u, now, damp);
    Vec next = u;
    for (std::size_t j = 0; j < 3; j++) next[j] = std::clamp(u[j] + change[j], 0.f, highest);
    const Vec then = shown(next);
    const float after = square_error(then, target);
    if (after >= error) {
      damp = std::max(damp, 1e-3f) * 8;
      continue;
    }
    const bool little = after > error * 0.995f;
    u = next, now = then, error = after, damp *= 0.2f;
    if (little) break;
  }
  return {u, error};
}

}  // namespace

const InverseTone& InverseTone::table() {
  static const InverseTone made;
  return made;
}

InverseTone::InverseTone() : root_(static_cast<std::size_t>(kNodes) * kNodes * kNodes) {
  const auto code = [](int n) { return static_cast<float>(n) / (kNodes - 1); };
  Vec grey{1, 1, 1};
  std::array<float, kNodes> level{};  // the unknown of each grey
  for (int n = kNodes - 1; n >= 0; n--) {
    const Vec target{code(n), code(n), code(n)};
    grey = search(target, grey).unknown;
    level[static_cast<std::size_t>(n)] = grey[1];
  }
  for (int r = 0; r < kNodes; r++)
    for (int g = 0; g < kNodes; g++) {
      Vec before{};
      for (int b = 0; b < kNodes; b++) {
        const Vec target{code(r), code(g), code(b)};
        const auto grey_level = [&](int n) { return level[static_cast<std::size_t>(n)]; };
        Found found = search(target, {grey_level(r), grey_level(g), grey_level(b)});
        // A colour that cannot be reached may end in a corner; two other beginnings.
        const auto calm = [&](int n) { return std::clamp(grey_level(n), 0.05f, 0.9f); };
        for (const Vec& start : {before, Vec{calm(r), calm(g), calm(b)}})
          if (found.error > 1e-5f)
            if (const Found other = search(target, start); other.error < found.error) found = other;
        before = found.unknown;
        const auto root = [&](std::size_t i) { return std::sqrt(light_of(found.unknown[i])); };
        root_[node(r, g, b)] = {root(0), root(1), root(2)};
      }
    }
}

Rgb InverseTone::operator()(float r, float g, float b) const {
  std::array<int, 3> low{};
  Vec part{};
  const Vec code{r, g, b};
  for (std::size_t i = 0; i < 3; i++) {
    const float at = std::clamp(code[i], 0.f, 1.f) * (kNodes - 1);
    low[i] = std::min(static_cast<int>(at), kNodes - 2);
    part[i] = at - static_cast<float>(low[i]);
  }
  Rgb root;
  for (int corner = 0; corner < 8; corner++) {
    const int i = corner >> 2, j = corner >> 1 & 1, k = corner & 1;
    const float weight =
        (i != 0 ? part[0] : 1 - part[0]) * (j != 0 ? part[1] : 1 - part[1]) * (k != 0 ? part[2] : 1 - part[2]);
    const Rgb& at = root_[node(low[0] + i, low[1] + j, low[2] + k)];
    root.r += weight * at.r, root.g += weight * at.g, root.b += weight * at.b;
  }
  return {root.r * root.r, root.g * root.g, root.b * root.b};
}

}  // namespace redlight

#include "picture/laurel.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

constexpr int kSamples = 4;  // per pixel and direction

/// A leaf: the part that two circles share, from (x, y) along a direction.
struct Leaf {
  double x, y, dx, dy, length, width;

  bool covers(double px, double py) const {
    const double along = ((px - x) * dx + (py - y) * dy) / length, across = std::abs((py - y) * dx - (px - x) * dy);
    if (along < 0 || along > 1) return false;
    return across < width * 2 * along * (1 - along) * (1.35 - 0.7 * along);  // fullest nearer the stem
  }
};

void fill(const Leaf& leaf, Coverage& ink) {
  const double tip_x = leaf.x + leaf.dx * leaf.length, tip_y = leaf.y + leaf.dy * leaf.length;
  const int x0 = std::max(static_cast<int>(std::min(leaf.x, tip_x) - leaf.width), 0),
            x1 = std::min(static_cast<int>(std::max(leaf.x, tip_x) + leaf.width) + 1, ink.width);
  const int y0 = std::max(static_cast<int>(std::min(leaf.y, tip_y) - leaf.width), 0),
            y1 = std::min(static_cast<int>(std::max(leaf.y, tip_y) + leaf.width) + 1, ink.height);
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++) {
      int hits = 0;
      for (int s = 0; s < kSamples * kSamples; s++)
        hits += leaf.covers(x + (s % kSamples + 0.5) / kSamples, y + (s / kSamples + 0.5) / kSamples)
                    ? 1
                    : 0;  // NOLINT(bugprone-integer-division)
      std::uint8_t& alpha =
          ink.alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(ink.width) + static_cast<std::size_t>(x)];
      alpha = std::max(alpha, static_cast<std::uint8_t>(hits * 255 / (kSamples * kSamples)));
    }
}

}  // namespace

std::shared_ptr<const Coverage> draw_laurel(int width, int height) {
  auto ink = std::make_shared<Coverage>();
  ink->width = width, ink->height = height;
  ink->alpha.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  const double leaf = laurel_leaf(width, height);
  const double rx = width / 2.0 - leaf * 0.75, ry = height / 2.0 - leaf * 0.75, cx = width / 2.0, cy = height / 2.0;
  constexpr int kLeaves = 13;
  constexpr double kPi = 3.14159265358979323846;
  for (const double side : {-1.0, 1.0})
    for (int i = 0; i < kLeaves; i++) {
      // From near the foot of the wreath (90 degrees) up to 52 degrees from the top, growing smaller.
      const double angle = (84.0 - i * (122.0 / (kLeaves - 1))) * kPi / 180;
      const double x = cx + side * rx * std::cos(angle), y = cy + ry * std::sin(angle);
      const double tx = side * rx * std::sin(angle), ty = -ry * std::cos(angle), norm = std::hypot(tx, ty);
      const double ux = tx / norm, uy = ty / norm;
      const double size = leaf * (1.0 - 0.035 * i);
      for (const double lean : {-0.62, 0.62}) {
        const double c = std::cos(lean), s = std::sin(lean);
        fill({x, y, ux * c - uy * s, ux * s + uy * c, size, size * 0.36}, *ink);
      }
    }
  return ink;
}

}  // namespace redlight

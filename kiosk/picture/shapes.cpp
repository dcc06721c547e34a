#include "picture/shapes.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

/// Ink of width x height whose coverage at the middle of a pixel, counted from the middle of the ink, `at` tells.
template <typename At>
std::shared_ptr<const Coverage> inked(int width, int height, At at) {
  auto ink = std::make_shared<Coverage>();
  ink->width = std::max(width, 1), ink->height = std::max(height, 1);
  ink->alpha.reserve(static_cast<std::size_t>(ink->width) * static_cast<std::size_t>(ink->height));
  for (int y = 0; y < ink->height; y++)
    for (int x = 0; x < ink->width; x++) {
      const double covered = at(x + 0.5 - ink->width / 2.0, y + 0.5 - ink->height / 2.0);
      ink->alpha.push_back(static_cast<std::uint8_t>(std::lround(std::clamp(covered, 0.0, 1.0) * 255)));
    }
  return ink;
}

int size_of(double radius) { return 2 * static_cast<int>(std::ceil(radius + 1)); }

}  // namespace

std::shared_ptr<const Coverage> disc_ink(double radius) {
  return inked(size_of(radius), size_of(radius), [=](double x, double y) { return radius + 0.5 - std::hypot(x, y); });
}

std::shared_ptr<const Coverage> ring_ink(double radius, double thickness) {
  const int size = size_of(radius + thickness / 2);
  return inked(size, size,
               [=](double x, double y) { return thickness / 2 + 0.5 - std::abs(std::hypot(x, y) - radius); });
}

std::shared_ptr<const Coverage> plate_ink(int width, int height, double corner, double softness) {
  return inked(width, height, [=](double x, double y) {
    const double out_x = std::max(std::abs(x) - (width / 2.0 - corner), 0.0),
                 out_y = std::max(std::abs(y) - (height / 2.0 - corner), 0.0);
    const double inside = corner - std::hypot(out_x, out_y);  // from the edge, inwards
    const double far = std::clamp(inside / std::max(softness, 1.0), 0.0, 1.0);
    return far * far * (3 - 2 * far);
  });
}

Coverage joined(Coverage under, const Coverage& over, int right, int down) {
  const int x0 = (under.width - over.width) / 2 + right, y0 = (under.height - over.height) / 2 + down;
  for (int y = std::max(0, -y0); y < std::min(over.height, under.height - y0); y++)
    for (int x = std::max(0, -x0); x < std::min(over.width, under.width - x0); x++) {
      auto& to = under.alpha[static_cast<std::size_t>(y0 + y) * static_cast<std::size_t>(under.width) +
                             static_cast<std::size_t>(x0 + x)];
      to = std::max(
          to,
          over.alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(over.width) + static_cast<std::size_t>(x)]);
    }
  return under;
}

}  // namespace redlight

#include "picture/scrim.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

/// Evenly spread over any neighbourhood of pixels, 0..1: what a step of ink is dithered with.
double dither(int x, int y) {
  const double v = 0.06711056 * x + 0.00583715 * y;
  const double w = 52.9829189 * (v - std::floor(v));
  return w - std::floor(w);
}

}  // namespace

std::shared_ptr<const Coverage> draw_scrim(int width, int height, double most) {
  auto ink = std::make_shared<Coverage>();
  ink->width = width, ink->height = height;
  ink->alpha.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; y++) {
    const double t = (y + 0.5) / height, level = t * t * (3 - 2 * t) * most * 255;
    std::uint8_t* row = ink->alpha.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    for (int x = 0; x < width; x++) row[x] = static_cast<std::uint8_t>(std::min(level + dither(x, y), 255.0));
  }
  return ink;
}

}  // namespace redlight

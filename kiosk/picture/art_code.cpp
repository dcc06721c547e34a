#include "picture/art_code.h"

#include <algorithm>
#include <cmath>

#include "picture/noise.h"

namespace redlight {

float peak_of(const FloatPlane& plane, int margin) {
  float peak = 1e-6f;
  for (int y = 0; y < plane.height; y++)
    peak = std::max(peak, *std::max_element(plane.row(y) + margin, plane.row(y) + plane.width - margin));
  return peak;
}

Codes square_root_code(const FloatPlane& plane, int margin, float scale, std::uint32_t noise) {
  Codes code(plane.samples.size());
  const auto& dither = dither_tile();
  const int shift_x = static_cast<int>(noise & (kDitherSize - 1)) - margin,
            shift_y = static_cast<int>(noise >> 8 & (kDitherSize - 1));
  std::uint8_t* to = code.data();
  for (int y = 0; y < plane.height; y++, to += plane.width) {
    const float* from = plane.row(y);
    const std::uint8_t* tile = dither.data() + ((y + shift_y) & (kDitherSize - 1)) * kDitherSize;
    for (int x = 0; x < plane.width; x++) {
      const float level = std::sqrt(from[x] / scale) * 255.f +
                          (static_cast<float>(tile[(x + shift_x) & (kDitherSize - 1)]) + 0.5f) / 256.f;
      to[x] = static_cast<std::uint8_t>(std::min(level, 255.f));
    }
  }
  return code;
}

Codes straight_code(const FloatPlane& plane) {
  Codes code(plane.samples.size());
  std::transform(plane.samples.begin(), plane.samples.end(), code.begin(),
                 [](float v) { return static_cast<std::uint8_t>(std::clamp(v, 0.f, 1.f) * 255.f + 0.5f); });
  return code;
}

}  // namespace redlight

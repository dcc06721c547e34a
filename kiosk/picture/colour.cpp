#include "picture/colour.h"

#include <cmath>

namespace redlight {

const std::array<float, 256>& srgb_to_linear_table() {
  static const auto table = [] {
    std::array<float, 256> t{};
    for (std::size_t i = 0; i < t.size(); i++) {
      const double v = static_cast<double>(i) / 255;
      const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
      // Rounded to 24 binary places: two correct libraries agree there.
      t[i] = static_cast<float>(std::nearbyint(linear * 16777216.0) / 16777216.0);
    }
    return t;
  }();
  return table;
}

}  // namespace redlight

#pragma once
// A plane of linear floats, and the two operations on it that preparing art needs. Pure; only +, -, *, / so that every
// machine gives the same values.
#include <cstddef>
#include <vector>

#include "show/show.h"

namespace redlight {

struct FloatPlane {
  int width = 0, height = 0;
  std::vector<float> samples;  ///< width * height

  FloatPlane() = default;
  FloatPlane(int w, int h) : width(w), height(h), samples(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)) {}
  float* row(int y) { return samples.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  const float* row(int y) const {
    return samples.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
};

/// The part `source` of `plane` (in pixels; may be fractional) resampled to width x height with a Catmull-Rom kernel,
/// widened where it shrinks. Negative lobes are clipped at 0: light is not negative. `margin` more columns to the left
/// and to the right show what lies beside the part; outside the plane its edge is repeated.
struct PixelRegion {
  double x = 0, y = 0, width = 0, height = 0;
};
FloatPlane resample(const FloatPlane& plane, const PixelRegion& source, int width, int height, int margin = 0);

/// The part of a picture of `width` x `height` pixels that fills a display of `to_width` x `to_height`, inside `crop`
/// of it: as large as possible, centred.
PixelRegion cover_region(int width, int height, const Region& crop, int to_width, int to_height);

}  // namespace redlight

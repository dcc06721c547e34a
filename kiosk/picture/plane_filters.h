#pragma once
// Filters on planes for inferring what a flat picture shows. Pure; only +, -, *, / and square roots.
#include <array>

#include "picture/plane.h"

namespace redlight {

/// A picture's three planes, display-coded sRGB, 0..1.
using ColourPlanes = std::array<FloatPlane, 3>;

/// 0 below `from`, 1 above `to`, smooth between.
inline float soft_step(float from, float to, float value) {
  const float x = (value - from) / (to - from), t = x < 0 ? 0.f : x > 1 ? 1.f : x;
  return t * t * (3 - 2 * t);
}

/// All of a plane.
inline PixelRegion whole_of(const FloatPlane& plane) {
  return {0, 0, static_cast<double>(plane.width), static_cast<double>(plane.height)};
}

/// The mean of a square of 2 * radius + 1 samples a side; outside the plane its edge is repeated.
FloatPlane box_mean(const FloatPlane& plane, int radius);

/// Two box means: nearly a Gaussian of sigma = 0.82 * radius.
FloatPlane soften(const FloatPlane& plane, int radius);

/// `plane` at another size, linear between its samples; for smooth planes, of any sign.
FloatPlane enlarge(const FloatPlane& plane, int width, int height);

/// How bright each pixel looks, 0..1: the luma of ITU-R BT.601 of the coded values.
FloatPlane luma_of(const ColourPlanes& colours);

/// Linear light of a display-coded sRGB value, 0..1.
float linear_of(float code);
/// The other way round, to within half of 255.
float code_of(float linear);

/// A radius as a share of the longer side, at least `least`.
int share_of_side(const FloatPlane& plane, double share, int least = 1);

}  // namespace redlight

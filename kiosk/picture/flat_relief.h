#pragma once
// The relief of a flat picture: directions, depth and reflectance for light that was not there when it was made. It is
// a guess, and a shallow one: enough that a light which passes over a poster finds something, not so much that a print
// becomes a sculpture. Pure.
#include "picture/plane_filters.h"

namespace redlight {

/// Directions (-1..1; x right, y up, z to the camera) from the gradients of brightness at three scales: what is
/// brighter is taken to stand out. Flat where `calm` is 1.
std::array<FloatPlane, 3> relief_of(const FloatPlane& luma, const FloatPlane& calm);

/// 0 far, 1 near: the plane of the print, from which large bright shapes rise a little.
FloatPlane calm_depth(const FloatPlane& luma, const FloatPlane& calm);

/// How brightly each place is lit, linear, smooth; reflectance is the picture divided by it.
FloatPlane illumination_of(const ColourPlanes& colours);

/// Of one channel, linear, 0..1. Both planes have one size; so have those of the next.
FloatPlane reflectance_plane(const FloatPlane& colour, const FloatPlane& illumination);
ColourPlanes reflectance_of(const ColourPlanes& colours, const FloatPlane& illumination);

}  // namespace redlight

#pragma once
// Two red fluorescent tubes laid around a flat picture, just out of sight: one along its upper edge, one beside it.
// What they add to the picture is worked out from its relief and reflectance; the picture itself is not touched. Pure.
#include <string_view>

#include "picture/plane_filters.h"
#include "show/show.h"

namespace redlight {

struct PseudoTube {
  std::string_view name;
  float from_x, from_y, to_x, to_y;  ///< its ends, in fractions of what is shown of the picture
  float height;                      ///< over the print; this and the next in longer sides of what is shown
  float reach;                       ///< where it has lost half of its light
  float strength;
  float tint[3];
  float haze;  ///< light of the air before the print, as a share of the light on it
};

inline constexpr PseudoTube kPseudoTubes[] = {
    {"tube_key", 0.06f, -0.035f, 0.94f, -0.035f, 0.13f, 0.26f, 1.0f, {1.0f, 0.035f, 0.025f}, 0.055f},
    {"tube_rim", 1.03f, 0.34f, 1.03f, 0.96f, 0.08f, 0.18f, 0.85f, {1.0f, 0.050f, 0.040f}, 0.040f},
};

/// What a tube needs to know of the picture. `normal` and `calm` have one size.
struct TubeSurface {
  const std::array<FloatPlane, 3>& normal;
  const FloatPlane& calm;
  float level;  ///< how brightly the picture is lit as a whole, in the light's unit
};

/// The light that the tube throws on each place, for a reflectance of 1, and that of the air before it.
struct TubeLight {
  FloatPlane surface, air;
};

/// `shown`: the part of the picture that the display shows. Planes of the normal's size.
TubeLight tube_light(const PseudoTube& tube, const TubeSurface& surface, const Region& shown);

}  // namespace redlight

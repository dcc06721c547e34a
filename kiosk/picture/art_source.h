#pragma once
// What art is made of before it is made ready for a display: one picture's worth of linear light per light, and what is
// known of the room. Two producers (a poster's folder of layers, layers_source.h; a flat picture, flat_source.h), one
// consumer (prepare_art.h). Planes are large, so whoever prepares asks for them one light at a time and drops them
// again. A value; the functions in it may be called by any thread, those of different lights at the same time, each any
// number of times with the same result.
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "picture/lit_art.h"
#include "picture/plane.h"

namespace redlight {

/// What the camera sees when one light burns.
struct LightPlanes {
  std::array<FloatPlane, 3> light;  ///< red, green, blue: linear, without glare, without the source's own radiance
  FloatPlane coverage;  ///< 0..1, how much of each pixel the source itself covers; empty: out of the picture
  FloatPlane along;     ///< 0..1, where on a long source a pixel lies, one electrode to the other; or empty
  std::array<FloatPlane, 3> plate;  ///< as `light`, without what stands in front; empty when the source has no plate
};

struct LightSource {
  std::string name;  ///< "tube_key"
  Rgb radiance;      ///< of the source itself, linear and physical; how bright it is shown is the preparation's choice
  std::function<Result<LightPlanes>()> load;
  bool glares = true;  ///< the lens's glare is still to be added; a flat picture shows its own already
};

/// What a light that was not there when the picture was made needs to know. Each plane may be empty, and may have a
/// size of its own: all show the same picture.
struct GuidePlanes {
  std::array<FloatPlane, 3> normal;  ///< -1..1, x to the right, y up, z to the camera
  std::array<FloatPlane, 3> albedo;  ///< linear, 0..1
  FloatPlane specular;               ///< linear, 0..1: weight of the mirror-like lobe
  FloatPlane roughness;              ///< 0..1
};

struct ArtSource {
  int width = 0, height = 0;                    ///< of every plane of a light, in pixels
  std::vector<LightSource> lights;              ///< 1 to kMaxLights
  FloatPlane depth;                             ///< 0 far, 1 near, linear in 1 / distance; or empty; of any size
  FloatPlane plate_depth;                       ///< the same behind what stands in front, on the same scale; or empty
  std::function<Result<GuidePlanes>()> guides;  ///< empty when nothing is known
};

}  // namespace redlight

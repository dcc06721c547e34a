#pragma once
// layers.json: what a poster's folder says of its lights, of what stands in front, and of the room. Pure but for
// reading the file.
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "picture/lit_art.h"

namespace redlight {

/// A tube's axis as the camera sees it: its two electrodes in fractions of the picture, from the top left (outside of
/// 0..1 when they are out of the picture), and their distances from the camera.
struct TubeAxis {
  double x0 = 0, y0 = 0, distance0 = 1;
  double x1 = 0, y1 = 0, distance1 = 1;
};

struct LayerFile {
  std::string name;             ///< of the light
  std::filesystem::path image;  ///< 8-bit sRGB; linear light is srgb_to_linear(image) * scale
  float scale = 1;
  Rgb emitter_radiance;   ///< of the light source itself, linear; black when it is out of the picture
  int mask_channel = -1;  ///< which channel of the emissive mask is its source: 0 red, 1 green, 2 blue; -1 none
  std::vector<TubeAxis> tubes;
  std::filesystem::path plate_image;  ///< the same without what stands in front; empty when there is none
  float plate_scale = 1;
};

/// Images of the room; each may be empty. They may be smaller than the layers.
struct GuideFiles {
  std::filesystem::path normal, depth, albedo, specular, roughness;
  std::filesystem::path plate_depth;
};

struct LayersFile {
  int width = 0, height = 0;            ///< of the layers, in pixels; 0 when the file does not say
  std::vector<LayerFile> layers;        ///< 1 to kMaxLights
  std::filesystem::path emissive_mask;  ///< empty when there is none
  GuideFiles guides;
};

/// Errors: not_found, unreadable, malformed with what is wrong and where.
Result<LayersFile> read_layers_file(const std::filesystem::path& folder);

/// Every image that the file names.
std::vector<std::filesystem::path> images_of(const LayersFile& files);

}  // namespace redlight

#pragma once
// layers.json: what a poster's folder says of its lights. Pure but for reading the file.
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "picture/lit_art.h"

namespace redlight {

struct LayerFile {
  std::string name;             ///< of the light
  std::filesystem::path image;  ///< 8-bit sRGB; linear light is srgb_to_linear(image) * scale
  float scale = 1;
  Rgb emitter_radiance;   ///< of the light source itself, linear; black when it is out of the picture
  int mask_channel = -1;  ///< which channel of the emissive mask is its source: 0 red, 1 green, 2 blue; -1 none
};

struct LayersFile {
  std::vector<LayerFile> layers;        ///< 1 to kMaxLights
  std::filesystem::path emissive_mask;  ///< empty when there is none
};

/// Errors: not_found, malformed with what is wrong and where.
Result<LayersFile> read_layers_file(const std::filesystem::path& folder);

}  // namespace redlight

#pragma once
// Art that can be relit: what the camera sees when only one light burns, one layer per light, made ready for one size
// of display. Light adds up, so a frame is the weighted sum of the layers. Shared and never changed once made; any
// thread may read.
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace redlight {

inline constexpr int kMaxLights = 8;

struct Rgb {
  float r = 0, g = 0, b = 0;
  bool operator==(const Rgb&) const = default;
};

/// Columns [begin, end) of one row.
struct Span {
  std::int32_t begin = 0, end = 0;
};

struct LightLayer {
  std::string name;  ///< "tube_key"
  /// Planes of red, green, blue in square-root code, width * height each: linear light is (code / 255)^2 * scale. The
  /// glare of the lens is in it.
  std::array<std::vector<std::uint8_t>, 3> code;
  Rgb scale;
  /// How much of each pixel the light source itself covers, 0..255; empty when it is out of the picture.
  std::vector<std::uint8_t> emitter;
  std::vector<Span> emitter_rows;  ///< per row, where `emitter` is not 0
  Rgb radiance;                    ///< what the source is shown with, linear
};

struct LitArt {
  int width = 0, height = 0;
  std::vector<LightLayer> lights;  ///< 1 to kMaxLights
};
using ArtPtr = std::shared_ptr<const LitArt>;

}  // namespace redlight

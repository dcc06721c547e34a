#pragma once
// Art that can be relit: what the camera sees when only one light burns, one layer per light, made ready for one size
// of display. Light adds up, so a frame is the weighted sum of the layers. All that is large are views into one block
// of memory, which may be a file of the cache (picture/art_cache.h). Shared and never changed once made; any thread may
// read.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
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

/// A part of the picture, in its pixels; may reach into the margin, then x is negative.
struct Box {
  int x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Box&) const = default;
};

using Bytes = std::span<const std::uint8_t>;

struct LightLayer {
  std::string name;  ///< "tube_key"
  /// Planes of red, green, blue in square-root code, LitArt::stride() columns by height rows each: linear light is
  /// (code / 255)^2 * scale. The glare of the lens is in it.
  std::array<Bytes, 3> code;
  Rgb scale;
  /// How much of each pixel the light source itself covers, 0..255, width * height (no margin); empty when it is out of
  /// the picture.
  Bytes emitter;
  /// As `emitter`: where on the tube the pixel lies, 0 at one electrode, 255 at the other; empty when the source is not
  /// long.
  Bytes along;
  std::span<const Span> emitter_rows;  ///< per row, where `emitter` is not 0; empty when `emitter` is
  Rgb radiance;                        ///< what the source is shown with, linear
  bool in_front = false;               ///< the source belongs to the foreground and moves with it
  float source_x = 0, source_y = 0;    ///< the middle of the source, in pixels of the picture; 0, 0 without `emitter`
  /// What stands behind the foreground, coded as `code` with the same scale: rows of LitArt::behind_box.width columns.
  /// Empty when nothing is known of it.
  std::array<Bytes, 3> behind;
};

/// What a light that was not there when the picture was made needs to know: half the picture's size, rounded up.
struct Guides {
  int width = 0, height = 0;
  Bytes normal_x, normal_y, normal_z;  ///< n * 127.5 + 127.5; x to the right, y up, z to the camera
  Bytes depth;                         ///< 255 near, 0 far, linear in 1 / distance
  std::array<Bytes, 3> albedo;         ///< square-root code: linear is (code / 255)^2
  Bytes specular;                      ///< square-root code of the weight of the mirror-like lobe
  Bytes roughness;                     ///< linear
};

/// What the lights do to the air of the room: on a coarse grid, node (0, 0) on the picture's first pixel, nodes
/// kAirStep pixels apart and one beyond the last pixel.
inline constexpr int kAirStep = 16;
struct AirLight {
  int columns = 0, rows = 0;
  std::vector<std::vector<Rgb>> lights;  ///< per light of the art: linear light scattered to the camera at gain 1
};

struct LitArt {
  int width = 0, height = 0;
  /// Columns that each row of code has to the left and to the right of the picture, so that a shift to the side of up
  /// to as many pixels never leaves the row.
  int margin = 0;
  int stride() const { return width + 2 * margin; }

  std::vector<LightLayer> lights;  ///< 1 to kMaxLights

  Box behind_box;
  /// How much of each pixel is foreground, 0..255: rows of behind_box.width columns over behind_box, 0 outside; empty:
  /// all is background.
  Bytes matte;
  /// Per row, 0 far to 1 near, smooth from row to row: how near the background and the foreground there are. Empty when
  /// nothing is known.
  std::vector<float> far_depth, near_depth;

  /// How much of each pixel is wet floor, 0..255: rows of `width` columns, the rows wet_rows of the picture only.
  Bytes wet;
  Span wet_rows;

  std::shared_ptr<const Guides> guides;  ///< null when nothing is known
  std::shared_ptr<const AirLight> air;   ///< null when there is no air
  std::shared_ptr<const void> memory;    ///< what the views look into
};
using ArtPtr = std::shared_ptr<const LitArt>;

/// Art may be coarser than the picture that it fills: by a whole number, each side rounded up. A renderer works it out
/// at its own size and spreads it over the picture.
inline constexpr int kMaxGroundScale = 4;
constexpr int coarse_size(int size, int scale) { return (size + scale - 1) / scale; }

/// How many times coarser than a picture of this size the art is, 1 to kMaxGroundScale; 0 when it does not fit.
constexpr int ground_scale(const LitArt& art, int width, int height) {
  for (int scale = 1; scale <= kMaxGroundScale; scale++)
    if (art.width == coarse_size(width, scale) && art.height == coarse_size(height, scale)) return scale;
  return 0;
}

/// The margin that prepared art of this width has: a 64th of it, rounded up to 16.
constexpr int margin_of(int width) { return ((width + 63) / 64 + 15) / 16 * 16; }

}  // namespace redlight

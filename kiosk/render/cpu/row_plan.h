#pragma once
// What the row functions need to draw a picture: plain pointers and numbers, worked out once per frame. Everything it
// points to outlives the drawing. Plain C++ without library types, because rows.cpp is compiled once per instruction
// set and must not share inline functions with the rest of the program.
#include <cstddef>
#include <cstdint>

namespace redlight::rows {

constexpr int kBlock = 128;  ///< pixels that are worked on at a time; their floats stay in the first-level cache
constexpr int kLights = 8;
constexpr int kTileMargin = kBlock;  ///< noise tiles are extended by it to the right, so that a block never wraps

struct RowSpan {
  std::int32_t begin, end;
};

/// As redlight::RowMove.
struct RowShift {
  std::int32_t far_shift, near_shift, ripple;
};

/// Light on a coarse grid, as redlight::LightField.
struct FieldRows {
  int step, x, y, columns, rows;
  const float* plane[3];
};
constexpr int kFields = 2;

struct LitRows {
  int lights;
  const std::uint8_t* code[kLights][3];  ///< of the picture's first pixel
  std::ptrdiff_t stride;                 ///< of the rows of code
  std::uint16_t gain[kLights][3];        ///< share_of_light()'s; all lights together are at most 65535
  float unit[3];                         ///< linear light of one step of the sums, per channel
  const std::uint8_t* emitter[kLights];  ///< null when the light has no visible source
  const std::uint8_t* along[kLights];    ///< null when the source is not long
  const RowSpan* emitter_rows[kLights];
  bool in_front[kLights];
  float radiance[kLights][3];   ///< linear gain * radiance / 255
  float profile[kLights][256];  ///< per value of `along`, relative radiance
  float exposure, vignette;
  float unit_x, unit_y, from_x,
      from_y;             ///< the vignette's place of a pixel's middle m: m * unit - from, -1..1 in the picture
  const RowShift* moves;  ///< per row; null when nothing moves
  /// The foreground, null when the camera stands still: then code has both.
  const std::uint8_t* matte;
  const std::uint8_t* behind[kLights][3];
  int box_x, box_y, box_width, box_height;
  const std::uint8_t* wet;  ///< of wet_begin's first pixel; null when no water trembles
  int wet_begin, wet_end;
  int fields;
  FieldRows field[kFields];
  const LitRows*
      also;  ///< other art, whose light is added before tone; its exposure and vignette do not count; or null
};

/// How a plane's samples lie under the picture's columns: one for each; one for every two, on the left of them; in any
/// other way.
enum class Spacing { same, half, any };

/// Columns [begin, end) of a plane that lies in any other way, of which each takes what the one before it takes, `step`
/// samples further on: all but those at the edges where a frame is shown at half its size, or a part of it as it is.
struct SteadyColumns {
  int begin = 0, end = 0;
  int step = 0;  ///< 1 or 2
};

/// Where the samples of one plane come from: for each target column the left source column and the share of its right
/// neighbour, of 32768; for rows alike.
struct PlaneRows {
  const std::uint8_t* data;
  std::ptrdiff_t stride;
  int width;
  Spacing spacing;
  SteadyColumns steady;
  const std::int32_t *column, *row;
  const std::int16_t *column_part, *row_part;
};

struct FrameRows {
  PlaneRows plane[3];
  int left, top, right, bottom;  ///< of the frame inside the picture; outside it is black
  bool is_rgb;
  std::int16_t luma_offset, luma_scale, red_v, green_u, green_v, blue_u, level;  ///< see shaders/frame.glsl
};

/// A row of coarse art as steps: a margin, whole blocks, a margin.
constexpr int kCoarseMargin = 32;
constexpr std::ptrdiff_t coarse_stride(int width) {
  return (static_cast<std::ptrdiff_t>(width) + kBlock - 1) / kBlock * kBlock + 2 * kCoarseMargin;
}
constexpr int kCoarseRows = 3;  ///< that are held of a coarse ground

/// Lit art as a camera sees it, as redlight::View: drawn at its own size, with four numbers to a pixel.
struct ViewRows {
  const std::int16_t* seen;
  int width, height;  ///< of the art
  float x, y, step, slide_x, slide_y, push, pivot, soft;
  const std::uint8_t* depth;  ///< of half the art's size; null when nothing moves by depth
  int depth_width, depth_height;
};

struct Plan;

/// One of four: lit, coarse, seen by a camera or a frame.
struct GroundRows {
  bool is_lit, is_view;
  ViewRows view;
  /// Lit grounds that are `scale` times coarser than the picture, mixed: a plan of their own size. Null when not.
  const Plan* coarse;
  int scale;
  LitRows lit;
  FrameRows frame;
  float weight;
};

struct SpriteRows {
  const std::uint8_t* alpha;
  int x, y, width, height;
  float part_x, part_y;  ///< 0..1, how far it lies to the right of and below (x, y)
  float red, green, blue, opacity;
};

struct Plan {
  int width, height;
  int block;  ///< pixels at a time: kBlock, or less, so that it is a multiple of every scale
  int grounds;
  GroundRows ground[2];
  int sprites;
  const SpriteRows* sprite;
  const std::int8_t* grain;             ///< tile of 256 rows, each 256 + kTileMargin
  const std::uint8_t* dither;           ///< tile of 64 rows, each 64 + kTileMargin, of 0..63
  int grain_x, grain_y;                 ///< where the grain's tile starts
  int dither_x[3], dither_y[3];         ///< where each channel's dither starts
  std::int16_t grain_base, grain_rise;  ///< see grain_amount() in shaders/finish.glsl
  int scratch_width;                    ///< of the widest plane of a frame, and one
  /// Not null: the columns [seen_begin, seen_end) of the rows are drawn to here, four steps to a pixel, for a camera.
  std::int16_t* seen;
  int seen_begin, seen_end;
};

/// What the row functions work in: the caller's own, of any contents.
struct Scratch {
  std::int16_t* rows;      ///< 6 * Plan::scratch_width
  std::int16_t* steps[2];  ///< per coarse ground: kCoarseRows * 3 * coarse_stride()
};

/// Draws the rows [begin, end) to `out`, which points to row 0; `stride` in pixels. To Plan::seen when there is one.
using DrawRows = void (*)(const Plan& plan, int begin, int end, std::uint32_t* out, std::ptrdiff_t stride,
                          const Scratch& scratch);

}  // namespace redlight::rows

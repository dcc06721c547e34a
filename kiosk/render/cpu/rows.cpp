// The rows of a picture: the shared pixel functions of shaders/*.glsl, compiled as C++ and vectorised by the compiler.
// This file is compiled once per instruction set (REDLIGHT_ROWS names the result), always with the same arithmetic: the
// bytes do not depend on which one runs. Everything lives in an unnamed namespace: an inline function shared with other
// files could be linked in its widest form and crash a narrower machine.
#include "render/cpu/row_plan.h"

namespace redlight::rows {
namespace {

namespace glsl {
struct vec3 {
  float x, y, z;
  vec3(float a, float b, float c) : x(a), y(b), z(c) {}
};
inline vec3 operator*(vec3 a, vec3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
inline vec3 operator*(vec3 a, float b) { return {a.x * b, a.y * b, a.z * b}; }
inline vec3 operator+(vec3 a, vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline float max(float a, float b) { return a > b ? a : b; }
inline float min(float a, float b) { return a < b ? a : b; }
inline float sqrt(float a) { return __builtin_sqrtf(a); }
#include "finish.glsl"
#include "frame.glsl"
#include "light.glsl"
}  // namespace glsl

struct Block {
  alignas(64) float red[kBlock], green[kBlock], blue[kBlock];
};

void add_light_row(const LitRows& lit, int light, std::ptrdiff_t offset, int count, Block& sum) {
  const std::uint8_t *red = lit.code[light][0] + offset, *green = lit.code[light][1] + offset,
                     *blue = lit.code[light][2] + offset;
  const glsl::vec3 gain(lit.gain[light][0], lit.gain[light][1], lit.gain[light][2]);
  for (int i = 0; i < count; i++) {
    const glsl::vec3 s =
        glsl::add_light(glsl::vec3(sum.red[i], sum.green[i], sum.blue[i]), glsl::vec3(red[i], green[i], blue[i]), gain);
    sum.red[i] = s.x, sum.green[i] = s.y, sum.blue[i] = s.z;
  }
}

void add_emitter_row(const LitRows& lit, int light, int width, int y, int x0, int count, Block& sum) {
  const RowSpan span = lit.emitter_rows[light][y];
  const int begin = span.begin > x0 ? span.begin - x0 : 0, end = span.end < x0 + count ? span.end - x0 : count;
  const std::uint8_t* coverage = lit.emitter[light] + static_cast<std::ptrdiff_t>(y) * width + x0;
  const glsl::vec3 radiance(lit.radiance[light][0], lit.radiance[light][1], lit.radiance[light][2]);
  for (int i = begin; i < end; i++) {
    const glsl::vec3 s = glsl::add_emitter(glsl::vec3(sum.red[i], sum.green[i], sum.blue[i]), coverage[i], radiance);
    sum.red[i] = s.x, sum.green[i] = s.y, sum.blue[i] = s.z;
  }
}

void lit_block(const Plan& plan, const LitRows& lit, int y, int x0, int count, Block& out) {
  for (int i = 0; i < kBlock; i++) out.red[i] = out.green[i] = out.blue[i] = 0;
  const std::ptrdiff_t offset = static_cast<std::ptrdiff_t>(y) * plan.width + x0;
  for (int light = 0; light < lit.lights; light++) {
    add_light_row(lit, light, offset, count, out);
    if (lit.emitter[light]) add_emitter_row(lit, light, plan.width, y, x0, count, out);
  }
  const float to_x = 2.f / static_cast<float>(plan.width),
              v = (static_cast<float>(y) + 0.5f) * (2.f / static_cast<float>(plan.height)) - 1.f;
  for (int i = 0; i < count; i++) {
    const float u = (static_cast<float>(x0 + i) + 0.5f) * to_x - 1.f;
    const glsl::vec3 t = glsl::tone(glsl::vec3(out.red[i], out.green[i], out.blue[i]),
                                    lit.exposure * glsl::vignette(u, v, lit.vignette));
    out.red[i] = t.x, out.green[i] = t.y, out.blue[i] = t.z;
  }
}

/// One row of a plane between its two source rows, 0..1.
void blend_rows(const PlaneRows& plane, int y, float* to) {
  const std::uint8_t* above = plane.data + plane.row[y] * plane.stride;
  const float part = plane.row_part[y];
  if (part == 0.f) {
    for (int i = 0; i < plane.width; i++) to[i] = above[i] * (1.f / 255.f);
    return;
  }
  const std::uint8_t* below = above + plane.stride;
  for (int i = 0; i < plane.width; i++) to[i] = glsl::blend(above[i], below[i], part) * (1.f / 255.f);
}

void spread_columns(const PlaneRows& plane, const float* from, int first, int count, float* to) {
  const std::int32_t* column = plane.column + first;
  const float* part = plane.column_part + first;
  const int last = plane.width - 1;
  for (int i = 0; i < count; i++) {
    const int left = column[i], right = left < last ? left + 1 : last;
    to[i] = glsl::blend(from[left], from[right], part[i]);
  }
}

/// `scratch` holds the three source rows that belong to row y (blend_rows).
void frame_block(const Plan& plan, const FrameRows& frame, int x0, int count, const float* scratch, Block& out) {
  for (int i = 0; i < kBlock; i++) out.red[i] = out.green[i] = out.blue[i] = 0;
  const int begin = frame.left > x0 ? frame.left - x0 : 0, end = frame.right < x0 + count ? frame.right - x0 : count;
  if (begin >= end) return;
  const int first = x0 + begin - frame.left;
  float* const to[3] = {out.red, out.green, out.blue};
  for (int p = 0; p < 3; p++)
    spread_columns(frame.plane[p], scratch + static_cast<std::ptrdiff_t>(p) * plan.scratch_width, first, end - begin,
                   to[p] + begin);
  if (!frame.is_rgb)
    for (int i = begin; i < end; i++) {
      const glsl::vec3 c =
          glsl::frame_colour(glsl::vec3(out.red[i], out.green[i], out.blue[i]), frame.luma_scale, frame.luma_offset,
                             frame.chroma_scale, frame.red_v, frame.green_u, frame.green_v, frame.blue_u);
      out.red[i] = c.x, out.green[i] = c.y, out.blue[i] = c.z;
    }
  for (int i = begin; i < end; i++) {
    out.red[i] = glsl::frame_level(out.red[i], frame.level);
    out.green[i] = glsl::frame_level(out.green[i], frame.level);
    out.blue[i] = glsl::frame_level(out.blue[i], frame.level);
  }
}

void mix_block(const Block& over, float weight, int count, Block& out) {
  for (int i = 0; i < count; i++) {
    out.red[i] = glsl::blend(out.red[i], over.red[i], weight);
    out.green[i] = glsl::blend(out.green[i], over.green[i], weight);
    out.blue[i] = glsl::blend(out.blue[i], over.blue[i], weight);
  }
}

void finish_block(const Plan& plan, int y, int x0, int count, const Block& in, std::uint32_t* out) {
  const std::int8_t* grain =
      plan.grain + ((y + plan.grain_y) & 255) * (256 + kTileMargin) + ((x0 + plan.grain_x) & 255);
  const std::uint8_t* dither[3];
  for (int c = 0; c < 3; c++)
    dither[c] = plan.dither + ((y + plan.dither_y[c]) & 63) * (64 + kTileMargin) + ((x0 + plan.dither_x[c]) & 63);
  for (int i = 0; i < count; i++) {
    const float g = static_cast<float>(grain[i]) * (1.f / 127.f) *
                    glsl::grain_amount(glsl::vec3(in.red[i], in.green[i], in.blue[i]), plan.grain_strength);
    const auto red =
        static_cast<std::uint32_t>(static_cast<int>(glsl::quantise(in.red[i], g, dither[0][i] * (1.f / 256.f))));
    const auto green =
        static_cast<std::uint32_t>(static_cast<int>(glsl::quantise(in.green[i], g, dither[1][i] * (1.f / 256.f))));
    const auto blue =
        static_cast<std::uint32_t>(static_cast<int>(glsl::quantise(in.blue[i], g, dither[2][i] * (1.f / 256.f))));
    out[i] = 0xff000000u | red << 16 | green << 8 | blue;
  }
}

void sprite_row(const Plan& plan, const SpriteRows& sprite, int y, std::uint32_t* row) {
  const int begin = sprite.x > 0 ? sprite.x : 0,
            end = sprite.x + sprite.width < plan.width ? sprite.x + sprite.width : plan.width;
  const std::uint8_t* alpha = sprite.alpha + static_cast<std::ptrdiff_t>(y - sprite.y) * sprite.width - sprite.x;
  const float share = sprite.opacity * (1.f / 255.f);
  for (int x = begin; x < end; x++) {
    const float a = alpha[x] * share;
    const std::uint32_t under = row[x];
    const auto mixed = [a](std::uint32_t from, float ink) {
      return static_cast<std::uint32_t>(static_cast<int>(glsl::blend(static_cast<float>(from), ink * 255.f, a) + 0.5f));
    };
    row[x] = 0xff000000u | mixed(under >> 16 & 255, sprite.red) << 16 | mixed(under >> 8 & 255, sprite.green) << 8 |
             mixed(under & 255, sprite.blue);
  }
}

void ground_row(const Plan& plan, int y, std::uint32_t* row, float* scratch) {
  Block block, over;
  // Two grounds may both be frames: each needs its three source rows, and shares them with all blocks of the row.
  float* const rows_of[2] = {scratch, scratch + 3 * static_cast<std::ptrdiff_t>(plan.scratch_width)};
  for (int g = 0; g < plan.grounds; g++) {
    const GroundRows& ground = plan.ground[g];
    if (ground.is_lit || y < ground.frame.top || y >= ground.frame.bottom) continue;
    for (int p = 0; p < 3; p++)
      blend_rows(ground.frame.plane[p], y - ground.frame.top,
                 rows_of[g] + static_cast<std::ptrdiff_t>(p) * plan.scratch_width);
  }
  for (int x0 = 0; x0 < plan.width; x0 += kBlock) {
    const int count = plan.width - x0 < kBlock ? plan.width - x0 : kBlock;
    for (int i = 0; i < kBlock; i++) block.red[i] = block.green[i] = block.blue[i] = 0;
    for (int g = 0; g < plan.grounds; g++) {
      const GroundRows& ground = plan.ground[g];
      const bool covers = g == 0 && ground.weight >= 1.f;  // the usual case: nothing below that would shine through
      Block& into = covers ? block : over;
      if (ground.is_lit)
        lit_block(plan, ground.lit, y, x0, count, into);
      else if (y >= ground.frame.top && y < ground.frame.bottom)
        frame_block(plan, ground.frame, x0, count, rows_of[g], into);
      else
        for (int i = 0; i < kBlock; i++) into.red[i] = into.green[i] = into.blue[i] = 0;
      if (!covers) mix_block(over, ground.weight, count, block);
    }
    finish_block(plan, y, x0, count, block, row + x0);
  }
}

}  // namespace

void REDLIGHT_ROWS(const Plan& plan, int begin, int end, std::uint32_t* out, std::ptrdiff_t stride, float* scratch);
void REDLIGHT_ROWS(const Plan& plan, int begin, int end, std::uint32_t* out, std::ptrdiff_t stride, float* scratch) {
  for (int y = begin; y < end; y++) {
    std::uint32_t* row = out + y * stride;
    ground_row(plan, y, row, scratch);
    for (int s = 0; s < plan.sprites; s++) {
      const SpriteRows& sprite = plan.sprite[s];
      if (y >= sprite.y && y < sprite.y + sprite.height) sprite_row(plan, sprite, y, row);
    }
  }
}

}  // namespace redlight::rows

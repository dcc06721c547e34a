// The rows of a picture: the shared pixel functions of shaders/*.glsl, compiled as C++ and vectorised by the compiler.
// This file is compiled once per instruction set (REDLIGHT_ROWS names the result), always with the same arithmetic: the
// bytes do not depend on which one runs. Everything lives in an unnamed namespace: an inline function shared with other
// files could be linked in its widest form and crash a narrower machine.
#include "render/cpu/row_plan.h"

namespace redlight::rows {
namespace {

#include "render/cpu/rows_text.h"
//
#include "render/cpu/rows_sum.h"
//
#include "render/cpu/rows_lit.h"
//
void mix_block(const Block& over, float weight, int count, Block& out) {
  for (int i = 0; i < count; i++) {
    out.red[i] = glsl::blend(out.red[i], over.red[i], weight);
    out.green[i] = glsl::blend(out.green[i], over.green[i], weight);
    out.blue[i] = glsl::blend(out.blue[i], over.blue[i], weight);
  }
}

void blacken(Block& block) {
  for (int i = 0; i < kBlock; i++) block.red[i] = block.green[i] = block.blue[i] = 0;
}

/// The usual case: nothing below that would shine through.
bool covers(const Plan& plan, int ground) { return ground == 0 && plan.ground[ground].weight >= 1.f; }

/// All grounds of a plan that has lit ones only.
void lit_grounds(const Plan& plan, int y, int x0, int count, Block& out) {
  Block over;
  blacken(out);
  for (int g = 0; g < plan.grounds; g++) {
    lit_block(plan, plan.ground[g].lit, y, x0, count, covers(plan, g) ? out : over);
    if (!covers(plan, g)) mix_block(over, plan.ground[g].weight, count, out);
  }
}

#include "render/cpu/rows_coarse.h"
//
#include "render/cpu/rows_view.h"

/// The dither of a channel from pixel (x0, y) on, 0..63.
const std::uint8_t* dither_at(const Plan& plan, int channel, int y, int x0) {
  return plan.dither + ((y + plan.dither_y[channel]) & 63) * (64 + kTileMargin) + ((x0 + plan.dither_x[channel]) & 63);
}

#include "render/cpu/rows_frame.h"

/// Grain, dither, 8 bits. `steps` is overwritten.
void finish_steps(const Plan& plan, int y, int x0, int count, StepBlock& steps, std::uint32_t* out) {
  const std::int8_t* grain =
      plan.grain + ((y + plan.grain_y) & 255) * (256 + kTileMargin) + ((x0 + plan.grain_x) & 255);
  const std::uint8_t* dither[3];
  for (int c = 0; c < 3; c++) dither[c] = dither_at(plan, c, y, x0);
  std::int16_t *red = steps.red, *green = steps.green, *blue = steps.blue;
  const auto quantise_all = [&](auto grain_of) {
    for (int i = 0; i < count; i++) {
      const std::int16_t g = grain_of(i);
      red[i] = glsl::quantise(red[i], g, dither[0][i]);
      green[i] = glsl::quantise(green[i], g, dither[1][i]);
      blue[i] = glsl::quantise(blue[i], g, dither[2][i]);
    }
  };
  const std::int16_t base = plan.grain_base, rise = plan.grain_rise;
  if (base == 0 && rise == 0)  // a film has its own
    quantise_all([](int) { return std::int16_t{0}; });
  else
    quantise_all(
        [=](int i) { return glsl::grain_steps(grain[i], glsl::grain_amount(red[i], green[i], blue[i], base, rise)); });
  for (int i = 0; i < count; i++)
    out[i] = 0xff000000u | static_cast<std::uint32_t>(red[i]) << 16 | static_cast<std::uint32_t>(green[i]) << 8 |
             static_cast<std::uint32_t>(blue[i]);
}

void finish_block(const Plan& plan, int y, int x0, int count, const Block& in, std::uint32_t* out) {
  StepBlock steps;
  for (int i = 0; i < count; i++) {
    steps.red[i] = glsl::to_steps(in.red[i]);
    steps.green[i] = glsl::to_steps(in.green[i]);
    steps.blue[i] = glsl::to_steps(in.blue[i]);
  }
  finish_steps(plan, y, x0, count, steps, out);
}

#include "render/cpu/rows_sprite.h"

/// What the grounds of one row of the picture are made from.
struct RowSources {
  std::int16_t* frame[2];  // the three source rows of each ground that is a frame
  CoarseRows coarse[2];
};

void begin_row(const Plan& plan, int y, RowSources& from) {
  for (int g = 0; g < plan.grounds; g++) {
    const GroundRows& ground = plan.ground[g];
    if (ground.coarse) blend_coarse_rows(from.coarse[g], ground.scale, y);
    if (ground.coarse || ground.is_view || ground.is_lit || y < ground.frame.top || y >= ground.frame.bottom) continue;
    const bool is_read_in_place = g == 0 && plan.grounds == 1 && has_pairs(plan, y);
    for (int p = is_read_in_place ? 1 : 0; p < 3; p++)
      blend_rows(ground.frame.plane[p], y - ground.frame.top,
                 from.frame[g] + static_cast<std::ptrdiff_t>(p) * plan.scratch_width);
  }
}

bool has_steps(const GroundRows& ground, int y) {
  return !ground.is_lit && (ground.coarse || ground.is_view || (y >= ground.frame.top && y < ground.frame.bottom));
}

/// Of a ground that has steps.
void step_block(const Plan& plan, int g, const RowSources& from, int y, int x0, int count, StepBlock& out) {
  const GroundRows& ground = plan.ground[g];
  if (ground.coarse)
    coarse_block(from.coarse[g], ground.scale, x0, count, out);
  else if (ground.is_view)
    view_block(plan, ground.view, y, x0, count, out);
  else
    frame_block(plan, ground.frame, x0, count, from.frame[g], out);
}

void ground_block(const Plan& plan, int g, const RowSources& from, int y, int x0, int count, Block& out) {
  const GroundRows& ground = plan.ground[g];
  if (ground.is_lit) {
    lit_block(plan, ground.lit, y, x0, count, out);
  } else if (has_steps(ground, y)) {
    StepBlock steps;
    step_block(plan, g, from, y, x0, count, steps);
    from_steps(steps, count, out);
  } else {
    blacken(out);
  }
}

void ground_row(const Plan& plan, int y, std::uint32_t* row, RowSources& from) {
  Block block, over;
  StepBlock steps;
  begin_row(plan, y, from);
  const bool is_alone = plan.grounds == 1 && covers(plan, 0) && has_steps(plan.ground[0], y);
  const bool is_film = is_alone && is_plain_film(plan);
  if (is_film && has_pairs(plan, y)) {
    film_pairs(plan, y, from.frame[0], row);
    return;
  }
  for (int x0 = 0; x0 < plan.width; x0 += plan.block) {
    const int count = plan.width - x0 < plan.block ? plan.width - x0 : plan.block;
    if (is_film && plan.ground[0].frame.left <= x0 && x0 + count <= plan.ground[0].frame.right) {
      film_block(plan, y, x0, count, from.frame[0], row + x0);
    } else if (is_alone) {
      step_block(plan, 0, from, y, x0, count, steps);
      finish_steps(plan, y, x0, count, steps, row + x0);
    } else {
      blacken(block);
      for (int g = 0; g < plan.grounds; g++) {
        ground_block(plan, g, from, y, x0, count, covers(plan, g) ? block : over);
        if (!covers(plan, g)) mix_block(over, plan.ground[g].weight, count, block);
      }
      finish_block(plan, y, x0, count, block, row + x0);
    }
  }
}

}  // namespace

void REDLIGHT_ROWS(const Plan& plan, int begin, int end, std::uint32_t* out, std::ptrdiff_t stride,
                   const Scratch& scratch);
void REDLIGHT_ROWS(const Plan& plan, int begin, int end, std::uint32_t* out, std::ptrdiff_t stride,
                   const Scratch& scratch) {
  if (plan.seen) {
    for (int y = begin; y < end; y++) draw_seen_row(plan, y);
    return;
  }
  RowSources from{{scratch.rows, scratch.rows + 3 * static_cast<std::ptrdiff_t>(plan.scratch_width)},
                  {{plan.ground[0].coarse, scratch.steps[0]}, {plan.ground[1].coarse, scratch.steps[1]}}};
  for (int y = begin; y < end; y++) {
    std::uint32_t* row = out + y * stride;
    ground_row(plan, y, row, from);
    for (int s = 0; s < plan.sprites; s++) {
      const SpriteRows& sprite = plan.sprite[s];
      if (y >= sprite.y && y < end_of(sprite)) sprite_row(plan, sprite, y, row);
    }
  }
}

}  // namespace redlight::rows

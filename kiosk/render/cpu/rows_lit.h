#pragma once
// Blocks of relit art: the lights' sum, their sources, light on coarse grids, tone. For rows.cpp only, see rows_text.h.

/// The source itself. One that stands on the wall is hidden by what stands before it.
void add_emitter_row(const Plan& plan, const LitRows& lit, int light, const Cover& cover, int y, int x0, int count,
                     Block& sum) {
  const RowSpan span = lit.emitter_rows[light][y];
  if (span.begin >= span.end) return;
  const RowShift* move = lit.moves ? lit.moves + y : nullptr;
  const Shift shift = shift_of(!move ? 0 : lit.in_front[light] ? move->near_shift : move->far_shift);
  const int first = span.begin - 1 - shift.whole, last = span.end - shift.whole;
  const int begin = first > x0 ? first - x0 : 0, end = last < x0 + count ? last - x0 : count;
  const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(y) * plan.width;
  const std::uint8_t *coverage = lit.emitter[light] + row, *along = lit.along[light] ? lit.along[light] + row : nullptr;
  const float part = static_cast<float>(shift.part) * (1.f / 256.f);
  const bool hidden = cover.any && !lit.in_front[light];
  for (int i = begin; i < end; i++) {
    const int x = x0 + i + shift.whole, right = x + 1;
    const float here = x >= 0 && x < plan.width ? coverage[x] : 0.f,
                next = right >= 0 && right < plan.width ? coverage[right] : 0.f;
    float share = glsl::blend(here, next, part);
    if (share <= 0.f) continue;
    if (hidden) share *= static_cast<float>(65280 - cover.weight[i]) * (1.f / 65280.f);
    if (along) share *= lit.profile[light][along[here > 0.f ? x : right]];
    sum.red[i] += lit.radiance[light][0] * share;
    sum.green[i] += lit.radiance[light][1] * share;
    sum.blue[i] += lit.radiance[light][2] * share;
  }
}

/// Light on a grid of `kStep` pixels, from node to node.
template <int kStep>
void spread_field(const FieldRows& field, int y, int x0, int count, Block& sum) {
  const int row = (y - field.y) / kStep;
  const float part = static_cast<float>(y - field.y - row * kStep) * (1.f / kStep);
  const int first = x0 > field.x ? (x0 - field.x) / kStep : 0;
  const int last = x0 + count > field.x ? (x0 + count - 1 - field.x) / kStep : -1;
  float* const to[3] = {sum.red, sum.green, sum.blue};
  for (int c = 0; c < 3; c++) {
    const float* above = field.plane[c] + static_cast<std::ptrdiff_t>(row) * field.columns;
    const float* below = above + field.columns;
    // Whole cells that may begin before the block and end behind it, and then the part of them that is asked for.
    alignas(64) float spread[kBlock + 2 * kStep];
    const int cells = (last < field.columns - 2 ? last : field.columns - 2) - first + 1;
    float node[kBlock / kStep + 3];
    for (int n = 0; n <= cells; n++) node[n] = glsl::blend(above[first + n], below[first + n], part);
    for (int n = 0; n < cells; n++) {
      const float slope = (node[n + 1] - node[n]) * (1.f / kStep);
      for (int i = 0; i < kStep; i++) spread[n * kStep + i] = node[n] + slope * static_cast<float>(i);
    }
    const int start = field.x + first * kStep - x0;  // of spread[0] in the block
    const int begin = start > 0 ? start : 0, end = start + cells * kStep < count ? start + cells * kStep : count;
    for (int i = begin; i < end; i++) to[c][i] += spread[i - start];
  }
}

void add_field(const FieldRows& field, int y, int x0, int count, Block& sum) {
  if (y < field.y || y >= field.y + (field.rows - 1) * field.step) return;
  if (field.step == 16)
    spread_field<16>(field, y, x0, count, sum);
  else if (field.step == 2)
    spread_field<2>(field, y, x0, count, sum);
  else if (field.step == 1)
    spread_field<1>(field, y, x0, count, sum);
}

/// Exposure and vignette, which on a picture of any size bend so little that they are straight between every eighth
/// pixel.
void shade_row(const Plan& plan, const LitRows& lit, int y, int x0, float* shade) {
  constexpr int kStep = 8, kNodes = kBlock / kStep + 1, kSmall = 512;
  const float v = (static_cast<float>(y) + 0.5f) * lit.unit_y - lit.from_y;
  const auto at = [&](int x) {
    return lit.exposure * glsl::vignette((static_cast<float>(x) + 0.5f) * lit.unit_x - lit.from_x, v, lit.vignette);
  };
  if (plan.width < kSmall) {
    for (int i = 0; i < kBlock; i++) shade[i] = at(x0 + i);
    return;
  }
  float node[kNodes];
  for (int i = 0; i < kNodes; i++) node[i] = at(x0 + i * kStep);
  for (int n = 0; n < kNodes - 1; n++) {
    const float slope = (node[n + 1] - node[n]) * (1.f / kStep);
    for (int i = 0; i < kStep; i++) shade[n * kStep + i] = node[n] + slope * static_cast<float>(i);
  }
}

/// The linear light of one art, before exposure.
void light_block(const Plan& plan, const LitRows& lit, int y, int x0, int count, Block& out) {
  WordBlock sum;
  Cover cover;
  sum_lights(plan, lit, y, x0, count, cover, sum);
  for (int i = 0; i < count; i++) {
    out.red[i] = sum.red[i] * lit.unit[0];
    out.green[i] = sum.green[i] * lit.unit[1];
    out.blue[i] = sum.blue[i] * lit.unit[2];
  }
  for (int light = 0; light < lit.lights; light++)
    if (lit.emitter[light]) add_emitter_row(plan, lit, light, cover, y, x0, count, out);
  for (int f = 0; f < lit.fields; f++) add_field(lit.field[f], y, x0, count, out);
}

void lit_block(const Plan& plan, const LitRows& lit, int y, int x0, int count, Block& out) {
  light_block(plan, lit, y, x0, count, out);
  if (lit.also) {
    Block more;
    light_block(plan, *lit.also, y, x0, count, more);
    for (int i = 0; i < count; i++) {
      out.red[i] += more.red[i];
      out.green[i] += more.green[i];
      out.blue[i] += more.blue[i];
    }
  }
  alignas(64) float shade[kBlock];
  shade_row(plan, lit, y, x0, shade);
  for (int i = 0; i < count; i++) {
    const glsl::vec3 t = glsl::tone(glsl::vec3(out.red[i], out.green[i], out.blue[i]), shade[i]);
    out.red[i] = t.x, out.green[i] = t.y, out.blue[i] = t.z;
  }
}

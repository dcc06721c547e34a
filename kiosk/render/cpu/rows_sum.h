#pragma once
// Sums of light layers, in whole numbers, wherever the camera, the water and the foreground have put them. For rows.cpp
// only, see rows_text.h.

/// Sums of layers, in LitRows::unit.
struct WordBlock {
  alignas(64) std::uint16_t red[kBlock], green[kBlock], blue[kBlock];
};

/// Adds one channel of one light. `part` in 1/256 is how much the place lies to the right of code[0].
void add_light_row(const std::uint8_t* code, std::uint32_t part, std::uint16_t gain, int count, std::uint16_t* sum) {
  if (part == 0) {
    for (int i = 0; i < count; i++)
      sum[i] = static_cast<std::uint16_t>(sum[i] +
                                          glsl::share_of_light(static_cast<std::uint16_t>(code[i] * code[i]), gain));
    return;
  }
  // In two loops: as one, the compiler no longer sees the 16-bit multiplications.
  alignas(64) std::uint16_t square[kBlock];
  const auto right = static_cast<std::uint16_t>(part), left = static_cast<std::uint16_t>(256 - part);
  for (int i = 0; i < count; i++) square[i] = glsl::square_between(code[i], code[i + 1], left, right);
  for (int i = 0; i < count; i++) sum[i] = static_cast<std::uint16_t>(sum[i] + glsl::share_of_light(square[i], gain));
}

void clear(const LitRows& lit, WordBlock& sum) {
  // Every share is cut off by half a unit on average.
  const auto start = static_cast<std::uint16_t>(lit.lights / 2);
  for (int i = 0; i < kBlock; i++) sum.red[i] = sum.green[i] = sum.blue[i] = start;
}

/// Adds the lights of planes[light][channel] + offset to sum[begin..end).
void add_lights(const LitRows& lit, const std::uint8_t* const planes[kLights][3], std::ptrdiff_t offset,
                std::uint32_t part, int begin, int end, WordBlock& sum) {
  if (begin >= end) return;
  for (int light = 0; light < lit.lights; light++) {
    add_light_row(planes[light][0] + offset, part, lit.gain[light][0], end - begin, sum.red + begin);
    add_light_row(planes[light][1] + offset, part, lit.gain[light][1], end - begin, sum.green + begin);
    add_light_row(planes[light][2] + offset, part, lit.gain[light][2], end - begin, sum.blue + begin);
  }
}

/// Whole pixels and the part of one, of a shift in 1/256.
struct Shift {
  int whole;
  std::uint32_t part;
};
Shift shift_of(std::int32_t fixed) { return {fixed >> 8, static_cast<std::uint32_t>(fixed & 255)}; }

/// The room without its foreground, row y, `count` pixels from column x on.
void sum_far(const LitRows& lit, int x, std::uint32_t part, int y, int count, WordBlock& sum) {
  clear(lit, sum);
  int begin = count, end = count;  // of the stretch that lies in the box
  if (lit.matte && y >= lit.box_y && y < lit.box_y + lit.box_height) {
    const auto inside = [count](int i) { return i < 0 ? 0 : i > count ? count : i; };
    begin = inside(lit.box_x - x);
    // The box's last column is not begun from: between two pixels the next one is read as well.
    end = inside(lit.box_x + lit.box_width - 1 - x);
    if (end < begin) end = begin;
  }
  const std::ptrdiff_t row = y * lit.stride + x;
  add_lights(lit, lit.code, row, part, 0, begin, sum);
  add_lights(lit, lit.behind, static_cast<std::ptrdiff_t>(y - lit.box_y) * lit.box_width + (x + begin - lit.box_x),
             part, begin, end, sum);
  add_lights(lit, lit.code, row + end, part, end, count, sum);
}

/// What the matte says of `count` pixels from column x on: weights of the foreground, 0..65535.
struct Cover {
  alignas(64) std::uint16_t weight[kBlock];
  bool any, all;
};
void cover_of(const LitRows& lit, int x, std::uint32_t part, int y, int count, Cover& cover) {
  cover.any = cover.all = false;
  if (!lit.matte || y < lit.box_y || y >= lit.box_y + lit.box_height) return;
  for (int i = 0; i < kBlock; i++) cover.weight[i] = 0;
  const std::uint8_t* row = lit.matte + static_cast<std::ptrdiff_t>(y - lit.box_y) * lit.box_width - lit.box_x;
  const int begin = lit.box_x > x ? lit.box_x - x : 0,
            end = lit.box_x + lit.box_width - 1 < x + count ? lit.box_x + lit.box_width - 1 - x : count;
  std::uint16_t most = 0, least = 65535;
  for (int i = begin; i < end; i++) {
    const auto w = static_cast<std::uint16_t>(glsl::code_between(
        row[x + i], row[x + i + 1], static_cast<std::uint16_t>(256 - part), static_cast<std::uint16_t>(part)));
    cover.weight[i] = w;
    most = w > most ? w : most, least = w < least ? w : least;
  }
  cover.any = begin < end && most > 0;
  cover.all = begin == 0 && end == count && least >= 65280;  // code_between's largest
}

/// `over` over `sum` where the weights are.
void mix_words(const std::uint16_t* weight, const WordBlock& over, int count, WordBlock& sum) {
  for (int i = 0; i < count; i++) {
    sum.red[i] = glsl::mix_words(sum.red[i], over.red[i], weight[i]);
    sum.green[i] = glsl::mix_words(sum.green[i], over.green[i], weight[i]);
    sum.blue[i] = glsl::mix_words(sum.blue[i], over.blue[i], weight[i]);
  }
}

/// Reflections on the wet floor tremble: there the room is fetched from another row.
void mix_ripple(const LitRows& lit, int plan_width, int x0, Shift far, int y, int ripple, int count, WordBlock& sum) {
  alignas(64) std::uint16_t weight[kBlock];
  const std::uint8_t* wet = lit.wet + static_cast<std::ptrdiff_t>(y - lit.wet_begin) * plan_width;
  std::uint16_t most = 0;
  for (int i = 0; i < count; i++) {
    const int x = x0 + i + far.whole, inside = x < 0 ? 0 : x >= plan_width ? plan_width - 1 : x;
    weight[i] = static_cast<std::uint16_t>(wet[inside] * 257);
    most = weight[i] > most ? weight[i] : most;
  }
  if (most == 0) return;
  WordBlock mirrored;
  sum_far(lit, x0 + far.whole, far.part, y + ripple, count, mirrored);
  mix_words(weight, mirrored, count, sum);
}

/// The layers' light at (x0, y) and on, without the sources themselves. `cover` becomes the foreground's.
void sum_lights(const Plan& plan, const LitRows& lit, int y, int x0, int count, Cover& cover, WordBlock& sum) {
  static constexpr RowShift kStill{0, 0, 0};
  const RowShift& move = lit.moves ? lit.moves[y] : kStill;
  const Shift far = shift_of(move.far_shift), near = shift_of(move.near_shift);
  cover_of(lit, x0 + near.whole, near.part, y, count, cover);
  if (cover.all) {
    clear(lit, sum);
    add_lights(lit, lit.code, y * lit.stride + x0 + near.whole, near.part, 0, count, sum);
    return;
  }
  sum_far(lit, x0 + far.whole, far.part, y, count, sum);
  if (move.ripple != 0 && lit.wet && y >= lit.wet_begin && y < lit.wet_end)
    mix_ripple(lit, plan.width, x0, far, y, move.ripple, count, sum);
  if (!cover.any) return;
  WordBlock front;
  clear(lit, front);
  add_lights(lit, lit.code, y * lit.stride + x0 + near.whole, near.part, 0, count, front);
  mix_words(cover.weight, front, count, sum);
}

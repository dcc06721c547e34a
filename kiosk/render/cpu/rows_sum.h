#pragma once
// Sums of light layers, in whole numbers, wherever the camera, the water and the foreground have put them. For rows.cpp
// only, see rows_text.h.

/// Sums of layers, in LitRows::unit; one more than a block has pixels, because a pixel may lie between two.
struct WordBlock {
  alignas(64) std::uint16_t red[kBlock + 1];
  alignas(64) std::uint16_t green[kBlock + 1];
  alignas(64) std::uint16_t blue[kBlock + 1];
};

std::uint16_t share(std::uint8_t code, std::uint16_t gain) {
  return glsl::share_of_light(static_cast<std::uint16_t>(code * code), gain);
}

/// Adds one channel of some lights.
void add_row(const std::uint8_t* a, std::uint16_t gain_a, int count, std::uint16_t* __restrict sum) {
  for (int i = 0; i < count; i++) sum[i] = static_cast<std::uint16_t>(sum[i] + share(a[i], gain_a));
}

void add_two_rows(const std::uint8_t* a, std::uint16_t gain_a, const std::uint8_t* b, std::uint16_t gain_b, int count,
                  std::uint16_t* __restrict sum) {
  for (int i = 0; i < count; i++)
    sum[i] = static_cast<std::uint16_t>(sum[i] + share(a[i], gain_a) + share(b[i], gain_b));
}

void clear(const LitRows& lit, WordBlock& sum) {
  // Every share is cut off by half a unit on average.
  const auto start = static_cast<std::uint16_t>(lit.lights / 2);
  for (int i = 0; i <= kBlock; i++) sum.red[i] = sum.green[i] = sum.blue[i] = start;
}

/// Adds the lights of planes[light][channel] + offset to sum[begin..end).
void add_lights(const LitRows& lit, const std::uint8_t* const planes[kLights][3], std::ptrdiff_t offset, int begin,
                int end, WordBlock& sum) {
  if (begin >= end) return;
  std::uint16_t* const to[3] = {sum.red + begin, sum.green + begin, sum.blue + begin};
  for (int c = 0; c < 3; c++) {
    int light = 0;
    for (; light + 1 < lit.lights; light += 2)
      add_two_rows(planes[light][c] + offset, lit.gain[light][c], planes[light + 1][c] + offset, lit.gain[light + 1][c],
                   end - begin, to[c]);
    if (light < lit.lights) add_row(planes[light][c] + offset, lit.gain[light][c], end - begin, to[c]);
  }
}

/// Moves the sums `part` / 256 of a pixel to the left.
void shift_row(std::uint32_t part, int count, std::uint16_t* sum) {
  const auto weight = static_cast<std::uint16_t>(part << 8);
  for (int i = 0; i < count; i++) sum[i] = glsl::mix_words(sum[i], sum[i + 1], weight);
}
void shift_sums(std::uint32_t part, int count, WordBlock& sum) {
  if (part == 0) return;
  shift_row(part, count, sum.red), shift_row(part, count, sum.green), shift_row(part, count, sum.blue);
}

/// Whole pixels and the part of one, of a shift in 1/256.
struct Shift {
  int whole;
  std::uint32_t part;
};
Shift shift_of(std::int32_t fixed) { return {fixed >> 8, static_cast<std::uint32_t>(fixed & 255)}; }

/// All of the room, row y, `count` pixels from column x on.
void sum_near(const LitRows& lit, int x, std::uint32_t part, int y, int count, WordBlock& sum) {
  clear(lit, sum);
  add_lights(lit, lit.code, y * lit.stride + x, 0, part == 0 ? count : count + 1, sum);
  shift_sums(part, count, sum);
}

/// The room without its foreground, row y, `count` pixels from column x on.
void sum_far(const LitRows& lit, int x, std::uint32_t part, int y, int count, WordBlock& sum) {
  clear(lit, sum);
  const int all = part == 0 ? count : count + 1;
  int begin = all, end = all;  // of the stretch that lies in the box
  if (lit.matte && y >= lit.box_y && y < lit.box_y + lit.box_height) {
    const auto inside = [all](int i) { return i < 0 ? 0 : i > all ? all : i; };
    begin = inside(lit.box_x - x), end = inside(lit.box_x + lit.box_width - x);
  }
  const std::ptrdiff_t row = y * lit.stride + x;
  add_lights(lit, lit.code, row, 0, begin, sum);
  add_lights(lit, lit.behind, static_cast<std::ptrdiff_t>(y - lit.box_y) * lit.box_width + (x + begin - lit.box_x),
             begin, end, sum);
  add_lights(lit, lit.code, row + end, end, all, sum);
  shift_sums(part, count, sum);
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
    sum_near(lit, x0 + near.whole, near.part, y, count, sum);
    return;
  }
  sum_far(lit, x0 + far.whole, far.part, y, count, sum);
  if (move.ripple != 0 && lit.wet && y >= lit.wet_begin && y < lit.wet_end)
    mix_ripple(lit, plan.width, x0, far, y, move.ripple, count, sum);
  if (!cover.any) return;
  WordBlock front;
  sum_near(lit, x0 + near.whole, near.part, y, count, front);
  mix_words(cover.weight, front, count, sum);
}

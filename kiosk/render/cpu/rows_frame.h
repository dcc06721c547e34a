#pragma once
// Blocks of a frame of a film, as display-coded steps (shaders/finish.glsl). For rows.cpp only, see rows_text.h.

/// One row of a plane between its two source rows, and one sample more: the last again.
void blend_rows(const PlaneRows& plane, int y, std::int16_t* to) {
  const std::uint8_t* above = plane.data + plane.row[y] * plane.stride;
  const std::int16_t part = plane.row_part[y];
  if (part == 0) {
    for (int i = 0; i < plane.width; i++) to[i] = static_cast<std::int16_t>(above[i] << 6);
  } else {
    const std::uint8_t* below = above + plane.stride;
    for (int i = 0; i < plane.width; i++) {
      const auto apart = static_cast<std::int16_t>((below[i] - above[i]) << 7);
      to[i] = static_cast<std::int16_t>((above[i] << 6) + (apart * part >> 16));
    }
  }
  to[plane.width] = to[plane.width - 1];
}

/// Half way between two samples. Their sum fits, and said so, it takes no wider registers.
std::int16_t between(std::int16_t here, std::int16_t there) {
  return static_cast<std::int16_t>(static_cast<std::int16_t>(here + there) >> 1);
}

int within(int value, int low, int high) { return value < low ? low : value > high ? high : value; }

/// `count` columns from `first` on. Where the plane has one sample for each it is the row itself; otherwise they are
/// written to `room`, which holds kBlock + 2.
const std::int16_t* columns_of(const PlaneRows& plane, const std::int16_t* from, int first, int count,
                               std::int16_t* room) {
  if (plane.spacing == Spacing::same) return from + first;
  if (plane.spacing == Spacing::half) {
    const std::int16_t* left = from + first / 2;
    for (int i = 0; i < (first % 2 + count + 1) / 2; i++) {
      room[2 * i] = left[i];
      room[2 * i + 1] = between(left[i], left[i + 1]);
    }
    return room + first % 2;
  }
  const std::int32_t* column = plane.column + first;
  const std::int16_t* part = plane.column_part + first;
  const auto between_two = [](int left, int right, int share) {
    return static_cast<std::int16_t>(left + ((right - left) * share >> 15));
  };
  const auto one_by_one = [&](int begin, int end) {
    for (int i = begin; i < end; i++) room[i] = between_two(from[column[i]], from[column[i] + 1], part[i]);
  };
  const int begin = within(plane.steady.begin - first, 0, count), end = within(plane.steady.end - first, begin, count);
  one_by_one(0, begin);
  if (begin < end) {
    const std::int16_t *left = from + column[begin], share = part[begin];
    std::int16_t* to = room + begin;
    if (plane.steady.step == 2)
      for (int i = 0; i < end - begin; i++) to[i] = between_two(left[2 * i], left[2 * i + 1], share);
    else
      for (int i = 0; i < end - begin; i++) to[i] = between_two(left[i], left[i + 1], share);
  }
  one_by_one(end, count);
  return room;
}

/// `scratch` holds the three source rows that belong to row y (blend_rows).
void frame_block(const Plan& plan, const FrameRows& frame, int x0, int count, const std::int16_t* scratch,
                 StepBlock& out) {
  const int begin = frame.left > x0 ? frame.left - x0 : 0, end = frame.right < x0 + count ? frame.right - x0 : count;
  if (begin > 0 || end < count)
    for (int i = 0; i < kBlock; i++) out.red[i] = out.green[i] = out.blue[i] = 0;
  if (begin >= end) return;
  alignas(64) std::int16_t room[3][kBlock + 2];
  const std::int16_t* from[3];
  for (int p = 0; p < 3; p++)
    from[p] =
        columns_of(frame.plane[p], scratch + p * plan.scratch_width, x0 + begin - frame.left, end - begin, room[p]);
  std::int16_t *red = out.red + begin, *green = out.green + begin, *blue = out.blue + begin;
  const std::int16_t level = frame.level;
  if (frame.is_rgb) {
    for (int i = 0; i < end - begin; i++) {
      red[i] = glsl::frame_level(static_cast<std::int16_t>(from[0][i] >> 1), level);
      green[i] = glsl::frame_level(static_cast<std::int16_t>(from[1][i] >> 1), level);
      blue[i] = glsl::frame_level(static_cast<std::int16_t>(from[2][i] >> 1), level);
    }
    return;
  }
  const std::int16_t offset = frame.luma_offset, scale = frame.luma_scale, red_v = frame.red_v, green_u = frame.green_u,
                     green_v = frame.green_v, blue_u = frame.blue_u;
  const std::int16_t *luma = from[0], *cb = from[1], *cr = from[2];
  for (int i = 0; i < end - begin; i++) {
    const std::int16_t y = glsl::frame_luma(luma[i], offset, scale);
    red[i] = glsl::frame_level(static_cast<std::int16_t>(y + glsl::frame_chroma(cr[i], red_v)), level);
    green[i] = glsl::frame_level(
        static_cast<std::int16_t>(y + glsl::frame_chroma(cb[i], green_u) + glsl::frame_chroma(cr[i], green_v)), level);
    blue[i] = glsl::frame_level(static_cast<std::int16_t>(y + glsl::frame_chroma(cb[i], blue_u)), level);
  }
}

/// A film alone on stage, which needs neither dimming nor grain: most of its time.
bool is_plain_film(const Plan& plan) {
  const FrameRows& frame = plan.ground[0].frame;
  return !plan.ground[0].coarse && !frame.is_rgb && frame.level == 16384 && plan.grain_base == 0 &&
         plan.grain_rise == 0;
}

/// Such a film in its own size and over the whole width, with one sample of colour for every two pixels, in a row that
/// shows one row of its luma: what most films are on most displays.
bool has_pairs(const Plan& plan, int y) {
  const FrameRows& frame = plan.ground[0].frame;
  return is_plain_film(plan) && frame.left == 0 && frame.right == plan.width && plan.width % 2 == 0 &&
         frame.plane[0].spacing == Spacing::same && frame.plane[1].spacing == Spacing::half &&
         frame.plane[2].spacing == Spacing::half && frame.plane[0].row_part[y - frame.top] == 0;
}

/// A plain film's pixels, display-coded, with dither.
struct FilmInk {
  std::int16_t offset, scale, red_v, green_u, green_v, blue_u;

  explicit FilmInk(const FrameRows& frame)
      : offset(frame.luma_offset),
        scale(frame.luma_scale),
        red_v(frame.red_v),
        green_u(frame.green_u),
        green_v(frame.green_v),
        blue_u(frame.blue_u) {}

  /// A pixel in two halves, the low one first as everywhere here, which is what a register of 16-bit numbers holds.
  using Half [[gnu::may_alias]] = std::uint16_t;
  void write(Half* __restrict to, std::int16_t luma, std::int16_t cb, std::int16_t cr, std::int16_t dither_r,
             std::int16_t dither_g, std::int16_t dither_b) const {
    const std::int16_t light = glsl::frame_luma(luma, offset, scale);
    const std::uint16_t red = code(light + glsl::frame_chroma(cr, red_v), dither_r);
    const std::uint16_t green =
        code(light + glsl::frame_chroma(cb, green_u) + glsl::frame_chroma(cr, green_v), dither_g);
    const std::uint16_t blue = code(light + glsl::frame_chroma(cb, blue_u), dither_b);
    to[0] = static_cast<std::uint16_t>(green << 8 | blue);
    to[1] = static_cast<std::uint16_t>(0xff00u | red);
  }

 private:
  /// As quantise(), with half of the steps and of the dither, whose last bit never carries. Inside the range no dither
  /// carries beyond 255.
  static std::uint16_t code(int twos, std::int16_t dither) {
    const std::int16_t inside = glsl::frame_inside(static_cast<std::int16_t>(twos));
    return static_cast<std::uint16_t>(static_cast<std::uint16_t>(inside + dither) >> 5);
  }
};

std::int16_t half_of(std::uint8_t dither) { return static_cast<std::int16_t>(dither >> 1); }

/// A plain film, where it covers the whole block, in one go: what frame_block() and finish_steps() come to.
void film_block(const Plan& plan, int y, int x0, int count, const std::int16_t* scratch, std::uint32_t* out) {
  const FrameRows& frame = plan.ground[0].frame;
  alignas(64) std::int16_t room[3][kBlock + 2];
  const std::int16_t* from[3];
  for (int p = 0; p < 3; p++)
    from[p] = columns_of(frame.plane[p], scratch + p * plan.scratch_width, x0 - frame.left, count, room[p]);
  const std::int16_t *luma = from[0], *cb = from[1], *cr = from[2];
  const std::uint8_t *dither_r = dither_at(plan, 0, y, x0), *dither_g = dither_at(plan, 1, y, x0),
                     *dither_b = dither_at(plan, 2, y, x0);
  const FilmInk ink(frame);
  auto* __restrict half = reinterpret_cast<FilmInk::Half*>(out);
  for (int i = 0; i < count; i++)
    ink.write(half + 2 * i, luma[i], cb[i], cr[i], half_of(dither_r[i]), half_of(dither_g[i]), half_of(dither_b[i]));
}

/// Half of the dither of one row, which comes again every 64 pixels: of the even ones and of the odd ones.
struct DitherPairs {
  static constexpr int kPairs = 32;
  struct Pair {
    alignas(64) std::int16_t even[kPairs], odd[kPairs];
  };
  Pair red, green, blue;

  DitherPairs(const Plan& plan, int y) {
    Pair* const pairs[3] = {&red, &green, &blue};
    for (int c = 0; c < 3; c++) {
      const std::uint8_t* dither = dither_at(plan, c, y, 0);
      for (int i = 0; i < kPairs; i++)
        pairs[c]->even[i] = half_of(dither[2 * i]), pairs[c]->odd[i] = half_of(dither[2 * i + 1]);
    }
  }
};

/// Up to 32 pairs of pixels of a row that has_pairs(). A register of pairs comes apart more quickly than one of bytes.
void write_pairs(const FilmInk& ink, const DitherPairs& dither, const std::uint8_t* luma, const std::int16_t* cb,
                 const std::int16_t* cr, int pairs, std::uint32_t* out) {
  using TwoOfLuma [[gnu::may_alias, gnu::aligned(1)]] = std::uint16_t;
  const auto* two = reinterpret_cast<const TwoOfLuma*>(luma);
  auto* __restrict half = reinterpret_cast<FilmInk::Half*>(out);
  for (int i = 0; i < pairs; i++) {
    ink.write(half + 4 * i, static_cast<std::int16_t>((two[i] & 0xff) << 6), cb[i], cr[i], dither.red.even[i],
              dither.green.even[i], dither.blue.even[i]);
    ink.write(half + 4 * i + 2, static_cast<std::int16_t>(two[i] >> 8 << 6), between(cb[i], cb[i + 1]),
              between(cr[i], cr[i + 1]), dither.red.odd[i], dither.green.odd[i], dither.blue.odd[i]);
  }
}

/// A whole row that has_pairs(), from its luma and the two rows of colour in `scratch`: film_block() of all of it.
void film_pairs(const Plan& plan, int y, const std::int16_t* scratch, std::uint32_t* out) {
  const FrameRows& frame = plan.ground[0].frame;
  const std::uint8_t* luma = frame.plane[0].data + frame.plane[0].row[y - frame.top] * frame.plane[0].stride;
  const std::int16_t *cb = scratch + plan.scratch_width, *cr = cb + plan.scratch_width;
  const FilmInk ink(frame);
  const DitherPairs dither(plan, y);
  constexpr int kPairs = DitherPairs::kPairs;
  const int all = plan.width / 2;
  const auto put = [&](int i, int pairs) {
    write_pairs(ink, dither, luma + 2 * i, cb + i, cr + i, pairs, out + 2 * i);
  };
  int i = 0;
  for (; i + kPairs <= all; i += kPairs) put(i, kPairs);  // a number the compiler knows
  if (i < all) put(i, all - i);
}

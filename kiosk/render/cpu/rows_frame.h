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

/// `count` columns from `first` on. Where the plane has one sample for each it is the row itself; otherwise they are
/// written to `room`, which holds kBlock + 2.
const std::int16_t* columns_of(const PlaneRows& plane, const std::int16_t* from, int first, int count,
                               std::int16_t* room) {
  if (plane.spacing == Spacing::same) return from + first;
  if (plane.spacing == Spacing::half) {
    const std::int16_t* left = from + first / 2;
    for (int i = 0; i < (first % 2 + count + 1) / 2; i++) {
      room[2 * i] = left[i];
      room[2 * i + 1] = static_cast<std::int16_t>((left[i] + left[i + 1]) >> 1);
    }
    return room + first % 2;
  }
  const std::int32_t* column = plane.column + first;
  const std::int16_t* part = plane.column_part + first;
  for (int i = 0; i < count; i++) {
    const int left = from[column[i]], right = from[column[i] + 1];
    room[i] = static_cast<std::int16_t>(left + ((right - left) * part[i] >> 15));
  }
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

/// Such a film, where it covers the whole block, in one go: what frame_block() and finish_steps() come to.
void film_block(const Plan& plan, int y, int x0, int count, const std::int16_t* scratch, std::uint32_t* out) {
  const FrameRows& frame = plan.ground[0].frame;
  alignas(64) std::int16_t room[3][kBlock + 2];
  const std::int16_t* from[3];
  for (int p = 0; p < 3; p++)
    from[p] = columns_of(frame.plane[p], scratch + p * plan.scratch_width, x0 - frame.left, count, room[p]);
  const std::int16_t *luma = from[0], *cb = from[1], *cr = from[2];
  const std::uint8_t *dither_r = dither_at(plan, 0, y, x0), *dither_g = dither_at(plan, 1, y, x0),
                     *dither_b = dither_at(plan, 2, y, x0);
  const std::int16_t offset = frame.luma_offset, scale = frame.luma_scale, red_v = frame.red_v, green_u = frame.green_u,
                     green_v = frame.green_v, blue_u = frame.blue_u;
  // Inside the range nothing is left that dither could carry beyond 255.
  const auto code = [](int twos, std::uint8_t dither) {
    const int steps = glsl::frame_inside(static_cast<std::int16_t>(twos)) * 2;
    return static_cast<std::uint16_t>(static_cast<std::uint16_t>(steps + dither) >> 6);
  };
  // A pixel in two halves, the low one first as everywhere here, which is what a register of 16-bit numbers holds.
  using Half [[gnu::may_alias]] = std::uint16_t;
  Half* __restrict half = reinterpret_cast<Half*>(out);
  for (int i = 0; i < count; i++) {
    const std::int16_t light = glsl::frame_luma(luma[i], offset, scale);
    const std::uint16_t red = code(light + glsl::frame_chroma(cr[i], red_v), dither_r[i]);
    const std::uint16_t green =
        code(light + glsl::frame_chroma(cb[i], green_u) + glsl::frame_chroma(cr[i], green_v), dither_g[i]);
    const std::uint16_t blue = code(light + glsl::frame_chroma(cb[i], blue_u), dither_b[i]);
    half[2 * i] = static_cast<std::uint16_t>(green << 8 | blue);
    half[2 * i + 1] = static_cast<std::uint16_t>(0xff00u | red);
  }
}

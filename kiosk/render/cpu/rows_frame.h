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

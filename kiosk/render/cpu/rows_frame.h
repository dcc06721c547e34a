#pragma once
// Blocks of a frame of a film. For rows.cpp only, see rows_text.h.

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

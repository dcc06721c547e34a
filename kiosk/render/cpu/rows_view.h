#pragma once
// Rows of relit art that a camera looks at: the art is drawn at its own size, as display-coded steps, and each pixel of
// the picture put together from the sixteen pixels around where it looks. For rows.cpp only, see rows_text.h.

/// The steps of one pixel: red, green, blue, and one that is not used; and the same as floats.
typedef std::int16_t PixelSteps __attribute__((vector_size(8)));
typedef float PixelFloats __attribute__((vector_size(16)));

/// Columns [begin, end) of row y of a plan that has lit grounds only, to where its camera fetches them.
void draw_seen_row(const Plan& plan, int y) {
  for (int x0 = plan.seen_begin; x0 < plan.seen_end; x0 += kBlock) {
    const int count = plan.seen_end - x0 < kBlock ? plan.seen_end - x0 : kBlock;
    Block block;
    lit_grounds(plan, y, x0, count, block);
    std::int16_t* to = plan.seen + (static_cast<std::ptrdiff_t>(y) * plan.width + x0) * 4;
    for (int i = 0; i < count; i++) {
      to[4 * i] = glsl::to_steps(block.red[i]);
      to[4 * i + 1] = glsl::to_steps(block.green[i]);
      to[4 * i + 2] = glsl::to_steps(block.blue[i]);
      to[4 * i + 3] = 0;
    }
  }
}

float held(float x, float least, float most) { return x < least ? least : x > most ? most : x; }

/// 0 far .. 1 near, between the four samples of the depths around a place of the art.
float depth_at(const ViewRows& view, float x, float y) {
  const float u = held(x * 0.5f - 0.5f, 0.f, static_cast<float>(view.depth_width - 1)),
              v = held(y * 0.5f - 0.5f, 0.f, static_cast<float>(view.depth_height - 1));
  const int left = static_cast<int>(u), top = static_cast<int>(v);
  const int right = left + 1 < view.depth_width ? left + 1 : left, low = top + 1 < view.depth_height ? top + 1 : top;
  const std::uint8_t *above = view.depth + static_cast<std::ptrdiff_t>(top) * view.depth_width,
                     *below = view.depth + static_cast<std::ptrdiff_t>(low) * view.depth_width;
  const float across = u - static_cast<float>(left);
  const float a = glsl::blend(above[left], above[right], across), b = glsl::blend(below[left], below[right], across);
  return glsl::blend(a, b, v - static_cast<float>(top)) * (1.f / 255.f);
}

/// Where a pixel is fetched from. What is there tells how far, so it is asked twice.
struct ViewPoint {
  float x, y;
};
ViewPoint fetched_from(const ViewRows& view, float base_x, float base_y) {
  ViewPoint at{base_x, base_y};
  if (!view.depth) return at;
  for (int turn = 0; turn < 2; turn++) {
    const float depth = depth_at(view, at.x, at.y);
    at.x = glsl::view_place(base_x, view.x, depth, view.slide_x, view.push, view.pivot);
    at.y = glsl::view_place(base_y, view.y, depth, view.slide_y, view.push, view.pivot);
  }
  return at;
}

struct Shares {
  int first;  // of the four
  float of[4];
};
Shares shares_at(float place, int size, float soft) {
  const float at = glsl::view_sample(place, static_cast<float>(size));
  const int whole = static_cast<int>(at);
  const float part = at - static_cast<float>(whole);
  return {whole - 1,
          {glsl::view_share_far(1.f + part, soft), glsl::view_share_near(part, soft),
           glsl::view_share_near(1.f - part, soft), glsl::view_share_far(2.f - part, soft)}};
}

PixelFloats pixel_at(const std::int16_t* steps) {
  PixelSteps pixel;
  __builtin_memcpy(&pixel, steps, sizeof pixel);
  return __builtin_convertvector(pixel, PixelFloats);
}

std::int16_t whole_step(float value) { return static_cast<std::int16_t>(held(value, 0.f, glsl::kFullScale) + 0.5f); }

/// Pixels of row y from x0 on.
void view_block(const Plan& plan, const ViewRows& view, int y, int x0, int count, StepBlock& out) {
  const float base_y = view.y + (static_cast<float>(y) + 0.5f - static_cast<float>(plan.height) * 0.5f) * view.step;
  for (int i = 0; i < count; i++) {
    const float base_x =
        view.x + (static_cast<float>(x0 + i) + 0.5f - static_cast<float>(plan.width) * 0.5f) * view.step;
    const ViewPoint from = fetched_from(view, base_x, base_y);
    const Shares across = shares_at(from.x, view.width, view.soft), down = shares_at(from.y, view.height, view.soft);
    PixelFloats sum{};
    for (int j = 0; j < 4; j++) {
      const std::int16_t* row =
          view.seen + (static_cast<std::ptrdiff_t>(down.first + j) * view.width + across.first) * 4;
      PixelFloats line = pixel_at(row) * across.of[0];
      for (int k = 1; k < 4; k++) line += pixel_at(row + 4 * k) * across.of[k];
      sum += line * down.of[j];
    }
    out.red[i] = whole_step(sum[0]), out.green[i] = whole_step(sum[1]), out.blue[i] = whole_step(sum[2]);
  }
}

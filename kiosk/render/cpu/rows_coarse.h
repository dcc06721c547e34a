#pragma once
// Rows of relit art that is coarser than the picture: worked out once at its own size, as display-coded steps
// (shaders/finish.glsl), and spread straight from sample to sample over the picture, first down, then across. For
// rows.cpp only, see rows_text.h.

/// Display-coded steps of a block's pixels.
struct StepBlock {
  alignas(64) std::int16_t red[kBlock], green[kBlock], blue[kBlock];
};

/// The last coarse rows of a ground, as rows of the picture that lie between the same two come one after the other. In
/// memory: the two, and a third that is between them; of each, red, green and blue.
struct CoarseRows {
  const Plan* plan;  // the coarse one
  std::int16_t* memory;
  int held[2] = {-1, -1};

  std::int16_t* row(int slot, int channel) const {
    return memory + (slot * 3 + channel) * coarse_stride(plan->width) + kCoarseMargin;
  }
  int slot_of(int y) const { return held[0] == y ? 0 : held[1] == y ? 1 : -1; }
};

void draw_coarse_row(CoarseRows& rows, int slot, int y) {
  rows.held[slot] = y;
  const int width = rows.plan->width;
  for (int x0 = 0; x0 < width; x0 += kBlock) {
    const int count = width - x0 < kBlock ? width - x0 : kBlock;
    Block block;
    lit_grounds(*rows.plan, y, x0, count, block);
    std::int16_t *red = rows.row(slot, 0) + x0, *green = rows.row(slot, 1) + x0, *blue = rows.row(slot, 2) + x0;
    for (int i = 0; i < count; i++) {
      red[i] = glsl::to_steps(block.red[i]);
      green[i] = glsl::to_steps(block.green[i]);
      blue[i] = glsl::to_steps(block.blue[i]);
    }
  }
  // Its ends go on in the margins, where spreading reads.
  for (int c = 0; c < 3; c++) {
    std::int16_t* row = rows.row(slot, c);
    row[-1] = row[0], row[width] = row[width - 1];
  }
}

/// Of 65536, how far the middle of pixel n of `scale` lies from that of its sample to the next one.
constexpr std::int16_t spread_part(int n, int scale) {
  const int turn = 2 * n + 1 - scale;
  return static_cast<std::int16_t>((turn < 0 ? -turn : turn) * 65536 / (2 * scale));
}

/// Makes the picture's row y, as wide as the coarse rows, in the third slot.
void blend_coarse_rows(CoarseRows& rows, int scale, int y) {
  const int near = y / scale, turn = 2 * (y % scale) + 1 - scale, last = rows.plan->height - 1;
  const int next = turn < 0 ? near - 1 : turn > 0 ? near + 1 : near, far = next < 0 ? 0 : next > last ? last : next;
  int a = rows.slot_of(near), b = rows.slot_of(far);
  if (a < 0) draw_coarse_row(rows, a = b < 0 ? 0 : 1 - b, near);
  if (far == near) b = a;
  if (b < 0) draw_coarse_row(rows, b = 1 - a, far);
  const std::int16_t part = spread_part(y % scale, scale);
  for (int c = 0; c < 3; c++) {
    const std::int16_t *from = rows.row(a, c), *to = rows.row(b, c);
    std::int16_t* out = rows.row(2, c);
    for (int x = -1; x <= rows.plan->width; x++) out[x] = glsl::steps_between(from[x], to[x], part);
  }
}

/// kScale pixels from every sample of `from` on; from[-1] and from[count] are read.
template <int kScale>
void spread_steps(const std::int16_t* from, int count, std::int16_t* to) {
  for (int i = 0; i < count; i++)
    for (int n = 0; n < kScale; n++)
      to[i * kScale + n] =
          glsl::steps_between(from[i], 2 * n + 1 < kScale ? from[i - 1] : from[i + 1], spread_part(n, kScale));
}

/// Pixels of the row that blend_coarse_rows() made, from column x0 on, a multiple of `scale`; a little beyond `count`
/// is written.
void coarse_block(const CoarseRows& rows, int scale, int x0, int count, StepBlock& out) {
  const int first = x0 / scale, samples = (count + scale - 1) / scale;
  std::int16_t* const to[3] = {out.red, out.green, out.blue};
  for (int c = 0; c < 3; c++) {
    const std::int16_t* from = rows.row(2, c) + first;
    if (scale == 2)
      spread_steps<2>(from, samples, to[c]);
    else if (scale == 3)
      spread_steps<3>(from, samples, to[c]);
    else
      spread_steps<4>(from, samples, to[c]);
  }
}

void from_steps(const StepBlock& in, int count, Block& out) {
  const float kOne = 1.f / glsl::kFullScale;
  for (int i = 0; i < count; i++) {
    out.red[i] = in.red[i] * kOne;
    out.green[i] = in.green[i] * kOne;
    out.blue[i] = in.blue[i] * kOne;
  }
}

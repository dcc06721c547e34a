#include "media/frame_turn.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace redlight {

namespace {

/// Both the rows that are read and those that are written stay in the first cache while a block is copied.
constexpr int kBlock = 32;

template <class Sample, class Convert>
void copy_blocks(const Sample* from, TurnSteps steps, std::uint8_t* to, int stride, int width, int height,
                 Convert convert) {
  for (int y0 = 0; y0 < height; y0 += kBlock)
    for (int x0 = 0; x0 < width; x0 += kBlock) {
      const int x1 = std::min(x0 + kBlock, width), y1 = std::min(y0 + kBlock, height);
      for (int y = y0; y < y1; ++y) {
        const Sample* source = from + steps.first + y * steps.down;
        std::uint8_t* row = to + std::ptrdiff_t{y} * stride;
        for (int x = x0; x < x1; ++x) row[x] = convert(source[x * steps.right], x, y);
      }
    }
}

/// Samples of more than 8 bits, of which `shift` are dropped, with a fixed 2 by 2 dither.
struct Narrowing {
  int shift;

  std::uint16_t dither(int x, int y) const {
    constexpr int kDither[2][2] = {{0, 2}, {3, 1}};  // quarters of a step
    return static_cast<std::uint16_t>((kDither[y & 1][x & 1] << shift) >> 2);
  }
  /// Such that 16 bits are enough for 16 bits.
  std::uint8_t narrowed(std::uint16_t sample, std::uint16_t dither) const {
    const auto dropped = static_cast<std::uint16_t>(sample & ((1 << shift) - 1));
    const auto carry = static_cast<std::uint16_t>(static_cast<std::uint16_t>(dropped + dither) >> shift);
    const auto code = static_cast<std::uint16_t>(static_cast<std::uint16_t>(sample >> shift) + carry);
    return static_cast<std::uint8_t>(std::min(code, std::uint16_t{255}));
  }
};

/// A plane that lies as it shall, in whole registers: nearly all films of ten bits.
void narrow_rows(const std::uint16_t* from, std::ptrdiff_t down, const Narrowing& how, std::uint8_t* to, int stride,
                 int width, int height) {
  constexpr int kRun = 64;
  for (int y = 0; y < height; ++y) {
    std::uint16_t dither[kRun];
    for (int x = 0; x < kRun; ++x) dither[x] = how.dither(x, y);
    const std::uint16_t* source = from + y * down;
    std::uint8_t* row = to + std::ptrdiff_t{y} * stride;
    int x0 = 0;
    for (; x0 + kRun <= width; x0 += kRun)
      for (int x = 0; x < kRun; ++x) row[x0 + x] = how.narrowed(source[x0 + x], dither[x]);
    for (int x = 0; x0 + x < width; ++x) row[x0 + x] = how.narrowed(source[x0 + x], dither[x]);
  }
}

/// One direction of a halved plane: the distance of its first sample from the first pixel once the order is reversed.
float reversed(float site, int size, bool halved) {
  return halved ? static_cast<float>(size + 1 - 2 * ((size + 1) / 2)) - site : site;
}

}  // namespace

FrameTurn turn_of_matrix(const std::int32_t* matrix) {
  // x' = m0 x + m3 y, y' = m1 x + m4 y
  const auto size = [&](int i) { return std::abs(static_cast<double>(matrix[i])); };
  if (size(0) + size(4) >= size(1) + size(3)) return {false, matrix[0] < 0, matrix[4] < 0};
  return {true, matrix[3] < 0, matrix[1] < 0};
}

ChromaSite turned(ChromaSite site, const FrameTurn& turn, int width, int height, bool halved_x, bool halved_y) {
  if (turn.transposes) std::swap(site.x, site.y);
  if (turn.flips_x) site.x = reversed(site.x, width, halved_x);
  if (turn.flips_y) site.y = reversed(site.y, height, halved_y);
  return site;
}

TurnSteps steps_from(const FrameTurn& turn, std::ptrdiff_t stride, int width, int height) {
  TurnSteps steps{0, turn.transposes ? stride : 1, turn.transposes ? 1 : stride};
  if (turn.flips_x) steps.first += (width - 1) * steps.right, steps.right = -steps.right;
  if (turn.flips_y) steps.first += (height - 1) * steps.down, steps.down = -steps.down;
  return steps;
}

TurnSteps steps_to(const FrameTurn& turn, std::ptrdiff_t stride, int width, int height) {
  const int upright_width = turn.transposes ? height : width, upright_height = turn.transposes ? width : height;
  TurnSteps steps{0, 1, stride};  // of the upright plane
  if (turn.flips_x) steps.first += upright_width - 1, steps.right = -1;
  if (turn.flips_y) steps.first += (upright_height - 1) * stride, steps.down = -stride;
  if (turn.transposes) std::swap(steps.right, steps.down);
  return steps;
}

void copy_turned(const std::uint8_t* from, TurnSteps steps, std::uint8_t* to, int stride, int width, int height) {
  copy_blocks(from, steps, to, stride, width, height, [](std::uint8_t sample, int, int) { return sample; });
}

void copy_turned(const std::uint16_t* from, TurnSteps steps, int shift, std::uint8_t* to, int stride, int width,
                 int height) {
  const Narrowing how{shift};
  if (steps.right == 1) return narrow_rows(from + steps.first, steps.down, how, to, stride, width, height);
  copy_blocks(from, steps, to, stride, width, height,
              [how](std::uint16_t sample, int x, int y) { return how.narrowed(sample, how.dither(x, y)); });
}

}  // namespace redlight

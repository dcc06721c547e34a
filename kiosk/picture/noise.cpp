#include "picture/noise.h"

#include <algorithm>
#include <vector>

namespace redlight {
namespace {

constexpr int kCells = kDitherSize * kDitherSize;

/// The energy that marked cells spread around them, in whole numbers: a Gaussian of sigma 1.5 in 1/65536, wrapped at
/// the tile's edges.
class Energy {
 public:
  Energy() : field_(kCells) {}

  void add(int cell, int sign) {
    // round(65536 * exp(-d^2 / 4.5)) for d^2 = 0..40; a table of numbers, because exp may differ in the last bit
    // between machines
    static constexpr int kFall[41] = {65536, 52477, 42020, 33647, 26942, 21573, 17275, 13832, 11076, 8869, 7102,
                                      5686,  4553,  3646,  2920,  2338,  1872,  1499,  1200,  961,   770,  616,
                                      493,   395,   316,   253,   203,   162,   130,   104,   83,    67,   53,
                                      43,    34,    27,    22,    18,    14,    11,    9};
    const int cx = cell % kDitherSize, cy = cell / kDitherSize;
    for (int dy = -6; dy <= 6; dy++)
      for (int dx = -6; dx <= 6; dx++) {
        const int d = dx * dx + dy * dy;
        if (d <= 40)
          field_[static_cast<std::size_t>(((cy + dy) & (kDitherSize - 1)) * kDitherSize +
                                          ((cx + dx) & (kDitherSize - 1)))] += sign * kFall[d];
      }
  }
  int at(int cell) const { return field_[static_cast<std::size_t>(cell)]; }

 private:
  std::vector<int> field_;
};

enum class Look { tightest_cluster, largest_void };

int find(const Energy& energy, const std::vector<bool>& marked, Look look) {
  int best = -1;
  for (int c = 0; c < kCells; c++) {
    if (marked[static_cast<std::size_t>(c)] != (look == Look::tightest_cluster)) continue;
    if (best < 0 || (look == Look::tightest_cluster ? energy.at(c) > energy.at(best) : energy.at(c) < energy.at(best)))
      best = c;
  }
  return best;
}

std::array<std::uint8_t, kCells> make_dither() {
  std::vector<bool> marked(kCells, false);
  Energy energy;
  int count = 0;
  for (std::uint32_t i = 0; count < kCells / 10; i++) {
    const int c = static_cast<int>(mix_bits(i, 1) % kCells);
    if (marked[static_cast<std::size_t>(c)]) continue;
    marked[static_cast<std::size_t>(c)] = true, energy.add(c, 1), count++;
  }
  const auto set = [&](int c, bool to) { marked[static_cast<std::size_t>(c)] = to, energy.add(c, to ? 1 : -1); };
  for (;;) {  // even out the first pattern: move the most crowded into the largest void until it lands where it was
    const int crowded = find(energy, marked, Look::tightest_cluster);
    set(crowded, false);
    const int empty = find(energy, marked, Look::largest_void);
    set(empty, true);
    if (empty == crowded) break;
  }
  std::vector<int> rank(kCells);
  const auto first_pattern = marked;
  const Energy first_energy = energy;
  for (int r = count - 1; r >= 0; r--) {
    const int c = find(energy, marked, Look::tightest_cluster);
    set(c, false), rank[static_cast<std::size_t>(c)] = r;
  }
  marked = first_pattern, energy = first_energy;
  for (int r = count; r < kCells; r++) {
    const int c = find(energy, marked, Look::largest_void);
    set(c, true), rank[static_cast<std::size_t>(c)] = r;
  }
  std::array<std::uint8_t, kCells> tile{};
  for (int c = 0; c < kCells; c++)
    tile[static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(rank[static_cast<std::size_t>(c)] * 256 / kCells);
  return tile;
}

std::array<std::int8_t, kGrainSize * kGrainSize> make_grain() {
  const auto white = [](int x, int y) {  // sum of four bytes: nearly normal, standard deviation 148
    const std::uint32_t h =
        mix_bits(static_cast<std::uint32_t>((y & (kGrainSize - 1)) * kGrainSize + (x & (kGrainSize - 1))), 2);
    return static_cast<int>((h & 255) + (h >> 8 & 255) + (h >> 16 & 255) + (h >> 24)) - 510;
  };
  std::array<std::int8_t, kGrainSize * kGrainSize> tile{};
  for (int y = 0; y < kGrainSize; y++)
    for (int x = 0; x < kGrainSize; x++) {
      static constexpr int kSoft[3] = {1, 3, 1};
      int sum = 0;
      for (int j = -1; j <= 1; j++)
        for (int i = -1; i <= 1; i++) sum += kSoft[j + 1] * kSoft[i + 1] * white(x + i, y + j);
      tile[static_cast<std::size_t>(y * kGrainSize + x)] = static_cast<std::int8_t>(std::clamp(sum / 32, -127, 127));
    }
  return tile;
}

}  // namespace

const std::array<std::uint8_t, kCells>& dither_tile() {
  static const auto tile = make_dither();
  return tile;
}

const std::array<std::int8_t, kGrainSize * kGrainSize>& grain_tile() {
  static const auto tile = make_grain();
  return tile;
}

}  // namespace redlight

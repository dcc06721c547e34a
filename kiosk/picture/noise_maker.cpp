// A program of the build: makes the two noise tiles and prints them as C++ (see noise.cpp). The dither takes 11 ms of
// searching, which every start of the kiosk would spend in the dark.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "picture/noise.h"

namespace redlight {
namespace {

constexpr int kCells = kDitherSize * kDitherSize;

enum class Look { tightest_cluster, largest_void };

/// Which cells are marked, and the energy that they spread around them, in whole numbers: a Gaussian of sigma 1.5 in
/// 1/65536, wrapped at the tile's edges. The best cell of each row is remembered until something near it changes.
class Field {
 public:
  Field() : energy_(kCells), marked_(kCells) { changed_.fill(true); }

  bool is_marked(int cell) const { return marked_[static_cast<std::size_t>(cell)] != 0; }

  void mark(int cell, bool to) {
    // round(65536 * exp(-d^2 / 4.5)) for d^2 = 0..40; a table of numbers, because exp may differ in the last bit
    // between machines
    static constexpr int kFall[41] = {65536, 52477, 42020, 33647, 26942, 21573, 17275, 13832, 11076, 8869, 7102,
                                      5686,  4553,  3646,  2920,  2338,  1872,  1499,  1200,  961,   770,  616,
                                      493,   395,   316,   253,   203,   162,   130,   104,   83,    67,   53,
                                      43,    34,    27,    22,    18,    14,    11,    9};
    marked_[static_cast<std::size_t>(cell)] = to ? 1 : 0;
    const int cx = cell % kDitherSize, cy = cell / kDitherSize;
    for (int dy = -6; dy <= 6; dy++) {
      const int y = (cy + dy) & (kDitherSize - 1);
      changed_[static_cast<std::size_t>(y)] = true;
      for (int dx = -6; dx <= 6; dx++) {
        const int d = dx * dx + dy * dy, x = (cx + dx) & (kDitherSize - 1);
        if (d <= 40) energy_[static_cast<std::size_t>(y * kDitherSize + x)] += to ? kFall[d] : -kFall[d];
      }
    }
  }

  /// The first of the best in the order of cells.
  int find(Look look) {
    int best = -1;
    for (int y = 0; y < kDitherSize; y++) {
      const auto row = static_cast<std::size_t>(y);
      if (changed_[row]) refresh(y);
      const int cell = look == Look::tightest_cluster ? cluster_[row] : void_[row];
      if (cell < 0) continue;
      const auto at = [&](int c) { return energy_[static_cast<std::size_t>(c)]; };
      if (best < 0 || (look == Look::tightest_cluster ? at(cell) > at(best) : at(cell) < at(best))) best = cell;
    }
    return best;
  }

 private:
  void refresh(int y) {
    int cluster = -1, empty = -1;
    for (int c = y * kDitherSize; c < (y + 1) * kDitherSize; c++) {
      const auto at = [&](int cell) { return energy_[static_cast<std::size_t>(cell)]; };
      if (is_marked(c)) {
        if (cluster < 0 || at(c) > at(cluster)) cluster = c;
      } else if (empty < 0 || at(c) < at(empty)) {
        empty = c;
      }
    }
    const auto row = static_cast<std::size_t>(y);
    cluster_[row] = cluster, void_[row] = empty, changed_[row] = false;
  }

  std::vector<int> energy_;
  std::vector<std::uint8_t> marked_;
  std::array<int, kDitherSize> cluster_{}, void_{};
  std::array<bool, kDitherSize> changed_{};
};

std::array<std::uint8_t, kCells> make_dither() {
  Field field;
  int count = 0;
  for (std::uint32_t i = 0; count < kCells / 10; i++) {
    const int c = static_cast<int>(mix_bits(i, 1) % kCells);
    if (field.is_marked(c)) continue;
    field.mark(c, true), count++;
  }
  for (;;) {  // even out the first pattern: move the most crowded into the largest void until it lands where it was
    const int crowded = field.find(Look::tightest_cluster);
    field.mark(crowded, false);
    const int empty = field.find(Look::largest_void);
    field.mark(empty, true);
    if (empty == crowded) break;
  }
  std::vector<int> rank(kCells);
  const Field first_pattern = field;
  for (int r = count - 1; r >= 0; r--) {
    const int c = field.find(Look::tightest_cluster);
    field.mark(c, false), rank[static_cast<std::size_t>(c)] = r;
  }
  field = first_pattern;
  for (int r = count; r < kCells; r++) {
    const int c = field.find(Look::largest_void);
    field.mark(c, true), rank[static_cast<std::size_t>(c)] = r;
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

template <class Tile>
void print(const char* name, const char* type, const Tile& tile) {
  std::printf("constexpr std::array<%s, %zu> %s{\n", type, tile.size(), name);
  for (std::size_t i = 0; i < tile.size(); i++)
    std::printf("%d%s", static_cast<int>(tile[i]), i % 32 == 31 ? ",\n" : ",");
  std::printf("};\n");
}

}  // namespace
}  // namespace redlight

int main() {
  redlight::print("kDither", "std::uint8_t", redlight::make_dither());
  redlight::print("kGrain", "std::int8_t", redlight::make_grain());
  return std::ferror(stdout) != 0 || std::fflush(stdout) != 0 ? 1 : 0;
}

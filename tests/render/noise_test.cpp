#include "picture/noise.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/hash.h"

namespace redlight::test {
namespace {

/// Variance of the means of size x size blocks, relative to what white noise of the same variance would have.
double clumping(int size) {
  const auto& tile = dither_tile();
  const int blocks = kDitherSize / size;
  double sum = 0;
  for (int by = 0; by < blocks; by++)
    for (int bx = 0; bx < blocks; bx++) {
      double mean = 0;
      for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
          mean += tile[static_cast<std::size_t>((by * size + y) * kDitherSize + bx * size + x)] - 127.5;
      mean /= size * size;
      sum += mean * mean;
    }
  const double white = (256.0 * 256 - 1) / 12 / (size * size);
  return sum / (blocks * blocks) / white;
}

TEST_CASE("the noise is the one that all pictures were made with") {
  const auto hash = [](const auto& tile) {
    return hash_bytes({reinterpret_cast<const unsigned char*>(tile.data()), tile.size()});
  };
  CHECK(hash(dither_tile()) == 0x89b07fc0e2c67a17u);
  CHECK(hash(grain_tile()) == 0x142adafa49a8000du);
}

TEST_CASE("the dither has every value equally often") {
  std::array<int, 256> count{};
  for (const std::uint8_t v : dither_tile()) count[v]++;
  for (const int n : count) CHECK(n == kDitherSize * kDitherSize / 256);
}

TEST_CASE("the dither is blue: it does not clump") {
  CHECK(clumping(2) < 0.5);
  CHECK(clumping(4) < 0.25);
  CHECK(clumping(8) < 0.12);
}

TEST_CASE("the dither has no seam") {
  const auto& tile = dither_tile();
  const auto steps = [&](int from, int to) {
    double sum = 0;
    for (int y = 0; y < kDitherSize; y++)
      sum += std::abs(tile[static_cast<std::size_t>(y * kDitherSize + from)] -
                      tile[static_cast<std::size_t>(y * kDitherSize + to)]);
    return sum / kDitherSize;
  };
  CHECK(steps(kDitherSize - 1, 0) == Approx(steps(30, 31)).margin(20));
}

TEST_CASE("the grain has no mean and the strength that is promised") {
  double sum = 0, squares = 0;
  for (const std::int8_t v : grain_tile()) sum += v, squares += v * v;
  const double n = kGrainSize * kGrainSize;
  CHECK(sum / n == Approx(0).margin(0.5));
  CHECK(std::sqrt(squares / n) == Approx(50).margin(5));
}

TEST_CASE("the grain jumps from frame to frame and is the same each time") {
  int moved = 0;
  for (std::uint32_t frame = 0; frame < 1000; frame++) {
    const NoisePlacement a = place_noise(frame), b = place_noise(frame + 1), again = place_noise(frame);
    REQUIRE(a.grain_x == again.grain_x);
    REQUIRE(a.grain_x < kGrainSize);
    REQUIRE(a.grain_y < kGrainSize);
    REQUIRE(a.dither_x == b.dither_x);
    moved += a.grain_x != b.grain_x || a.grain_y != b.grain_y ? 1 : 0;
  }
  CHECK(moved > 990);
}

}  // namespace
}  // namespace redlight::test

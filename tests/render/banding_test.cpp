// Dark red ramps, the enemy: no band is seen where 8 bits have few steps.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "picture/art_memory.h"
#include "picture/noise.h"
#include "render/cpu/cpu_renderer.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

constexpr int kWidth = 1024, kHeight = 256;

/// A red that rises from black to a fifth of the display's range, over the whole width.
Picture dark_ramp() {
  auto art = std::make_shared<LitArt>();
  const auto memory = std::make_shared<ArtMemory>();
  art->width = kWidth, art->height = kHeight, art->memory = memory;
  LightLayer light;
  light.name = "tube";
  for (std::size_t c = 0; c < 3; c++) {
    std::vector<std::uint8_t> plane;
    for (int y = 0; y < kHeight; y++)
      for (int x = 0; x < kWidth; x++) {
        // Prepared art is dithered itself: the code between two steps is the share of the higher one.
        const double code = (c == 0 ? 255.0 : 70.0) * x / kWidth;
        const auto noise =
            mix_bits(static_cast<std::uint32_t>(y * kWidth + x), static_cast<std::uint32_t>(c)) / 4294967296.0;
        plane.push_back(static_cast<std::uint8_t>(code + noise));
      }
    light.code[c] = memory->keep(std::move(plane));
  }
  light.scale = {0.35f, 0.35f, 0.35f};
  art->lights.push_back(light);
  LitGround lit;
  lit.art = art, lit.vignette = 0;
  lit.gain[0] = {1, 1, 1};
  return make_picture(kWidth, kHeight, {{lit, 1}});
}

/// The mean red of each column.
std::vector<double> columns_of(const Image& image) {
  std::vector<double> means(static_cast<std::size_t>(image.width));
  for (int y = 0; y < image.height; y++)
    for (int x = 0; x < image.width; x++)
      means[static_cast<std::size_t>(x)] += static_cast<double>(image.row(y)[x] >> 16 & 255) / image.height;
  return means;
}

/// How much of a column's mean is a stair: the largest distance to the straight line through its neighbourhood, in
/// steps of 255. A ramp that is cut to whole steps has 0.5.
double worst_stair(const std::vector<double>& columns, int reach) {
  double worst = 0;
  const auto r = static_cast<std::size_t>(reach);
  for (std::size_t x = r; x + r < columns.size(); x++) {
    double mean = 0, slope = 0, weight = 0;
    for (std::size_t i = x - r; i <= x + r; i++) mean += columns[i] / (2 * reach + 1);
    for (int i = -reach; i <= reach; i++)
      slope += i * columns[x + static_cast<std::size_t>(i + reach) - r], weight += i * i;
    slope /= weight;
    double stair = 0;  // over an eighth of the neighbourhood, so that grain alone does not count
    const int near = std::max(reach / 8, 1);
    for (int i = -near; i <= near; i++)
      stair += (columns[x + static_cast<std::size_t>(i + near) - static_cast<std::size_t>(near)] - mean - slope * i) /
               (2 * near + 1);
    worst = std::max(worst, std::abs(stair));
  }
  return worst;
}

TEST_CASE("a dark red ramp shows no band") {
  Picture picture = dark_ramp();
  picture.grain = 0;
  CpuRenderer renderer;
  renderer.draw(picture);
  const auto columns = columns_of(renderer.image());
  CHECK(columns.back() > 45);
  CHECK(worst_stair(columns, 24) < 0.16);
}

TEST_CASE("the measure of bands sees a ramp without dither") {
  Picture picture = dark_ramp();
  picture.grain = 0;
  CpuRenderer renderer;
  renderer.draw(picture);
  auto columns = columns_of(renderer.image());
  for (double& mean : columns) mean = std::floor(mean + 0.5);
  CHECK(worst_stair(columns, 24) > 0.25);
}

}  // namespace
}  // namespace redlight::test

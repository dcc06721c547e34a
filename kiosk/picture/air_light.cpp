#include "picture/air_light.h"

#include <algorithm>
#include <cstddef>

namespace redlight {
namespace {

constexpr float kScatter = 0.05f;      // of the light that passes a blur's width, in the picture's own scale
constexpr float kSurfaceShare = 0.1f;  // what lit surfaces send through the air, against the lamps themselves
constexpr int kBlurs = 4;

struct Grid {
  int columns, rows;
  std::vector<Rgb> cells;

  Grid(int c, int r) : columns(c), rows(r), cells(static_cast<std::size_t>(c) * static_cast<std::size_t>(r)) {}
  Rgb& at(int x, int y) {
    return cells[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x)];
  }
};

Rgb plus(const Rgb& a, const Rgb& b, float k) { return {a.r + b.r * k, a.g + b.g * k, a.b + b.b * k}; }

/// The mean of 2 * radius + 1 cells of a line, edges repeated.
void blur_line(const Rgb* from, Rgb* to, int count, int stride, int radius) {
  const auto at = [&](int i) -> const Rgb& { return from[std::clamp(i, 0, count - 1) * stride]; };
  Rgb sum;
  for (int i = -radius; i <= radius; i++) sum = plus(sum, at(i), 1);
  const float share = 1.f / static_cast<float>(2 * radius + 1);
  for (int i = 0; i < count; i++) {
    to[i * stride] = {sum.r * share, sum.g * share, sum.b * share};
    sum = plus(plus(sum, at(i + radius + 1), 1), at(i - radius), -1);
  }
}

/// Two boxes each way: nearly a Gaussian.
void blur(Grid& grid, int radius) {
  Grid other = grid;
  for (int pass = 0; pass < 2; pass++) {
    for (int y = 0; y < grid.rows; y++) blur_line(&grid.at(0, y), &other.at(0, y), grid.columns, 1, radius);
    for (int x = 0; x < grid.columns; x++) blur_line(&other.at(x, 0), &grid.at(x, 0), grid.rows, grid.columns, radius);
  }
}

/// What burns and what it lights, as the mean over the pixels nearest to each node.
Grid shining(const LitArt& art, const LightLayer& light, int columns, int rows) {
  Grid grid(columns, rows);
  const auto stride = static_cast<std::ptrdiff_t>(art.stride());
  constexpr int kEvery = 4;  // pixels looked at: one in 16 is plenty for a mean
  constexpr float kCells = static_cast<float>(kEvery * kEvery) / static_cast<float>(kAirStep * kAirStep);
  const float code_to_light = kSurfaceShare * kCells / (255.f * 255.f);
  for (int y = 0; y < art.height; y += kEvery)
    for (int x = 0; x < art.width; x += kEvery) {
      const auto code = [&](std::size_t c) {
        const float v = light.code[c][static_cast<std::size_t>(y * stride + art.margin + x)];
        return v * v * code_to_light;
      };
      Rgb& cell = grid.at((x + kAirStep / 2) / kAirStep, (y + kAirStep / 2) / kAirStep);
      cell = plus(cell, {code(0) * light.scale.r, code(1) * light.scale.g, code(2) * light.scale.b}, 1);
    }
  if (light.emitter.empty()) return grid;
  for (int y = 0; y < art.height; y++)
    for (int x = light.emitter_rows[static_cast<std::size_t>(y)].begin;
         x < light.emitter_rows[static_cast<std::size_t>(y)].end; x++) {
      const std::uint8_t coverage =
          light
              .emitter[static_cast<std::size_t>(y) * static_cast<std::size_t>(art.width) + static_cast<std::size_t>(x)];
      Rgb& cell = grid.at((x + kAirStep / 2) / kAirStep, (y + kAirStep / 2) / kAirStep);
      cell = plus(cell, light.radiance, coverage * (1.f / 255.f) / static_cast<float>(kAirStep * kAirStep));
    }
  return grid;
}

/// 0..1, how much air lies before the surface at each node: all there is where nothing is known.
std::vector<float> thickness(const LitArt& art, int columns, int rows) {
  std::vector<float> out(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 1.f);
  if (!art.guides || art.guides->depth.empty()) return out;
  const Guides& guides = *art.guides;
  Grid depth(columns, rows);
  for (int y = 0; y < rows; y++)
    for (int x = 0; x < columns; x++) {
      const int gx = std::min(x * kAirStep * guides.width / art.width, guides.width - 1),
                gy = std::min(y * kAirStep * guides.height / art.height, guides.height - 1);
      depth.at(x, y).r = 1.f - 0.75f *
                                   guides.depth[static_cast<std::size_t>(gy) * static_cast<std::size_t>(guides.width) +
                                                static_cast<std::size_t>(gx)] *
                                   (1.f / 255.f);
    }
  blur(depth, 1);
  for (std::size_t i = 0; i < out.size(); i++) out[i] = depth.cells[i].r;
  return out;
}

}  // namespace

AirLight make_air_light(const LitArt& art) {
  AirLight air;
  air.columns = (art.width - 1) / kAirStep + 2, air.rows = (art.height - 1) / kAirStep + 2;
  const std::vector<float> thick = thickness(art, air.columns, air.rows);
  const int longer = std::max(air.columns, air.rows);
  for (const LightLayer& light : art.lights) {
    Grid source = shining(art, light, air.columns, air.rows), sum(air.columns, air.rows);
    // Each blur twice as wide as the one before; together they fall as 1 / distance, so each weighs as much as its
    // width.
    float weight = kScatter;
    for (int i = 0, radius = std::max(longer / 60, 1); i < kBlurs; i++, radius *= 2, weight *= 2) {
      blur(source, radius);
      for (std::size_t k = 0; k < sum.cells.size(); k++) sum.cells[k] = plus(sum.cells[k], source.cells[k], weight);
    }
    for (std::size_t k = 0; k < sum.cells.size(); k++)
      sum.cells[k] = {sum.cells[k].r * thick[k], sum.cells[k].g * thick[k], sum.cells[k].b * thick[k]};
    air.lights.push_back(std::move(sum.cells));
  }
  return air;
}

void place_sources(LitArt& art) {
  for (LightLayer& light : art.lights) {
    double all = 0, front = 0, x_sum = 0, y_sum = 0;
    if (!light.emitter.empty())
      for (int y = 0; y < art.height; y++) {
        const Span span = light.emitter_rows[static_cast<std::size_t>(y)];
        for (int x = span.begin; x < span.end; x++) {
          const double coverage = light.emitter[static_cast<std::size_t>(y) * static_cast<std::size_t>(art.width) +
                                                static_cast<std::size_t>(x)];
          all += coverage, x_sum += coverage * x, y_sum += coverage * y;
          const int bx = x - art.behind_box.x, by = y - art.behind_box.y;
          if (art.matte.empty() || bx < 0 || by < 0 || bx >= art.behind_box.width || by >= art.behind_box.height)
            continue;
          if (art.matte[static_cast<std::size_t>(by) * static_cast<std::size_t>(art.behind_box.width) +
                        static_cast<std::size_t>(bx)] > 127)
            front += coverage;
        }
      }
    light.in_front = 2 * front > all;
    if (all > 0) light.source_x = static_cast<float>(x_sum / all), light.source_y = static_cast<float>(y_sum / all);
  }
}

}  // namespace redlight

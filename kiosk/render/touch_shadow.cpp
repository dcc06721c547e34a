#include "render/touch_shadow.h"

#include <array>
#include <cmath>
#include <cstdint>

#include "picture/shared_text.h"

namespace redlight {
namespace {

constexpr int kSteps = 8;  // from a surface to the lamp
// Neighbours look at other places of the tube and begin their way elsewhere, in tiles of this size; the mean over a
// tile of what they saw makes the shadow of a tube soft.
constexpr int kTile = 4, kBorder = kTile / 2;
using Tile = std::array<std::uint8_t, std::size_t{kTile} * kTile>;
constexpr Tile kAlongTube{0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};
constexpr Tile kAlongWay{5, 11, 1, 15, 3, 13, 7, 9, 10, 4, 14, 0, 12, 2, 8, 6};
constexpr float kSameSurface = 0.02f;  // of depth
constexpr float kLeak = 1e-4f;         // the weight of another surface: counts where a node has no neighbour of its own
constexpr int kFraction = 14;          // bits of a guide's width in which the way is stepped

/// The part of a tile's range, 0..1, that belongs to a node.
float tile_part(const Tile& parts, int column, int row) {
  return (static_cast<float>(parts[static_cast<std::size_t>(row % kTile * kTile + column % kTile)]) + 0.5f) /
         (kTile * kTile);
}

float same_surface(float a, float b) {
  const float apart = a > b ? a - b : b - a;
  return apart < kSameSurface ? 1.f : kLeak;
}

/// The mean over a tile's length around each of `count` values, `stride` apart from their neighbours, of those that lie
/// on the same surface. The ends count half, so that every place of the tile's pattern weighs the same.
void smooth(const float* depth, const float* from, std::ptrdiff_t stride, int count, float* __restrict mean) {
  for (int i = 0; i < count; i++) {
    const float here = depth[i];
    const float a = 0.5f * same_surface(depth[i - 2 * stride], here), b = same_surface(depth[i - stride], here),
                c = same_surface(depth[i + stride], here), d = 0.5f * same_surface(depth[i + 2 * stride], here);
    mean[i] =
        (a * from[i - 2 * stride] + b * from[i - stride] + from[i] + c * from[i + stride] + d * from[i + 2 * stride]) /
        (a + b + 1.f + c + d);
  }
}

}  // namespace

std::size_t TouchShadow::at(int column, int row) const {
  return static_cast<std::size_t>(row + kBorder) * static_cast<std::size_t>(traced_.columns + 2 * kBorder) +
         static_cast<std::size_t>(column + kBorder);
}

TouchShadow::TouchShadow(const TouchSurface& surface, const TouchLamp& lamp, const TouchNodes& nodes, float reach,
                         const RunRows& run)
    : nodes_(nodes), traced_{nodes.x, nodes.y, nodes.every * 2, nodes.columns / 2 + 2, nodes.rows / 2 + 2} {
  const std::size_t size = at(traced_.columns + kBorder - 1, traced_.rows + kBorder - 1) + 1;
  depth_.resize(size), clear_.resize(size);
  std::vector<float> along_rows(size);
  run(traced_.rows, [&](int begin, int end) {
    for (int row = begin; row < end; row++) {
      trace(surface, lamp, reach, row);
      smooth(&depth_[at(0, row)], &clear_[at(0, row)], 1, traced_.columns, &along_rows[at(0, row)]);
    }
  });
  // The border above and below repeats the last rows.
  const auto stride = static_cast<std::ptrdiff_t>(at(0, 1) - at(0, 0));
  for (auto* each : {&depth_, &along_rows})
    for (int i = 1; i <= kBorder; i++) {
      const auto first = each->begin() + static_cast<std::ptrdiff_t>(at(-kBorder, 0)),
                 last = each->begin() + static_cast<std::ptrdiff_t>(at(-kBorder, traced_.rows - 1));
      std::copy(first, first + stride, first - i * stride);
      std::copy(last, last + stride, last + i * stride);
    }
  run(traced_.rows, [&](int begin, int end) {
    for (int row = begin; row < end; row++)
      smooth(&depth_[at(0, row)], &along_rows[at(0, row)], stride, traced_.columns, &clear_[at(0, row)]);
  });
}

/// Fills a row of depth_ and clear_, its border included: how clear the way is from each surface to one place of the
/// tube.
void TouchShadow::trace(const TouchSurface& surface, const TouchLamp& lamp, float reach, int row) {
  const Guides& guides = surface.guides;
  const int gy = traced_.guide_y(row, guides);
  const float y = (static_cast<float>(gy) + 0.5f) * surface.unit, dy = lamp.y - y;
  const auto fixed = [&](float places) { return static_cast<int>(places / surface.unit * (1 << kFraction)); };
  const int to_y = fixed(std::clamp(dy, -y, static_cast<float>(guides.height - 1) * surface.unit - y));
  for (int column = 0; column < traced_.columns; column++) {
    const int gx = traced_.guide_x(column, guides);
    const std::size_t node = at(column, row);
    depth_[node] = guides.depth[surface.at(gx, gy)] * (1.f / 255.f);
    const float x = (static_cast<float>(gx) + 0.5f) * surface.unit;
    const float dx = std::max(std::abs(lamp.x - x) - TouchLamp::kHalfLength, 0.f);
    clear_[node] = 1;
    if (dx * dx + dy * dy >= reach * reach) continue;
    // Both ends lie in the picture, and so does the way.
    const float along = lamp.x + (2 * tile_part(kAlongTube, column, row) - 1) * TouchLamp::kHalfLength;
    const int to_x = fixed(std::clamp(along, 0.f, static_cast<float>(guides.width - 1) * surface.unit) - x);
    const float first = tile_part(kAlongWay, column, row) / kSteps, rise = lamp.z / TouchSurface::kDeep - depth_[node];
    int way_x = (gx << kFraction) + (1 << (kFraction - 1)) + static_cast<int>(static_cast<float>(to_x) * first),
        way_y = (gy << kFraction) + (1 << (kFraction - 1)) + static_cast<int>(static_cast<float>(to_y) * first);
    float ray = depth_[node] + rise * first, above = -1;
    for (int i = 0; i < kSteps; i++) {
      above = glsl::max(above, guides.depth[surface.at(way_x >> kFraction, way_y >> kFraction)] * (1.f / 255.f) - ray);
      way_x += to_x / kSteps, way_y += to_y / kSteps, ray += rise / kSteps;
    }
    clear_[node] = 1 - glsl::in_the_way(above, 0);
  }
  for (auto* each : {&depth_, &clear_})
    for (int i = 1; i <= kBorder; i++) {
      (*each)[at(-i, row)] = (*each)[at(0, row)];
      (*each)[at(traced_.columns - 1 + i, row)] = (*each)[at(traced_.columns - 1, row)];
    }
}

void TouchShadow::row(int row, const float* depth, float* __restrict clear) const {
  // Between two traced nodes both count half; the depth says which of the neighbours lie on the node's own surface.
  const std::size_t above = at(0, row / 2), below = at(0, row / 2 + row % 2);
  const float *depth_above = &depth_[above], *depth_below = &depth_[below], *clear_above = &clear_[above],
              *clear_below = &clear_[below];
  const int pairs = nodes_.columns / 2;
  for (int i = 0; i < pairs; i++) {
    const float even = depth[2 * i], odd = depth[2 * i + 1];
    const float a = same_surface(depth_above[i], even), b = same_surface(depth_below[i], even);
    clear[2 * i] = (a * clear_above[i] + b * clear_below[i]) / (a + b);
    const float c = same_surface(depth_above[i], odd), d = same_surface(depth_above[i + 1], odd),
                e = same_surface(depth_below[i], odd), f = same_surface(depth_below[i + 1], odd);
    clear[2 * i + 1] =
        (c * clear_above[i] + d * clear_above[i + 1] + e * clear_below[i] + f * clear_below[i + 1]) / (c + d + e + f);
  }
  if (nodes_.columns % 2) {
    const float last = depth[2 * pairs], a = same_surface(depth_above[pairs], last),
                b = same_surface(depth_below[pairs], last);
    clear[2 * pairs] = (a * clear_above[pairs] + b * clear_below[pairs]) / (a + b);
  }
}

}  // namespace redlight

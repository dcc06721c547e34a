#include <algorithm>
#include <array>

#include "picture/noise.h"
#include "picture/shared_text.h"
#include "render/light_field.h"

namespace redlight {
namespace {

constexpr int kVeilSize = 64;  // a power of two

/// Soft noise of 0..1 that repeats every kVeilSize.
const std::array<float, kVeilSize * kVeilSize>& veil_tile() {
  static const auto tile = [] {
    std::array<float, kVeilSize * kVeilSize> made{};
    for (int y = 0; y < kVeilSize; y++)
      for (int x = 0; x < kVeilSize; x++)
        made[static_cast<std::size_t>(y * kVeilSize + x)] =
            static_cast<float>(mix_bits(static_cast<std::uint32_t>(y * kVeilSize + x), 77) >> 8) / 16'777'216.f;
    return made;
  }();
  return tile;
}

/// The veil at (x, y) in cells, eased between its values.
float veil_at(float x, float y) {
  const auto& tile = veil_tile();
  const float fx = glsl::floor(x), fy = glsl::floor(y);
  float px = x - fx, py = y - fy;
  px = px * px * (3 - 2 * px), py = py * py * (3 - 2 * py);
  const auto at = [&](int cx, int cy) {
    return tile[static_cast<std::size_t>((cy & (kVeilSize - 1)) * kVeilSize + (cx & (kVeilSize - 1)))];
  };
  const int cx = static_cast<int>(fx), cy = static_cast<int>(fy);
  const float above = at(cx, cy) + (at(cx + 1, cy) - at(cx, cy)) * px,
              below = at(cx, cy + 1) + (at(cx + 1, cy + 1) - at(cx, cy + 1)) * px;
  return above + (below - above) * py;
}

/// Where on the veil a time stands; the tile repeats, so months do not wear out a float.
float drift(float time, float speed) {
  const float cells = time * speed;
  return cells - glsl::floor(cells * (1.f / kVeilSize)) * kVeilSize;
}

}  // namespace

std::optional<LightField> haze_field(const LitGround& ground) {
  const LitArt& art = *ground.art;
  if (ground.motion.haze <= 0 || !art.air) return std::nullopt;
  const AirLight& air = *art.air;
  LightField field;
  field.step = kAirStep, field.columns = air.columns, field.rows = air.rows;
  const auto nodes = static_cast<std::size_t>(air.columns) * static_cast<std::size_t>(air.rows);
  field.red.assign(nodes, 0.f), field.green.assign(nodes, 0.f), field.blue.assign(nodes, 0.f);
  for (std::size_t l = 0; l < art.lights.size(); l++) {
    const Rgb& gain = ground.gain[l];
    if (gain.r <= 0 && gain.g <= 0 && gain.b <= 0) continue;
    for (std::size_t i = 0; i < nodes; i++) {
      const Rgb& light = air.lights[l][i];
      field.red[i] += light.r * gain.r, field.green[i] += light.g * gain.g, field.blue[i] += light.b * gain.b;
    }
  }
  // Two veils, four and nine cells to the picture's longer side, drift past each other like slow breath.
  const float cell = 1.f / static_cast<float>(std::max(air.columns, air.rows)), time = ground.motion.haze_time;
  const float x0 = drift(time, 0.11f), y0 = drift(time, 0.03f), x1 = drift(time, -0.17f), y1 = drift(time, 0.07f);
  for (int y = 0; y < air.rows; y++)
    for (int x = 0; x < air.columns; x++) {
      const float u = static_cast<float>(x) * cell, v = static_cast<float>(y) * cell;
      const float density =
          ground.motion.haze * glsl::haze_density(veil_at(u * 4 + x0, v * 7 + y0), veil_at(u * 9 + x1, v * 13 + y1));
      const auto i = static_cast<std::size_t>(y) * static_cast<std::size_t>(air.columns) + static_cast<std::size_t>(x);
      field.red[i] *= density, field.green[i] *= density, field.blue[i] *= density;
    }
  return field;
}

}  // namespace redlight

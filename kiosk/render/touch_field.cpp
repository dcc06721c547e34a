#include <algorithm>
#include <cmath>

#include "picture/shared_text.h"
#include "render/light_field.h"

namespace redlight {
namespace {

// In heights of the picture.
constexpr float kHalfLength = 0.045f;  // of the tube
constexpr float kRadius = 0.0022f;
constexpr float kReach = 0.30f;
constexpr float kAbove = 0.075f;       // how far before the touched surface the tube is held
constexpr float kDeep = 1.1f;          // from depth 1 to depth 0
constexpr float kIrradiance = 0.006f;  // of a radiance of 1, at a distance of 1
constexpr int kShadowSteps = 10;

/// One visitor's light in the guides' own pixels.
struct Lamp {
  float x, y, z;  // heights of the picture; z grows toward the camera, 0 at depth 0
  Rgb radiance;
};

struct Surface {
  const Guides& guides;
  float unit;  // one guide pixel in heights of the picture

  std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(guides.width) + static_cast<std::size_t>(x);
  }
  float depth(float x, float y) const {
    const int gx = std::clamp(static_cast<int>(x / unit), 0, guides.width - 1),
              gy = std::clamp(static_cast<int>(y / unit), 0, guides.height - 1);
    return guides.depth[at(gx, gy)] * (1.f / 255.f);
  }
};

float signed_byte(std::uint8_t v) { return static_cast<float>(v) * (2.f / 255.f) - 1.f; }
float square(std::uint8_t v) { return static_cast<float>(v) * static_cast<float>(v) * (1.f / (255.f * 255.f)); }

/// How much of the lamp is seen from a point, 0..1: some steps along the way to it, from the surface out.
float seen(const Surface& surface, const Lamp& lamp, float x, float y, float z, float to_x) {
  float dark = 0;
  for (int i = 1; i < kShadowSteps; i++) {
    const float part = static_cast<float>(i) / kShadowSteps;
    const float ray = z + (lamp.z - z) * part;
    dark =
        glsl::max(dark, glsl::in_the_way(surface.depth(x + (to_x - x) * part, y + (lamp.y - y) * part), ray / kDeep));
  }
  return 1 - dark;
}

void add_lamp(const Surface& surface, const Lamp& lamp, LightField& field) {
  const Guides& g = surface.guides;
  for (int row = 0; row < field.rows; row++)
    for (int column = 0; column < field.columns; column++) {
      const int gx = std::min(field.x / field.step + column, g.width - 1),
                gy = std::min(field.y / field.step + row, g.height - 1);
      const float x = (static_cast<float>(gx) + 0.5f) * surface.unit,
                  y = (static_cast<float>(gy) + 0.5f) * surface.unit;
      const std::size_t at = surface.at(gx, gy);
      const float z = g.depth[at] * (kDeep / 255.f);
      // The nearest point of the tube stands for all of it (representative point, Karis 2013).
      const float to_x = std::clamp(x, lamp.x - kHalfLength, lamp.x + kHalfLength);
      const float dx = to_x - x, dy = lamp.y - y, dz = lamp.z - z;
      const float flat2 = dx * dx + dy * dy, distance2 = flat2 + dz * dz;
      if (flat2 >= kReach * kReach) continue;
      Rgb light{};
      const float irradiance = kIrradiance * glsl::tube_falloff(distance2, kReach * kReach);
      if (irradiance > 0) {
        const float one = 1.f / glsl::sqrt(glsl::max(distance2, 1e-8f));
        // Normals point up, pictures count down.
        const glsl::vec3 to_light(dx * one, -dy * one, dz * one);
        const glsl::vec3 normal(signed_byte(g.normal_x[at]), signed_byte(g.normal_y[at]), signed_byte(g.normal_z[at]));
        const glsl::vec3 albedo(square(g.albedo[0][at]), square(g.albedo[1][at]), square(g.albedo[2][at]));
        const glsl::vec3 sent =
            glsl::surface_light(normal, to_light, albedo, square(g.specular[at]), g.roughness[at] * (1.f / 255.f)) *
            (irradiance * seen(surface, lamp, x, y, z, to_x));
        light = {sent.x, sent.y, sent.z};
      }
      const float edge = glsl::max(1.f - flat2 / (kReach * kReach), 0.f);
      const float glow = glsl::tube_glow(flat2 / (kRadius * kRadius)) * edge * edge;
      const auto i =
          static_cast<std::size_t>(row) * static_cast<std::size_t>(field.columns) + static_cast<std::size_t>(column);
      field.red[i] += lamp.radiance.r * (light.r + glow), field.green[i] += lamp.radiance.g * (light.g + glow),
          field.blue[i] += lamp.radiance.b * (light.b + glow);
    }
}

bool has_guides(const LitArt& art) { return art.guides && !art.guides->depth.empty(); }

/// Pixels of the art per guide.
int step_of(const LitArt& art) { return (art.width + art.guides->width - 1) / art.guides->width; }

Surface surface_of(const LitArt& art) {
  return {*art.guides, static_cast<float>(step_of(art)) / static_cast<float>(art.height)};
}

/// The lamps that burn, and a field without its nodes that covers all that they reach.
std::optional<LightField> field_around(const LitGround& ground, const Surface& surface, std::vector<Lamp>& lamps) {
  const Guides& guides = surface.guides;
  float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
  for (const TouchLight& t : ground.touches) {
    if (t.radiance.r <= 0 && t.radiance.g <= 0 && t.radiance.b <= 0) continue;
    lamps.push_back({t.x, t.y, surface.depth(t.x, t.y) * kDeep + kAbove, t.radiance});
    left = std::min(left, t.x - kReach - kHalfLength), right = std::max(right, t.x + kReach + kHalfLength);
    top = std::min(top, t.y - kReach), bottom = std::max(bottom, t.y + kReach);
  }
  if (lamps.empty()) return std::nullopt;
  const auto node = [&](float at, int count) { return std::clamp(static_cast<int>(at / surface.unit), 0, count); };
  const int x0 = node(left, guides.width - 1), y0 = node(top, guides.height - 1);
  LightField field;
  // The node beyond the last guide repeats it, so that the picture's edge is covered.
  field.step = step_of(*ground.art), field.x = x0 * field.step, field.y = y0 * field.step;
  field.columns = node(right, guides.width - 1) - x0 + 2, field.rows = node(bottom, guides.height - 1) - y0 + 2;
  return field;
}

}  // namespace

std::optional<LightField> touch_field(const LitGround& ground) {
  const LitArt& art = *ground.art;
  if (!has_guides(art)) return std::nullopt;
  const Surface surface = surface_of(art);
  std::vector<Lamp> lamps;
  auto field = field_around(ground, surface, lamps);
  if (!field) return field;
  const auto nodes = static_cast<std::size_t>(field->columns) * static_cast<std::size_t>(field->rows);
  field->red.assign(nodes, 0.f), field->green.assign(nodes, 0.f), field->blue.assign(nodes, 0.f);
  for (const Lamp& lamp : lamps) add_lamp(surface, lamp, *field);
  return field;
}

Span touch_rows(const LitGround& ground) {
  if (!has_guides(*ground.art)) return {};
  std::vector<Lamp> lamps;
  const auto field = field_around(ground, surface_of(*ground.art), lamps);
  return field ? Span{field->y, field->y + (field->rows - 1) * field->step} : Span{};
}

}  // namespace redlight

#include <algorithm>
#include <cmath>

#include "picture/shared_text.h"
#include "render/light_field.h"
#include "render/touch_shadow.h"

namespace redlight {
namespace {

// In heights of the picture.
constexpr float kRadius = 0.0022f;  // of the tube
constexpr float kReach = 0.27f;
constexpr float kAbove = 0.075f;       // how far before the touched surface the tube is held
constexpr float kIrradiance = 0.006f;  // of a radiance of 1, at a distance of 1
constexpr float kWiden = 0.25f;        // of GGX's alpha, for each half length of the tube over its distance

float square(float v) { return v * v; }

/// What one row of nodes shows, as the shared text wants it.
struct SurfaceRow {
  std::vector<float> depth, normal_x, normal_y, normal_z, albedo_r, albedo_g, albedo_b, specular, roughness, clear;

  explicit SurfaceRow(int columns) {
    for (auto* each :
         {&depth, &normal_x, &normal_y, &normal_z, &albedo_r, &albedo_g, &albedo_b, &specular, &roughness, &clear})
      each->resize(static_cast<std::size_t>(columns));
  }

  void read(const Guides& g, const TouchNodes& nodes, int row) {
    const auto line = static_cast<std::size_t>(nodes.guide_y(row, g)) * static_cast<std::size_t>(g.width);
    // Nodes beyond the last guide lie on it.
    const int on_guides = std::min((g.width - 1 - nodes.x) / nodes.every + 1, nodes.columns);
    const auto take = [&](const Bytes& from, float scale, float shift, std::vector<float>& to) {
      const std::uint8_t* in = from.data() + line + nodes.x;
      float* out = to.data();
      if (nodes.every == 1)
        for (int i = 0; i < on_guides; i++) out[i] = static_cast<float>(in[i]) * scale + shift;
      else
        for (int i = 0; i < on_guides; i++)
          out[i] = static_cast<float>(in[static_cast<std::ptrdiff_t>(i) * nodes.every]) * scale + shift;
      for (int i = on_guides; i < nodes.columns; i++)
        out[i] = static_cast<float>(from[line + static_cast<std::size_t>(g.width - 1)]) * scale + shift;
    };
    constexpr float kUnit = 1.f / 255.f;
    take(g.depth, kUnit, 0, depth), take(g.specular, kUnit, 0, specular), take(g.roughness, kUnit, 0, roughness);
    take(g.normal_x, 2 * kUnit, -1, normal_x), take(g.normal_y, 2 * kUnit, -1, normal_y);
    take(g.normal_z, 2 * kUnit, -1, normal_z);
    take(g.albedo[0], kUnit, 0, albedo_r), take(g.albedo[1], kUnit, 0, albedo_g), take(g.albedo[2], kUnit, 0, albedo_b);
  }
};

/// Where a row of the field lies, in heights of the picture.
struct RowPlace {
  float left, step, y;
};

/// Adds what the lamp does from `begin` to `end` of a row. Written so that it becomes vector instructions: no branches,
/// and not inlined, where compilers forget what __restrict promised.
[[gnu::noinline]] void light_row(const TouchLamp& lamp, const SurfaceRow& s, const RowPlace& row, int begin, int end,
                                 float* __restrict red, float* __restrict green, float* __restrict blue) {
  const float *depth = s.depth.data(), *nx = s.normal_x.data(), *ny = s.normal_y.data(), *nz = s.normal_z.data(),
              *ar = s.albedo_r.data(), *ag = s.albedo_g.data(), *ab = s.albedo_b.data(), *specular = s.specular.data(),
              *roughness = s.roughness.data(), *clear = s.clear.data();
  const float lamp_x = lamp.x, lamp_z = lamp.z, left = row.left, step = row.step, dy = lamp.y - row.y,
              r = lamp.radiance.r, g = lamp.radiance.g, b = lamp.radiance.b;
  for (int i = begin; i < end; i++) {
    // The nearest point of the tube stands for all of it (representative point, Karis 2013).
    const float x = left + static_cast<float>(i) * step, off = lamp_x - x;
    const float dx = off - glsl::min(glsl::max(off, -TouchLamp::kHalfLength), TouchLamp::kHalfLength);
    const float dz = lamp_z - depth[i] * TouchSurface::kDeep;
    const float flat2 = dx * dx + dy * dy, distance2 = flat2 + dz * dz;
    const float one = 1.f / glsl::sqrt(glsl::max(distance2, 1e-8f));
    // A highlight is no sharper than the lamp is small: its angular size widens the lobe.
    const float wide = glsl::sqrt(glsl::min(roughness[i] * roughness[i] + kWiden * TouchLamp::kHalfLength * one, 1.f));
    // Normals point up, pictures count down.
    const glsl::vec3 sent =
        glsl::surface_light(glsl::vec3(nx[i], ny[i], nz[i]), glsl::vec3(dx * one, -dy * one, dz * one),
                            glsl::vec3(square(ar[i]), square(ag[i]), square(ab[i])), square(specular[i]), wide) *
        (kIrradiance * glsl::tube_falloff(distance2, kReach * kReach) * clear[i]);
    const float edge = glsl::max(1.f - flat2 / (kReach * kReach), 0.f);
    const float glow = glsl::tube_glow(flat2 / (kRadius * kRadius)) * edge * edge;
    red[i] += r * (sent.x + glow), green[i] += g * (sent.y + glow);
    blue[i] += b * (sent.z + glow);
  }
}

void add_lamp(const TouchSurface& surface, const TouchLamp& lamp, const TouchNodes& nodes, const RunRows& run,
              LightField& field) {
  const TouchShadow shadow(surface, lamp, nodes, kReach, run);
  run(nodes.rows, [&](int first_row, int last_row) {
    SurfaceRow known(nodes.columns);
    RowPlace place{};
    place.left = (static_cast<float>(nodes.x) + 0.5f) * surface.unit;
    place.step = static_cast<float>(nodes.every) * surface.unit;
    for (int row = first_row; row < last_row; row++) {
      place.y = (static_cast<float>(nodes.guide_y(row, surface.guides)) + 0.5f) * surface.unit;
      const float across2 = kReach * kReach - square(lamp.y - place.y);
      if (across2 <= 0) continue;
      const float half = std::sqrt(across2) + TouchLamp::kHalfLength;
      const auto column = [&](float x) {
        return std::clamp(static_cast<int>((x - place.left) / place.step) + 1, 0, nodes.columns);
      };
      known.read(surface.guides, nodes, row);
      shadow.row(row, known.depth.data(), known.clear.data());
      const std::size_t first = nodes.at(0, row);
      light_row(lamp, known, place, column(lamp.x - half), column(lamp.x + half), &field.red[first],
                &field.green[first], &field.blue[first]);
    }
  });
}

bool has_guides(const LitArt& art) { return art.guides && !art.guides->depth.empty(); }

/// Pixels of the art per guide.
int step_of(const LitArt& art) { return (art.width + art.guides->width - 1) / art.guides->width; }

TouchSurface surface_of(const LitArt& art) {
  return {*art.guides, static_cast<float>(step_of(art)) / static_cast<float>(art.height)};
}

/// The lamps that burn, and nodes that cover all that they reach.
std::optional<TouchNodes> nodes_around(const LitGround& ground, const TouchSurface& surface, int every,
                                       std::vector<TouchLamp>& lamps) {
  const Guides& guides = surface.guides;
  float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
  for (const TouchLight& t : ground.touches) {
    if (t.radiance.r <= 0 && t.radiance.g <= 0 && t.radiance.b <= 0) continue;
    const float depth = guides.depth[surface.at(surface.column(t.x), surface.row(t.y))] * (1.f / 255.f);
    lamps.push_back({t.x, t.y, depth * TouchSurface::kDeep + kAbove, t.radiance});
    left = std::min(left, t.x - kReach - TouchLamp::kHalfLength);
    right = std::max(right, t.x + kReach + TouchLamp::kHalfLength);
    top = std::min(top, t.y - kReach), bottom = std::max(bottom, t.y + kReach);
  }
  if (lamps.empty()) return std::nullopt;
  const auto guide = [&](float at, int count) { return std::clamp(static_cast<int>(at / surface.unit), 0, count - 1); };
  // Nodes apart lie on the same guides wherever the lamp is: a surface full of glints would flicker else.
  const auto anchored = [every](int at) { return at / every * every; };
  TouchNodes nodes{anchored(guide(left, guides.width)), anchored(guide(top, guides.height)), every, 0, 0};
  // The node beyond the last guide repeats it, so that the picture's edge is covered.
  nodes.columns = (guide(right, guides.width) - nodes.x) / every + 2;
  nodes.rows = (guide(bottom, guides.height) - nodes.y) / every + 2;
  return nodes;
}

}  // namespace

std::optional<LightField> touch_field(const LitGround& ground, int every, const RunRows& run) {
  if (!has_guides(*ground.art)) return std::nullopt;
  const TouchSurface surface = surface_of(*ground.art);
  std::vector<TouchLamp> lamps;
  const auto nodes = nodes_around(ground, surface, every, lamps);
  if (!nodes) return std::nullopt;
  const int step = step_of(*ground.art);
  LightField field;
  field.step = step * every, field.x = nodes->x * step, field.y = nodes->y * step;
  field.columns = nodes->columns, field.rows = nodes->rows;
  for (auto* channel : {&field.red, &field.green, &field.blue}) channel->assign(nodes->size(), 0.f);
  for (const TouchLamp& lamp : lamps) add_lamp(surface, lamp, *nodes, run, field);
  return field;
}

Span touch_rows(const LitGround& ground) {
  if (!has_guides(*ground.art)) return {};
  const TouchSurface surface = surface_of(*ground.art);
  std::vector<TouchLamp> lamps;
  const auto nodes = nodes_around(ground, surface, 1, lamps);
  const int step = step_of(*ground.art);
  return nodes ? Span{nodes->y * step, (nodes->y + nodes->rows - 1) * step} : Span{};
}

}  // namespace redlight

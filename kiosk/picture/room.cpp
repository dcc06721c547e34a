#include "picture/room.h"

#include <algorithm>

#include "picture/art_code.h"

namespace redlight {
namespace {

float smoothstep(float low, float high, float x) {
  const float t = std::clamp((x - low) / (high - low), 0.f, 1.f);
  return t * t * (3 - 2 * t);
}

/// -1..1 as 0..1, because what is resampled must not be negative.
FloatPlane unsigned_of(FloatPlane plane) {
  for (float& v : plane.samples) v = v * 0.5f + 0.5f;
  return plane;
}

/// The mean of the samples around each, across and then down: soft edges.
FloatPlane softened(const FloatPlane& plane, int reach) {
  FloatPlane across(plane.width, plane.height), out(plane.width, plane.height);
  const float share = 1.f / static_cast<float>(2 * reach + 1);
  for (int y = 0; y < plane.height; y++)
    for (int x = 0; x < plane.width; x++) {
      float sum = 0;
      for (int k = -reach; k <= reach; k++) sum += plane.row(y)[std::clamp(x + k, 0, plane.width - 1)];
      across.row(y)[x] = sum * share;
    }
  for (int y = 0; y < plane.height; y++)
    for (int k = -reach; k <= reach; k++) {
      const float* from = across.row(std::clamp(y + k, 0, plane.height - 1));
      for (int x = 0; x < plane.width; x++) out.row(y)[x] += from[x] * share;
    }
  return out;
}

}  // namespace

std::shared_ptr<const Guides> make_guides(const GuidePlanes& planes, const FloatPlane& depth, const ArtFrame& frame,
                                          ArtMemory& memory) {
  if (planes.normal[0].samples.empty() || depth.samples.empty()) return nullptr;
  auto guides = std::make_shared<Guides>();
  guides->width = (frame.width() + 1) / 2, guides->height = (frame.height() + 1) / 2;
  const auto size = static_cast<std::size_t>(guides->width) * static_cast<std::size_t>(guides->height);
  Bytes* const normal[] = {&guides->normal_x, &guides->normal_y, &guides->normal_z};
  for (std::size_t c = 0; c < 3; c++)
    *normal[c] = memory.keep(straight_code(frame.half(unsigned_of(planes.normal[c]), false)));
  guides->depth = memory.keep(straight_code(frame.half(depth, false)));
  // A plane that is not known stands for a grey, half-rough wall.
  const auto lit = [&](const FloatPlane& plane, std::uint8_t otherwise, std::uint32_t noise) {
    return memory.keep(plane.samples.empty() ? Codes(size, otherwise)
                                             : square_root_code(frame.half(plane, true), 0, 1.f, noise));
  };
  for (std::size_t c = 0; c < 3; c++) guides->albedo[c] = lit(planes.albedo[c], 128, static_cast<std::uint32_t>(c));
  guides->specular = lit(planes.specular, 255, 3);
  guides->roughness = memory.keep(
      planes.roughness.samples.empty() ? Codes(size, 128) : straight_code(frame.half(planes.roughness, false)));
  return guides;
}

void add_wet(const GuidePlanes& planes, const FloatPlane& matte, const ArtFrame& frame, LitArt& art,
             ArtMemory& memory) {
  if (planes.normal[1].samples.empty() || planes.roughness.samples.empty()) return;
  const FloatPlane up = frame.plain(unsigned_of(planes.normal[1]), false), rough = frame.plain(planes.roughness, false);
  FloatPlane wet(frame.width(), frame.height());
  for (int y = 0; y < wet.height; y++) {
    const float low = smoothstep(0.45f, 0.6f, frame.height_in_picture(y));
    for (int x = 0; x < wet.width; x++) {
      const float solid = matte.samples.empty() ? 0.f : matte.row(y)[x];
      wet.row(y)[x] =
          low * smoothstep(0.9f, 0.98f, up.row(y)[x]) * (1 - smoothstep(0.15f, 0.4f, rough.row(y)[x])) * (1 - solid);
    }
  }
  const Codes code = straight_code(softened(wet, std::max(wet.width / 300, 1)));
  const auto is_wet = [](std::uint8_t v) { return v != 0; };
  const auto first = std::find_if(code.begin(), code.end(), is_wet);
  if (first == code.end()) return;
  const auto last = std::find_if(code.rbegin(), code.rend(), is_wet).base() - 1;
  art.wet_rows = {static_cast<std::int32_t>((first - code.begin()) / wet.width),
                  static_cast<std::int32_t>((last - code.begin()) / wet.width + 1)};
  art.wet = memory.keep(Codes(code.begin() + static_cast<std::ptrdiff_t>(art.wet_rows.begin) * wet.width,
                              code.begin() + static_cast<std::ptrdiff_t>(art.wet_rows.end) * wet.width));
}

}  // namespace redlight

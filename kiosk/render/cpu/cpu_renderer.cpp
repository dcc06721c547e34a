#include "render/cpu/cpu_renderer.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "picture/noise.h"
#include "render/frame_fit.h"

namespace redlight {
namespace {

static_assert(rows::kLights == kMaxLights);
static_assert(sizeof(rows::RowSpan) == sizeof(Span));

/// A noise tile whose rows go on to the right, so that a block of pixels never wraps inside.
template <class T, std::size_t N>
std::vector<T> extended(const std::array<T, N>& tile, int size) {
  std::vector<T> out;
  out.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size + rows::kTileMargin));
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size + rows::kTileMargin; x++)
      out.push_back(tile[static_cast<std::size_t>(y * size + x % size)]);
  return out;
}

/// Source index and share of its neighbour for each of `count` target samples that show [start, start + length) of
/// `luma_size`, on a plane of `plane_size`.
void make_positions(double start, double length, int count, int luma_size, int plane_size, bool horizontal,
                    std::vector<std::int32_t>& index, std::vector<float>& part) {
  index.resize(static_cast<std::size_t>(count)), part.resize(static_cast<std::size_t>(count));
  for (int i = 0; i < count; i++) {
    const double luma = start + (i + 0.5) * length / count;
    const double at = std::clamp(plane_position(luma, luma_size, plane_size, horizontal) - 0.5, 0.0, plane_size - 1.0);
    const int lower = std::min(static_cast<int>(at), std::max(plane_size - 2, 0));
    index[static_cast<std::size_t>(i)] = lower;
    part[static_cast<std::size_t>(i)] = static_cast<float>(at - lower);
  }
}

}  // namespace

CpuRenderer::CpuRenderer(const InstructionSet& set)
    : set_(set), grain_(extended(grain_tile(), kGrainSize)), dither_(extended(dither_tile(), kDitherSize)) {}

void CpuRenderer::plan_lit(const LitGround& ground, rows::LitRows& out) const {
  out.exposure = ground.exposure, out.vignette = ground.vignette, out.lights = 0;
  for (std::size_t i = 0; i < ground.art->lights.size(); i++) {
    const LightLayer& light = ground.art->lights[i];
    const Rgb& gain = ground.gain[i];
    if (gain.r <= 0 && gain.g <= 0 && gain.b <= 0) continue;  // a dark light costs nothing
    const int n = out.lights++;
    for (int c = 0; c < 3; c++) out.code[n][c] = light.code[static_cast<std::size_t>(c)].data();
    constexpr float kCode = 1.f / (255.f * 255.f), kCoverage = 1.f / 255.f;
    out.gain[n][0] = gain.r * light.scale.r * kCode, out.gain[n][1] = gain.g * light.scale.g * kCode,
    out.gain[n][2] = gain.b * light.scale.b * kCode;
    out.emitter[n] = light.emitter.empty() ? nullptr : light.emitter.data();
    out.emitter_rows[n] = reinterpret_cast<const rows::RowSpan*>(light.emitter_rows.data());
    out.radiance[n][0] = gain.r * light.radiance.r * kCoverage,
    out.radiance[n][1] = gain.g * light.radiance.g * kCoverage,
    out.radiance[n][2] = gain.b * light.radiance.b * kCoverage;
  }
}

void CpuRenderer::plan_frame(const FrameGround& ground, const Picture& picture, std::size_t slot,
                             rows::FrameRows& out) {
  const VideoFrame& frame = *ground.frame;
  const FramePlacement place = place_frame(frame, ground.fit, picture.width, picture.height);
  out.left = place.left, out.top = place.top, out.right = place.right, out.bottom = place.bottom;
  const int width = place.right - place.left, height = place.bottom - place.top;
  for (std::size_t p = 0; p < 3; p++) {
    const Plane& plane = frame.planes[p];
    Resampling& r = resampling_[slot][p];
    if (r.source_width != plane.width || r.source_height != plane.height || r.target_width != width ||
        r.target_height != height || r.x != place.x || r.y != place.y || r.width != place.width ||
        r.height != place.height) {
      r.source_width = plane.width, r.source_height = plane.height, r.target_width = width, r.target_height = height;
      r.x = place.x, r.y = place.y, r.width = place.width, r.height = place.height;
      make_positions(place.x, place.width, width, frame.width, plane.width, true, r.column, r.column_part);
      make_positions(place.y, place.height, height, frame.height, plane.height, false, r.row, r.row_part);
    }
    out.plane[p] = {plane.data,   plane.stride,         plane.width,      r.column.data(),
                    r.row.data(), r.column_part.data(), r.row_part.data()};
  }
  out.is_rgb = frame.matrix == Matrix::rgb;
  const ColourMatrix m = colour_matrix(frame.matrix, frame.range);
  out.luma_scale = m.luma_scale, out.luma_offset = m.luma_offset, out.chroma_scale = m.chroma_scale;
  out.red_v = m.red_v, out.green_u = m.green_u, out.green_v = m.green_v, out.blue_u = m.blue_u;
  out.level = ground.level;
}

void CpuRenderer::draw_into(const Picture& picture, std::uint32_t* pixels, std::ptrdiff_t stride) {
  assert(picture.grounds.size() <= Picture::kMaxGrounds);
  rows::Plan plan{};
  plan.width = picture.width, plan.height = picture.height;
  plan.grounds = static_cast<int>(picture.grounds.size());
  for (std::size_t g = 0; g < picture.grounds.size(); g++) {
    rows::GroundRows& out = plan.ground[g];
    out.weight = picture.grounds[g].weight;
    if (const auto* lit = std::get_if<LitGround>(&picture.grounds[g].what)) {
      assert(lit->art->width == picture.width && lit->art->height == picture.height);
      out.is_lit = true;
      plan_lit(*lit, out.lit);
    } else {
      const auto& frame = std::get<FrameGround>(picture.grounds[g].what);
      plan_frame(frame, picture, g, out.frame);
      for (const Plane& p : frame.frame->planes) plan.scratch_width = std::max(plan.scratch_width, p.width);
    }
  }
  sprites_.clear();
  for (const Sprite& s : picture.sprites)
    sprites_.push_back({s.coverage->alpha.data(), s.x, s.y, s.coverage->width, s.coverage->height, s.colour.r,
                        s.colour.g, s.colour.b, s.opacity});
  plan.sprites = static_cast<int>(sprites_.size()), plan.sprite = sprites_.data();
  plan.grain = grain_.data(), plan.dither = dither_.data(), plan.grain_strength = picture.grain;
  const NoisePlacement noise = place_noise(picture.grain_frame);
  plan.grain_x = noise.grain_x, plan.grain_y = noise.grain_y;
  for (std::size_t c = 0; c < 3; c++) plan.dither_x[c] = noise.dither_x[c], plan.dither_y[c] = noise.dither_y[c];
  scratch_.resize(6 * static_cast<std::size_t>(plan.scratch_width));
  set_.draw_rows(plan, 0, picture.height, pixels, stride, scratch_.data());
}

void CpuRenderer::draw(const Picture& picture) {
  if (image_.width != picture.width || image_.height != picture.height) image_ = Image(picture.width, picture.height);
  draw_into(picture, image_.pixels.data(), image_.width);
}

}  // namespace redlight

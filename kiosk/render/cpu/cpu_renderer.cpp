#include "render/cpu/cpu_renderer.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "picture/noise.h"
#include "render/frame_fit.h"
#include "render/view_reach.h"

namespace redlight {
namespace {

static_assert(rows::kLights == kMaxLights);
static_assert(sizeof(rows::RowSpan) == sizeof(Span));
static_assert(sizeof(rows::RowShift) == sizeof(RowMove));

constexpr int kBand = 1 << 17;  // pixels a member of the crew draws at a time: some tenths of a millisecond
constexpr int kFieldBand = 24;  // rows of a light field that a member works out at a time

/// Both grounds of `picture`, which lie in `plan`, become one.
void join_light(const Picture& picture, rows::Plan& plan) {
  if (picture.grounds.size() != 2 || !picture.grounds[1].adds_light || plan.grounds != 2) return;
  assert(plan.ground[0].is_lit && plan.ground[1].is_lit);
  plan.grounds = 1, plan.ground[0].lit.also = &plan.ground[1].lit;
}

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

constexpr int kWhole = 32768;  // see PlaneRows

/// Source index and share of its neighbour for each of `count` target samples that show [start, start + length) of
/// `luma_size`, on a plane of `plane_size`.
void make_positions(double start, double length, int count, int luma_size, int plane_size, float site,
                    std::vector<std::int32_t>& index, std::vector<std::int16_t>& part) {
  index.resize(static_cast<std::size_t>(count)), part.resize(static_cast<std::size_t>(count));
  for (int i = 0; i < count; i++) {
    const double luma = start + (i + 0.5) * length / count;
    const double at = std::clamp(plane_position(luma, luma_size, plane_size, site) - 0.5, 0.0, plane_size - 1.0);
    const int lower = std::min(static_cast<int>(at), std::max(plane_size - 2, 0));
    index[static_cast<std::size_t>(i)] = lower;
    part[static_cast<std::size_t>(i)] =
        static_cast<std::int16_t>(std::min(std::lround((at - lower) * kWhole), kWhole - 1L));
  }
}

/// Whether columns lie as the row functions have a short way for.
rows::Spacing spacing_of(const std::vector<std::int32_t>& column, const std::vector<std::int16_t>& part, int width) {
  const auto lies_at = [&](int i, int halves) {
    const auto n = static_cast<std::size_t>(i);
    const int whole = part[n] == kWhole - 1 ? kWhole : part[n];
    return 2 * (column[n] * kWhole + whole) == std::min(halves, 2 * (width - 1)) * kWhole;
  };
  const auto count = static_cast<int>(column.size());
  bool same = count <= width, half = (count + 1) / 2 <= width;
  for (int i = 0; i < count && (same || half); i++) same = same && lies_at(i, 2 * i), half = half && lies_at(i, i);
  return same ? rows::Spacing::same : half ? rows::Spacing::half : rows::Spacing::any;
}

/// The columns around the middle that follow each other evenly.
rows::SteadyColumns steady_of(const std::vector<std::int32_t>& column, const std::vector<std::int16_t>& part) {
  const std::size_t middle = column.size() / 2;
  if (middle + 1 >= column.size()) return {};
  const int step = column[middle + 1] - column[middle];
  if (step != 1 && step != 2) return {};
  const auto follows = [&](std::size_t i) { return column[i] - column[i - 1] == step && part[i] == part[i - 1]; };
  std::size_t begin = middle, end = middle + 1;
  while (begin > 0 && follows(begin)) begin--;
  while (end < column.size() && follows(end)) end++;
  return {static_cast<int>(begin), static_cast<int>(end), step};
}

rows::SpriteRows rows_of(const Sprite& s) {
  const float x = std::floor(s.x), y = std::floor(s.y);
  return {s.coverage->alpha.data(),
          static_cast<int>(x),
          static_cast<int>(y),
          s.coverage->width,
          s.coverage->height,
          s.x - x,
          s.y - y,
          s.colour.r,
          s.colour.g,
          s.colour.b,
          s.opacity};
}

/// Dark corners where a plan of this size has its own.
void put_vignette(int width, int height, rows::LitRows& lit) {
  lit.unit_x = 2.f / static_cast<float>(width), lit.unit_y = 2.f / static_cast<float>(height);
  lit.from_x = lit.from_y = 1.f;
}

}  // namespace

CpuRenderer::CpuRenderer(const InstructionSet& set)
    : set_(set), grain_(extended(grain_tile(), kGrainSize)), dither_(extended(dither_tile(), kDitherSize)) {
  for (std::uint8_t& d : dither_) d >>= 2;  // as quantise() takes it
}

void CpuRenderer::plan_lit(const LitGround& ground, std::size_t slot, rows::LitRows& out) {
  const LitArt& art = *ground.art;
  out.exposure = ground.exposure, out.vignette = ground.vignette, out.lights = 0, out.also = nullptr;
  out.stride = art.stride();
  std::array<std::array<float, 3>, kMaxLights> share{};  // linear light at full code
  for (std::size_t i = 0; i < art.lights.size(); i++) {
    const LightLayer& light = art.lights[i];
    const Rgb& gain = ground.gain[i];
    if (gain.r <= 0 && gain.g <= 0 && gain.b <= 0) continue;  // a dark light costs nothing
    const int n = out.lights++;
    for (std::size_t c = 0; c < 3; c++) {
      out.code[n][c] = light.code[c].data() + art.margin;
      out.behind[n][c] = light.behind[c].data();
    }
    constexpr float kCoverage = 1.f / 255.f;
    share[static_cast<std::size_t>(n)] = {gain.r * light.scale.r, gain.g * light.scale.g, gain.b * light.scale.b};
    out.emitter[n] = light.emitter.empty() ? nullptr : light.emitter.data();
    out.along[n] = light.along.empty() || ground.along[i] == kUniformTube ? nullptr : light.along.data();
    if (out.along[n])
      for (int k = 0; k < 256; k++)
        out.profile[n][k] = profile_at(ground.along[i], static_cast<float>(k) * (1.f / 255.f));
    out.emitter_rows[n] = reinterpret_cast<const rows::RowSpan*>(light.emitter_rows.data());
    out.in_front[n] = light.in_front;
    out.radiance[n][0] = gain.r * light.radiance.r * kCoverage,
    out.radiance[n][1] = gain.g * light.radiance.g * kCoverage,
    out.radiance[n][2] = gain.b * light.radiance.b * kCoverage;
  }
  for (std::size_t c = 0; c < 3; c++) {
    // As fine a unit as the sum of all lights allows.
    float all = 0;
    for (std::size_t n = 0; n < static_cast<std::size_t>(out.lights); n++) all += share[n][c];
    out.unit[c] = all * (65536.f / (65025.f * 65535.f));
    for (std::size_t n = 0; n < static_cast<std::size_t>(out.lights); n++)
      out.gain[n][c] = all > 0 ? static_cast<std::uint16_t>(share[n][c] / all * 65535.f) : std::uint16_t{0};
  }
  plan_room(ground, slot, out);
}

/// Camera, water, air and visitors' lights.
void CpuRenderer::plan_room(const LitGround& ground, std::size_t slot, rows::LitRows& out) {
  const LitArt& art = *ground.art;
  Prepared& ready = prepared_[slot];
  ready.moves = row_moves(ground);
  out.moves = ready.moves.empty() ? nullptr : reinterpret_cast<const rows::RowShift*>(ready.moves.data());
  if (ground.motion.sway != 0 && out.moves && !art.matte.empty()) {
    out.matte = art.matte.data();
    out.box_x = art.behind_box.x, out.box_y = art.behind_box.y;
    out.box_width = art.behind_box.width, out.box_height = art.behind_box.height;
  }
  if (ground.motion.ripple > 0 && out.moves && !art.wet.empty())
    out.wet = art.wet.data(), out.wet_begin = art.wet_rows.begin, out.wet_end = art.wet_rows.end;
  ready.haze = haze_field(ground);
  ready.touch = touch_field(ground, 1, [&](int rows, const RowWork& work) {
    crew_.run(rows, kFieldBand, [&](int begin, int end, int) { work(begin, end); });
  });
  out.fields = 0;
  for (const auto* field : {&ready.haze, &ready.touch})
    if (const auto& f = *field)
      out.field[out.fields++] = {f->step,    f->x,    f->y,
                                 f->columns, f->rows, {f->red.data(), f->green.data(), f->blue.data()}};
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
        r.height != place.height || r.site != frame.chroma_site) {
      r.source_width = plane.width, r.source_height = plane.height, r.target_width = width, r.target_height = height;
      r.x = place.x, r.y = place.y, r.width = place.width, r.height = place.height;
      r.site = frame.chroma_site;
      make_positions(place.x, place.width, width, frame.width, plane.width, r.site.x, r.column, r.column_part);
      make_positions(place.y, place.height, height, frame.height, plane.height, r.site.y, r.row, r.row_part);
      r.spacing = spacing_of(r.column, r.column_part, plane.width);
      r.steady = steady_of(r.column, r.column_part);
    }
    out.plane[p] = {plane.data,      plane.stride, plane.width,          r.spacing,        r.steady,
                    r.column.data(), r.row.data(), r.column_part.data(), r.row_part.data()};
  }
  out.is_rgb = frame.matrix == Matrix::rgb;
  const ColourMatrix m = colour_matrix(frame.matrix, frame.range);
  out.luma_scale = m.luma_scale, out.luma_offset = m.luma_offset;
  out.red_v = m.red_v, out.green_u = m.green_u, out.green_v = m.green_v, out.blue_u = m.blue_u;
  out.level = frame_level(ground.level);
}

/// Grounds [first, end) as one, at the size of their art.
void CpuRenderer::plan_coarse(const Picture& picture, std::size_t first, std::size_t end, int scale,
                              rows::GroundRows& out) {
  rows::Plan& plan = coarse_[first];
  plan = {};
  plan.width = coarse_size(picture.width, scale), plan.height = coarse_size(picture.height, scale);
  for (std::size_t g = first; g < end; g++) {
    rows::GroundRows& ground = plan.ground[plan.grounds++];
    ground.is_lit = true, ground.weight = end - first > 1 ? picture.grounds[g].weight : 1.f;
    plan_lit(std::get<LitGround>(picture.grounds[g].what), g, ground.lit);
    put_vignette(plan.width, plan.height, ground.lit);
  }
  join_light(picture, plan);
  out.coarse = &plan, out.scale = scale;
}

/// A ground that is drawn at its own size first, for a camera to look at.
void CpuRenderer::plan_view(const LitGround& ground, const Picture& picture, std::size_t slot, rows::GroundRows& out) {
  const LitArt& art = *ground.art;
  const View& view = *ground.view;
  rows::Plan& plan = coarse_[slot];
  plan = {};
  plan.width = art.width, plan.height = art.height, plan.grounds = 1;
  plan.ground[0].is_lit = true, plan.ground[0].weight = 1;
  plan_lit(ground, slot, plan.ground[0].lit);
  // The dark corners are the lens's and stay where the display has its own.
  rows::LitRows& lit = plan.ground[0].lit;
  lit.unit_x = 2.f / (view.step * static_cast<float>(picture.width)),
  lit.unit_y = 2.f / (view.step * static_cast<float>(picture.height));
  lit.from_x = view.x * lit.unit_x, lit.from_y = view.y * lit.unit_y;
  seen_[slot].resize(4 * static_cast<std::size_t>(art.width) * static_cast<std::size_t>(art.height));
  plan.seen = seen_[slot].data();
  out.is_view = true;
  const bool moves = view.slide_x != 0 || view.slide_y != 0 || view.push != 0;
  const Guides* guides = moves ? art.guides.get() : nullptr;
  out.view = {seen_[slot].data(),
              art.width,
              art.height,
              view.x,
              view.y,
              view.step,
              view.slide_x,
              view.slide_y,
              view.push,
              view.pivot,
              view.soft,
              guides ? guides->depth.data() : nullptr,
              guides ? guides->width : 0,
              guides ? guides->height : 0};
}

/// What the cameras of a plan look at, for these rows of the picture.
void CpuRenderer::draw_seen(const Picture& picture, const rows::Plan& plan, Span part) {
  for (std::size_t g = 0; g < static_cast<std::size_t>(plan.grounds); g++) {
    if (!plan.ground[g].is_view) continue;
    const ViewReach reach =
        view_reach(std::get<LitGround>(picture.grounds[g].what), picture.width, picture.height, part);
    rows::Plan& seen = coarse_[g];
    seen.seen_begin = reach.columns.begin, seen.seen_end = reach.columns.end;
    const int columns = std::max(reach.columns.end - reach.columns.begin, 1);
    crew_.run(reach.rows.end - reach.rows.begin, std::max(kBand / columns, 1), [&](int begin, int end, int) {
      set_.draw_rows(seen, reach.rows.begin + begin, reach.rows.begin + end, nullptr, 0, {});
    });
  }
}

void CpuRenderer::plan_grounds(const Picture& picture, rows::Plan& plan) {
  const auto count = picture.grounds.size();
  assert(count <= Picture::kMaxGrounds);
  std::array<int, Picture::kMaxGrounds> scale{};  // 0: a frame, or seen by a camera
  for (std::size_t g = 0; g < count; g++)
    if (const auto* lit = std::get_if<LitGround>(&picture.grounds[g].what); lit && !lit->view) {
      scale[g] = ground_scale(*lit->art, picture.width, picture.height);
      assert(scale[g] > 0);
    }
  plan.block = scale[0] == 3 || scale[1] == 3 ? rows::kBlock / 12 * 12 : rows::kBlock;
  if (count == 2 && scale[0] > 1 && scale[0] == scale[1]) {
    // Two posters in a cross-fade are mixed before they are spread.
    plan.grounds = 1, plan.ground[0].weight = 1;
    plan_coarse(picture, 0, count, scale[0], plan.ground[0]);
    return;
  }
  plan.grounds = static_cast<int>(count);
  for (std::size_t g = 0; g < count; g++) {
    rows::GroundRows& out = plan.ground[g];
    out.weight = picture.grounds[g].weight;
    if (scale[g] > 1) {
      plan_coarse(picture, g, g + 1, scale[g], out);
    } else if (scale[g] == 1) {
      out.is_lit = true;
      plan_lit(std::get<LitGround>(picture.grounds[g].what), g, out.lit);
      put_vignette(picture.width, picture.height, out.lit);
    } else if (const auto* lit = std::get_if<LitGround>(&picture.grounds[g].what)) {
      plan_view(*lit, picture, g, out);
    } else {
      const auto& frame = std::get<FrameGround>(picture.grounds[g].what);
      plan_frame(frame, picture, g, out.frame);
      for (const Plane& p : frame.frame->planes) plan.scratch_width = std::max(plan.scratch_width, p.width + 1);
    }
  }
  join_light(picture, plan);
}

/// What the members of the crew work in.
void CpuRenderer::make_room(const rows::Plan& plan) {
  workplaces_.resize(static_cast<std::size_t>(crew_.size()));
  for (Workplace& place : workplaces_) {
    place.rows.resize(6 * static_cast<std::size_t>(plan.scratch_width));
    for (std::size_t g = 0; g < Picture::kMaxGrounds; g++)
      if (const rows::Plan* coarse = plan.ground[g].coarse)
        place.steps[g].resize(3 * rows::kCoarseRows * static_cast<std::size_t>(rows::coarse_stride(coarse->width)));
  }
}

void CpuRenderer::draw_into(const Picture& picture, std::uint32_t* pixels, std::ptrdiff_t stride, Span part) {
  rows::Plan plan{};
  plan.width = picture.width, plan.height = picture.height;
  plan_grounds(picture, plan);
  sprites_.clear();
  for (const Sprite& s : picture.sprites) sprites_.push_back(rows_of(s));
  plan.sprites = static_cast<int>(sprites_.size()), plan.sprite = sprites_.data();
  plan.grain = grain_.data(), plan.dither = dither_.data();
  const GrainScale grain = grain_scale(picture.grain);
  plan.grain_base = grain.base, plan.grain_rise = grain.rise;
  const NoisePlacement noise = place_noise(picture.grain_frame);
  plan.grain_x = noise.grain_x, plan.grain_y = noise.grain_y;
  for (std::size_t c = 0; c < 3; c++) plan.dither_x[c] = noise.dither_x[c], plan.dither_y[c] = noise.dither_y[c];
  make_room(plan);
  draw_seen(picture, plan, part);
  // Bands of coarse art are larger, as each works out a row or two that its neighbours have as well.
  const bool is_coarse = plan.ground[0].coarse || plan.ground[1].coarse;
  const int band = std::max((is_coarse ? 2 * kBand : kBand) / std::max(picture.width, 1), 1);
  crew_.run(part.end - part.begin, band, [&](int begin, int end, int member) {
    Workplace& place = workplaces_[static_cast<std::size_t>(member)];
    const rows::Scratch scratch{place.rows.data(), {place.steps[0].data(), place.steps[1].data()}};
    set_.draw_rows(plan, part.begin + begin, part.begin + end, pixels, stride, scratch);
  });
}

void CpuRenderer::draw(const Picture& picture) {
  if (image_.width != picture.width || image_.height != picture.height) image_ = Image(picture.width, picture.height);
  draw_into(picture, image_.pixels.data(), image_.width, {0, picture.height});
}

}  // namespace redlight

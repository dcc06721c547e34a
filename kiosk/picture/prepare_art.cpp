#include "picture/prepare_art.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "base/caught.h"
#include "picture/air_light.h"
#include "picture/art_code.h"
#include "picture/art_memory.h"
#include "picture/foreground.h"
#include "picture/glare.h"
#include "picture/image.h"
#include "picture/noise.h"
#include "picture/room.h"

namespace redlight {
namespace {

// Checked by eye on the delivered art: a tube shown with its physical radiance has a jagged edge, so it is shown with 7
// and glares with 24.
constexpr float kShownRadiance = 7, kGlareRadiance = 24, kGlareStrength = 0.12f;

float channel_of(const Rgb& c, int channel) { return channel == 0 ? c.r : channel == 1 ? c.g : c.b; }
float& channel_of(Rgb& c, int channel) { return channel == 0 ? c.r : channel == 1 ? c.g : c.b; }

/// The source's radiance brought down to a peak of `limit`, hue kept.
Rgb limited(const Rgb& radiance, float limit) {
  const float peak = std::max({radiance.r, radiance.g, radiance.b});
  const float k = peak > limit ? limit / peak : 1.f;
  return {radiance.r * k, radiance.g * k, radiance.b * k};
}

std::vector<Span> find_spans(const Codes& mask, int width, int height) {
  std::vector<Span> spans(static_cast<std::size_t>(height));
  for (int y = 0; y < height; y++) {
    const auto row = mask.begin() + static_cast<std::ptrdiff_t>(y) * width, end = row + width;
    const auto lit = [](std::uint8_t v) { return v != 0; };
    const auto first = std::find_if(row, end, lit);
    if (first == end) continue;
    const auto last = std::find_if(std::make_reverse_iterator(end), std::make_reverse_iterator(first), lit);
    spans[static_cast<std::size_t>(y)] = {static_cast<std::int32_t>(first - row),
                                          static_cast<std::int32_t>(last.base() - row)};
  }
  return spans;
}

/// The glare of what lies between the margins of `lit`, and of the source that covers `coverage` with `radiance`.
FloatPlane glare_of(const FloatPlane& lit, int margin, const FloatPlane& coverage, float radiance) {
  FloatPlane source = part_of(lit, {margin, 0, lit.width - 2 * margin, lit.height});
  for (std::size_t i = 0; i < coverage.samples.size(); i++) source.samples[i] += coverage.samples[i] * radiance;
  FloatPlane veil(source.width, source.height);
  add_glare(veil, source, kGlareStrength);
  return veil;
}

/// Adds the glare; in the margins that of the edge.
void add_veil(FloatPlane& lit, const FloatPlane& veil, int margin) {
  for (int y = 0; y < lit.height; y++) {
    const float* from = veil.row(y);
    float* to = lit.row(y);
    for (int x = 0; x < lit.width; x++) to[x] += from[std::clamp(x - margin, 0, veil.width - 1)];
  }
}

tl::unexpected<Error> stopped() { return fail(ErrorKind::stopped, "stopped while preparing the art"); }

/// What stands in front of the room.
struct Foreground {
  Box box;                   // in pixels of a row of code; empty when there is nothing
  FloatPlane share_of_room;  // in the box
};

/// Makes the layers of one piece of art; each thread makes others.
class LayerMaker {
 public:
  LayerMaker(const ArtFrame& frame, const Foreground& foreground, ArtMemory& memory, const std::stop_token& stop)
      : frame_(frame), foreground_(foreground), memory_(memory), stop_(stop) {}

  Result<LightLayer> make(const LightSource& source, std::uint32_t index) const {
    auto planes = source.load();
    if (!planes) return tl::unexpected(planes.error());
    LightLayer layer;
    layer.name = source.name, layer.radiance = limited(source.radiance, kShownRadiance);
    const FloatPlane coverage = planes->coverage.samples.empty() ? FloatPlane{} : frame_.coverage(planes->coverage);
    const Rgb glaring = limited(source.radiance, kGlareRadiance);
    for (int c = 0; c < 3; c++) {
      if (stop_.stop_requested()) return stopped();  // a channel takes a while on a small machine
      const auto n = static_cast<std::size_t>(c);
      add_channel(layer, source.glares, c, std::exchange(planes->light[n], {}), std::exchange(planes->plate[n], {}),
                  coverage, channel_of(glaring, c), mix_bits(index, static_cast<std::uint32_t>(c)));
    }
    if (!coverage.samples.empty()) add_emitter(layer, coverage, planes->along);
    return layer;
  }

 private:
  void add_channel(LightLayer& layer, bool glares, int channel, FloatPlane light, FloatPlane plate,
                   const FloatPlane& coverage, float radiance, std::uint32_t noise) const {
    const int margin = frame_.margin();
    const auto n = static_cast<std::size_t>(channel);
    FloatPlane lit = frame_.light(light);
    light = {};  // a source's planes are large
    const FloatPlane veil = glares ? glare_of(lit, margin, coverage, radiance) : FloatPlane();
    if (glares) add_veil(lit, veil, margin);
    const float scale = peak_of(lit, margin);
    channel_of(layer.scale, channel) = scale;
    layer.code[n] = memory_.keep(square_root_code(lit, margin, scale, noise));
    const Box& box = foreground_.box;
    if (plate.samples.empty() || box.width == 0) return;
    // The same veil as in front: at a silhouette that moves, glare must not.
    FloatPlane behind = frame_.light(plate);
    if (glares) add_veil(behind, veil, margin);
    FloatPlane seen = part_of(lit, box);
    const FloatPlane empty = part_of(behind, box);
    for (std::size_t i = 0; i < seen.samples.size(); i++)
      seen.samples[i] += (empty.samples[i] - seen.samples[i]) * foreground_.share_of_room.samples[i];
    layer.behind[n] = memory_.keep(square_root_code(seen, 0, scale, noise));
  }

  void add_emitter(LightLayer& layer, const FloatPlane& coverage, const FloatPlane& along) const {
    Codes emitter = straight_code(coverage);
    layer.emitter_rows = memory_.keep(find_spans(emitter, frame_.width(), frame_.height()));
    layer.emitter = memory_.keep(std::move(emitter));
    if (!along.samples.empty()) layer.along = memory_.keep(straight_code(frame_.plain(along, false)));
  }

  const ArtFrame& frame_;
  const Foreground& foreground_;
  ArtMemory& memory_;
  const std::stop_token& stop_;
};

/// Sets what art knows of depth.
Foreground add_foreground(const ArtSource& source, const ArtFrame& frame, LitArt& art, ArtMemory& memory) {
  if (source.depth.samples.empty() || source.plate_depth.samples.empty()) return {};
  const FloatPlane depth = frame.plain(source.depth, true), plate = frame.plain(source.plate_depth, true);
  const FloatPlane matte = make_matte(depth, plate);
  DepthRows rows = depth_rows(depth, plate, matte);
  art.far_depth = std::move(rows.far_depth), art.near_depth = std::move(rows.near_depth);
  const Box box = box_of(matte, frame.margin());
  if (box.width == 0) return {};
  art.behind_box = {box.x - frame.margin(), box.y, box.width, box.height};
  art.matte = memory.keep(straight_code(part_of(matte, box)));
  return {box, part_of(share_of_room(matte, frame.margin()), box)};
}

/// The matte over the whole picture, without margin; for the wet floor.
FloatPlane whole_matte(const LitArt& art) {
  FloatPlane matte(art.width, art.height);
  const Box& box = art.behind_box;
  for (int y = 0; y < box.height; y++)
    for (int x = std::max(box.x, 0); x < std::min(box.x + box.width, art.width); x++)
      matte.row(box.y + y)[x] =
          static_cast<float>(art.matte[static_cast<std::size_t>(y * box.width + x - box.x)]) / 255.f;
  return matte;
}

}  // namespace

Result<ArtPtr> prepare_art(const ArtSource& source, const Framing& framing, std::stop_token stop) {
  const ArtFrame frame(source.width, source.height, framing, margin_of(framing.width));
  const auto memory = std::make_shared<ArtMemory>();
  auto art = std::make_shared<LitArt>();
  art->width = frame.width(), art->height = frame.height(), art->margin = frame.margin(), art->memory = memory;
  const Foreground foreground = add_foreground(source, frame, *art, *memory);
  // Two layers at a time: on two cores the poster is there in half the time, and no more memory is taken for a moment
  // than two layers need.
  std::vector<Result<LightLayer>> made(source.lights.size(), stopped());
  std::atomic<std::size_t> next{0};
  const LayerMaker maker(frame, foreground, *memory, stop);
  const auto work = [&] {
    for (std::size_t i = next++; i < made.size() && !stop.stop_requested(); i = next++)
      made[i] = caught([&] { return maker.make(source.lights[i], static_cast<std::uint32_t>(i)); });
  };
  {
    const std::jthread helper([&work] {
      work();
      release_image_thread();  // a layer that cannot be read leaves SDL's error text behind
    });
    work();
  }
  for (auto& layer : made) {
    if (!layer) return tl::unexpected(layer.error());
    art->lights.push_back(std::move(*layer));
  }
  if (source.guides) {
    const auto guides = source.guides();
    if (!guides) return tl::unexpected(guides.error());
    if (stop.stop_requested()) return stopped();
    art->guides = make_guides(*guides, source.depth, frame, *memory);
    add_wet(*guides, whole_matte(*art), frame, *art, *memory);
  }
  place_sources(*art);
  art->air = std::make_shared<AirLight>(make_air_light(*art));
  return ArtPtr(std::move(art));
}

}  // namespace redlight

#include "scene/compose.h"

#include <algorithm>

#include "scene/scenes.h"

namespace redlight {
namespace {

constexpr double kGrainRate = 24;  // patterns a second, as film has
constexpr float kGrain = 0.018f;

double smooth(double x) {
  x = std::clamp(x, 0.0, 1.0);
  return x * x * (3 - 2 * x);
}

SceneParts parts_of(const Show& show, const Appearance& appearance, const FindMaterial& find, const SceneView& base) {
  const Material* material = find(appearance.scene);
  if (!material) return {};
  SceneView view = base;
  view.language = appearance.loop % show.languages.size();
  const auto& content = show.scenes[appearance.scene].content;
  if (const auto* poster = std::get_if<PosterScene>(&content))
    return poster_parts(*poster, std::get<PosterMaterial>(*material), view);
  if (const auto* slide = std::get_if<SlideScene>(&content))
    return slide_parts(*slide, std::get<SlideMaterial>(*material), view);
  return teaser_parts(std::get<TeaserMaterial>(*material), view);
}

/// Two grounds of one art are one ground whose lights are on their way: light adds up, so the mix of the gains is the
/// mix of the pictures, in linear light.
LitGround mixed(const LitGround& a, const LitGround& b, double weight) {
  LitGround m = a;
  const auto mix = [w = static_cast<float>(weight)](float x, float y) { return x + (y - x) * w; };
  for (std::size_t i = 0; i < m.gain.size(); i++)
    m.gain[i] = {mix(a.gain[i].r, b.gain[i].r), mix(a.gain[i].g, b.gain[i].g), mix(a.gain[i].b, b.gain[i].b)};
  m.exposure = mix(a.exposure, b.exposure), m.vignette = mix(a.vignette, b.vignette);
  return m;
}

void add_sprites(Picture& picture, std::vector<Sprite> sprites, double opacity) {
  if (opacity <= 0) return;
  for (Sprite& s : sprites) {
    s.opacity *= static_cast<float>(opacity);
    picture.sprites.push_back(std::move(s));
  }
}

float grain_of(const std::optional<std::variant<LitGround, FrameGround>>& ground) {
  return ground && std::holds_alternative<LitGround>(*ground) ? kGrain
                                                              : 0.f;  // films and flat pictures bring their own
}

}  // namespace

double eased(double progress) { return smooth(progress); }

Picture compose(const Show& show, const Stage& stage, const FindMaterial& find, Instant now, int width, int height) {
  Picture picture;
  picture.width = width, picture.height = height;
  if (!stage.current) return picture;
  const SceneView view{now, 0, width, height};
  SceneParts current = parts_of(show, *stage.current, find, view), incoming;
  double weight = 0;
  if (stage.incoming) incoming = parts_of(show, *stage.incoming, find, view), weight = eased(stage.progress);

  const auto* lit = current.ground ? std::get_if<LitGround>(&*current.ground) : nullptr;
  const auto* next_lit = incoming.ground ? std::get_if<LitGround>(&*incoming.ground) : nullptr;
  if (lit && next_lit && lit->art == next_lit->art) {
    picture.grounds.push_back({mixed(*lit, *next_lit, weight), 1});
  } else {
    if (current.ground && weight < 1) picture.grounds.push_back({*current.ground, 1});
    if (incoming.ground && weight > 0)
      picture.grounds.push_back(
          {*incoming.ground, picture.grounds.empty() && weight >= 1 ? 1.f : static_cast<float>(weight)});
  }
  // Words do not lie over words: the old ones are gone before the new ones are read.
  add_sprites(picture, std::move(current.sprites), 1 - smooth(weight * 2));
  add_sprites(picture, std::move(incoming.sprites), smooth(weight * 2 - 1));
  const float grain = grain_of(current.ground), next_grain = stage.incoming ? grain_of(incoming.ground) : grain;
  picture.grain = grain + (next_grain - grain) * static_cast<float>(weight);
  if (picture.grain > 0)
    picture.grain_frame =
        static_cast<std::uint32_t>(static_cast<std::uint64_t>(seconds(now.time_since_epoch()) * kGrainRate));
  return picture;
}

}  // namespace redlight

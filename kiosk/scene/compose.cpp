#include "scene/compose.h"

#include <algorithm>

#include "scene/easing.h"
#include "scene/room_motion.h"
#include "scene/scenes.h"

namespace redlight {
namespace {

// Pictures a second, as film has: the grain changes and the light moves at this rate, and between two of them the
// picture stands and need not be drawn. What a visitor does, and every fade, moves at the display's own rate.
constexpr double kFilmRate = 24;
constexpr float kGrain = 0.018f;

/// A time that was cut off to whole nanoseconds belongs to the picture that begins there.
std::int64_t film_frame(Instant now) {
  return static_cast<std::int64_t>(seconds(now.time_since_epoch() + Duration(1)) * kFilmRate);
}

/// How long a scene is on stage when the show goes by itself, fades included.
Duration length_of(const Show& show, std::size_t scene) {
  const Scene& here = show.scenes[scene];
  if (!here.hold) return {};
  return here.transition + *here.hold + show.scenes[(scene + 1) % show.scenes.size()].transition;
}

Motion motion_of(const Show& show) { return show.reduced_motion ? Motion::calm : Motion::lively; }

/// How a scene of the stage is seen; `next` is the one that covers it.
SceneView view_of(const Show& show, const Stage& stage, const Appearance& appearance,
                  const std::optional<Appearance>& next, Instant now) {
  SceneView view;
  view.now = now;
  view.light_time = film_time(now);
  view.language = language_of(show, stage, appearance);
  view.since = appearance.since;
  const Scene& scene = show.scenes[appearance.scene];
  view.length = scene.transition + scene.hold.value_or(Duration{});
  view.fade = appearance.fade;
  if (next) view.leaving = next->since;
  view.on_stage = length_of(show, appearance.scene), view.stays = show.scenes.size() < 2;
  view.room = &show.room;
  view.motion = motion_of(show);
  view.lights = &show.lights, view.cues = &show.scenes[appearance.scene].cues;
  if (appearance.after && std::holds_alternative<TeaserScene>(show.scenes[*appearance.after].content))
    view.inherited_cues = &show.scenes[*appearance.after].cues;
  return view;
}

SceneParts parts_of(const Show& show, const Appearance& appearance, const FindMaterial& find, const SceneView& view) {
  const Material* material = find(appearance.scene);
  if (!material) return {};
  const auto& content = show.scenes[appearance.scene].content;
  if (const auto* poster = std::get_if<PosterScene>(&content))
    return poster_parts(*poster, std::get<PosterMaterial>(*material), view);
  if (const auto* slide = std::get_if<SlideScene>(&content))
    return slide_parts(*slide, std::get<SlideMaterial>(*material), view);
  return teaser_parts(std::get<TeaserMaterial>(*material), view);
}

/// How much of a scene that comes is seen over the one on stage.
double part_seen(const Show& show, const Appearance& incoming, double progress) {
  return incoming.fade == show.attract.touch_transition ? answered(progress) : eased(progress);
}

using Along = std::array<float, kTubeSteps>;

/// What burns along a tube is each picture's gain times its profile; theirs is mixed, and divided by the mixed gain.
Along mixed_along(const Rgb& gain_a, const Along& a, const Rgb& gain_b, const Along& b, double weight) {
  const auto of_a = (gain_a.r + gain_a.g + gain_a.b) * static_cast<float>(1 - weight);
  const auto of_b = (gain_b.r + gain_b.g + gain_b.b) * static_cast<float>(weight);
  if (a == b || of_a + of_b <= 0) return a;
  Along m{};
  for (std::size_t i = 0; i < m.size(); i++) m[i] = (a[i] * of_a + b[i] * of_b) / (of_a + of_b);
  return m;
}

/// Two grounds of one art are one ground whose lights are on their way: light adds up, so the mix of the gains is the
/// mix of the pictures, in linear light.
LitGround mixed(const LitGround& a, const LitGround& b, double weight) {
  LitGround m = a;
  const auto mix = [w = static_cast<float>(weight)](float x, float y) { return x + (y - x) * w; };
  for (std::size_t i = 0; i < m.gain.size(); i++)
    m.gain[i] = {mix(a.gain[i].r, b.gain[i].r), mix(a.gain[i].g, b.gain[i].g), mix(a.gain[i].b, b.gain[i].b)};
  for (std::size_t i = 0; i < m.along.size(); i++)
    m.along[i] = mixed_along(a.gain[i], a.along[i], b.gain[i], b.along[i], weight);
  m.exposure = mix(a.exposure, b.exposure), m.vignette = mix(a.vignette, b.vignette);
  return m;
}

void dim(Rgb& light, double level) {
  const auto k = static_cast<float>(level);
  light = {light.r * k, light.g * k, light.b * k};
}

/// Of one size, so that their light can be added up.
bool are_alike(const LitGround& a, const LitGround& b) {
  return a.art->width == b.art->width && a.art->height == b.art->height && !a.view && !b.view;
}

/// The part of a ground's light, visitors' lights included, that is left of it in a cross-fade.
LitGround part_of(const LitGround& whole, double share) {
  LitGround part = whole;
  for (Rgb& gain : part.gain) dim(gain, share);
  for (TouchLight& touch : part.touches) dim(touch.radiance, share);
  return part;
}

/// Two grounds whose light adds up, as of two rooms in one: only lamps are turned up and down.
void add_both(const LitGround& a, const LitGround& b, double weight, Picture& picture) {
  picture.grounds.push_back({part_of(a, 1 - weight), 1});
  picture.grounds.push_back({part_of(b, weight), 1, true});
  auto& first = std::get<LitGround>(picture.grounds[0].what);
  const auto w = static_cast<float>(weight);
  first.exposure += (b.exposure - a.exposure) * w, first.vignette += (b.vignette - a.vignette) * w;
}

/// `shift`: to the right, in widths of the picture.
void add_sprites(Picture& picture, std::vector<Sprite> sprites, double opacity, double shift = 0) {
  if (opacity <= 0) return;
  const auto right = static_cast<float>(shift * picture.width);
  for (Sprite& s : sprites) {
    s.x += right;
    s.opacity *= static_cast<float>(opacity);
    picture.sprites.push_back(std::move(s));
  }
}

/// Visitors' lights from where they are seen to where they are in art that a camera looks at.
void bring_to_art(LitGround& ground, const Picture& picture) {
  const auto height = static_cast<float>(picture.height), art_height = static_cast<float>(ground.art->height);
  for (TouchLight& touch : ground.touches) {
    const ArtPlace place = art_place(*ground.view, touch.x * height, touch.y * height, picture.width, picture.height);
    touch.x = place.x / art_height, touch.y = place.y / art_height;
  }
}

/// What a room has beyond its lights: dust, and the lights that visitors hold. `share`: of a light that two rooms have
/// together, the part that is in this one.
void live_in(const Show& show, LitGround& ground, float weight, double share, const Hands& hands, Instant now,
             Picture& picture) {
  const auto& touches = hands.touches;
  const auto burns = [](const TouchLight& t) { return t.radiance != Rgb{}; };
  if (show.room.touch_light && std::any_of(touches.begin(), touches.end(), burns)) {
    ground.touches = touches;
    for (TouchLight& touch : ground.touches) dim(touch.radiance, share);
  }
  if (ground.view) bring_to_art(ground, picture);
  add_sprites(picture, dust_in(ground, picture.width, picture.height, show.room.dust, film_time(now), motion_of(show)),
              weight);
}

float grain_of(const std::optional<std::variant<LitGround, FrameGround>>& ground) {
  return ground && std::holds_alternative<LitGround>(*ground) ? kGrain
                                                              : 0.f;  // films and flat pictures bring their own
}

}  // namespace

Instant film_time(Instant now) { return Instant(from_seconds(static_cast<double>(film_frame(now)) / kFilmRate)); }

Composition compose(const Show& show, const Stage& stage, const FindMaterial& find, Instant now, int width, int height,
                    const Hands& hands, const Detail& detail) {
  Composition composed;
  Picture& picture = composed.picture;
  picture.width = width, picture.height = height;
  if (!stage.current) return composed;
  const double weight = stage.incoming ? part_seen(show, *stage.incoming, stage.progress) : 0;
  const auto parts = [&](const Appearance& appearance, const std::optional<Appearance>& next) {
    SceneView view = view_of(show, stage, appearance, next, now);
    view.width = width, view.height = height, view.is_attract = stage.mode == Mode::attract;
    view.detail = detail;
    view.orbit = orbit_at(show.display.orbit, view.light_time, width, height);
    if (stage.incoming) (next ? view.left : view.arrived) = weight;
    return parts_of(show, appearance, find, view);
  };
  SceneParts current = parts(*stage.current, stage.incoming), incoming;
  if (stage.incoming) incoming = parts(*stage.incoming, std::nullopt);

  const auto* lit = current.ground ? std::get_if<LitGround>(&*current.ground) : nullptr;
  const auto* next_lit = incoming.ground ? std::get_if<LitGround>(&*incoming.ground) : nullptr;
  if (lit && next_lit && lit->art == next_lit->art && lit->view == next_lit->view) {
    picture.grounds.push_back({mixed(*lit, *next_lit, weight), 1});
  } else if (lit && next_lit && are_alike(*lit, *next_lit) && weight > 0 && weight < 1) {
    add_both(*lit, *next_lit, weight, picture);
  } else {
    if (current.ground && weight < 1) picture.grounds.push_back({*current.ground, 1});
    if (incoming.ground && weight > 0)
      picture.grounds.push_back(
          {*incoming.ground, picture.grounds.empty() && weight >= 1 ? 1.f : static_cast<float>(weight)});
  }
  const bool is_shared = picture.grounds.size() == 2 && picture.grounds[1].adds_light;
  for (Ground& ground : picture.grounds)
    if (auto* relit = std::get_if<LitGround>(&ground.what)) {
      const double share = !is_shared ? 1 : ground.adds_light ? weight : 1 - weight;
      live_in(show, *relit, ground.weight, share, hands, now, picture);
    }
  for (auto* parts_seen : {&current, &incoming})
    if (parts_seen->scrim) picture.sprites.push_back(std::move(*parts_seen->scrim));
  // Words do not lie over words: the old ones are gone before the new ones are read.
  add_sprites(picture, std::move(current.sprites), 1, hands.shift.current);
  add_sprites(picture, std::move(incoming.sprites), 1, hands.shift.incoming);
  const float grain = grain_of(current.ground), next_grain = stage.incoming ? grain_of(incoming.ground) : grain;
  picture.grain = grain + (next_grain - grain) * static_cast<float>(weight);
  if (picture.grain > 0) picture.grain_frame = static_cast<std::uint32_t>(film_frame(now));
  composed.hum = current.hum + (incoming.hum - current.hum) * weight;
  return composed;
}

}  // namespace redlight

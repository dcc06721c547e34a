#include "scene/scenes.h"

#include <algorithm>
#include <cmath>

#include "picture/rest_mix.h"
#include "scene/credits_roll.h"
#include "scene/easing.h"
#include "scene/room_motion.h"
#include "scene/tube_score.h"
#include "scene/word_motion.h"

namespace redlight {
namespace {

bool is_tube(Behaviour behaviour) { return behaviour == Behaviour::tube || behaviour == Behaviour::old_tube; }

// Behind words the tube across the wall is all but out. Who stands in the art is then an outline, which ambience and
// headlamp hold; an empty room bears, and needs, a little more light, and no lamp is there to be held by.
double behind_words(std::string_view light, Behaviour behaviour, const GroundMaterial& ground) {
  const bool empty = ground.empty_room;
  if (light == "tube_key") return empty ? 0.055 : 0.03;
  return is_tube(behaviour) ? 0.9 : behaviour == Behaviour::lamp ? 1.0 : empty ? 2.4 : 2.0;
}

double level_of(const std::map<std::string, double>& levels, const std::string& light) {
  const auto found = levels.find(light);
  return found == levels.end() ? 1.0 : found->second;
}

std::optional<LightCue> cue_of(const SceneView& view, const std::string& light) {
  for (const LightCues* cues : {view.cues, view.inherited_cues})
    if (cues)
      if (const auto found = cues->find(light); found != cues->end()) return found->second;
  return std::nullopt;
}

LightMoment moment_of(const SceneView& view, std::optional<LightCue> cue) {
  return {view.light_time, view.since, cue, view.leaving, view.motion};
}

enum class Purpose { poster, behind_words };

/// A flat picture has its own dark corners. Behind words all of it steps back, because it has words of its own.
void settle_flat(LitGround& ground, Purpose purpose) {
  ground.vignette = 0;
  if (purpose != Purpose::behind_words) return;
  for (std::size_t i = 0; i < ground.art->lights.size(); i++) {
    const std::string& name = ground.art->lights[i].name;
    const float left = name == "ambient" ? 0.16f : name == "own_light" ? 0.12f : 0.4f;
    Rgb& gain = ground.gain[i];
    gain = {gain.r * left, gain.g * left, gain.b * left};
  }
}

/// What moves in this art, in its own pixels.
RoomMotion motion_in(const LitArt& art, const SceneView& view) {
  if (!view.room) return {};
  const int scale = std::max(ground_scale(art, view.width, view.height), 1);
  RoomMotion motion = room_motion(*view.room, coarse_size(view.width, scale), coarse_size(view.height, scale),
                                  view.light_time, view.motion);
  motion.sway *= view.detail.camera, motion.ripple *= view.detail.water, motion.haze *= view.detail.haze;
  motion.pan = -view.orbit.x / static_cast<float>(scale);
  return motion;
}

/// How far the scene's camera is on its way. It moves as the light does, with the pictures of a film; in the calm show
/// it stands in the middle.
double moved_by(const Camera& camera, const SceneView& view) {
  if (view.motion == Motion::calm) return eased_by(camera.ease, 0.5);
  if (view.on_stage <= Duration{}) return eased_by(camera.ease, 0);
  const double way = seconds(view.light_time - view.since) / seconds(view.on_stage);
  // Of a scene that stays it goes there and back.
  return eased_by(camera.ease, view.stays ? 1 - std::abs(1 - std::fmod(way, 2)) : way);
}

/// Sets the ground of `parts`, and its hum, which is that of all its tubes at full level as one.
void light_up(SceneParts& parts, const GroundMaterial& material, const std::map<std::string, double>& levels,
              Purpose purpose, const SceneView& view) {
  LitGround ground;
  const ArtPtr& art = material.art;
  ground.art = art;
  std::vector<LightSettings> settings;
  LightIdentity light;
  for (const LightLayer& layer : art->lights) {
    settings.push_back(settings_of(view.lights ? *view.lights : Lights{}, layer.name));
    light.tubes += is_tube(*settings.back().behaviour) ? 1 : 0;
  }
  for (std::size_t i = 0; i < art->lights.size(); i++) {
    const std::string& name = art->lights[i].name;
    const LightSettings& set = settings[i];
    light.behaviour = *set.behaviour, light.seed = light_seed(name);
    LightState state = light_at(light, moment_of(view, cue_of(view, name)));
    // What a cold tube's red glass is tinted with would make the white of a picture's own lights green.
    if (material.flat && name == "own_light" && is_tube(light.behaviour)) state.tint = {1, 1, 1};
    double given = std::min(set.strength * level_of(levels, name), kBrightest);
    // The mix behind words is made for rendered layers; a flat picture keeps that of its poster.
    if (purpose == Purpose::behind_words && !material.flat) given *= behind_words(name, light.behaviour, material);
    const auto gain = [&](std::size_t c, float tint) {
      return static_cast<float>(static_cast<double>(rest_level(name)) * given * state.level * set.tint[c]) * tint;
    };
    ground.gain[i] = {gain(0, state.tint.r), gain(1, state.tint.g), gain(2, state.tint.b)};
    ground.along[i] = state.along;
    if (!is_tube(light.behaviour)) continue;
    parts.light += (light_at(light, moment_of(view, std::nullopt)).level - 1) / light.tubes;
    parts.hum += std::min(given, 1.0) * state.hum / light.tubes;
    light.tube++;
  }
  if (material.flat) settle_flat(ground, purpose);
  ground.motion = motion_in(*art, view);
  // A flat picture brings the air of its own photograph along.
  if (material.flat) ground.motion.haze *= 0.4f;
  if (material.camera) {
    ground.motion.sway = 0;  // a camera on its way does not breathe
    ground.view = view_at(*material.camera, moved_by(material.camera->camera, view));
  }
  parts.ground = std::move(ground);
}

/// When the light begins to write: with its scene's words, or, where tubes are struck, as the first of them catches.
Instant written_from(const SceneView& view) {
  const bool strikes = view.cues && std::any_of(view.cues->begin(), view.cues->end(), [&](const auto& cue) {
                         const auto behaviour = settings_of(view.lights ? *view.lights : Lights{}, cue.first).behaviour;
                         return cue.second == LightCue::strike && is_tube(*behaviour);
                       });
  return strikes ? view.since + from_seconds(strike_times(view.since).caught) : view.since;
}

/// The words of `material`, poster or slide, in the light of its room; `rolls` of credits.
template <class M>
std::vector<Sprite> words_in(const M& material, const std::vector<RollPlace>& rolls, const SceneView& view,
                             double light) {
  if (view.language >= material.words.size()) return {};
  WordsMoment moment{view.now,   view.since, view.fade,          view.arrived,
                     view.left,  light,      written_from(view), std::min(view.width, view.height),
                     view.motion};
  static const std::vector<WrittenLine> kNothing;
  const auto& written = view.language < material.written.size() ? material.written[view.language] : kNothing;
  const auto& standing = material.words[view.language];
  auto words = view.language < rolls.size()
                   ? words_at(rolled(standing, rolls[view.language], view.now - view.since, view.length, view.motion),
                              written, moment)
                   : words_at(standing, written, moment);
  for (Sprite& word : words) word.x += view.orbit.x, word.y += view.orbit.y;
  return words;
}

/// How far the scene is seen, for what does not move.
WordsMoment still_moment(const SceneView& view) {
  WordsMoment moment;
  moment.arrived = view.arrived, moment.left = view.left, moment.motion = Motion::calm;
  return moment;
}

/// A part of a caption with a place of its own that comes up at `from`, as far as it is seen. It comes and goes no
/// faster than a light may, and does not move: the camera does.
void add_caption(const std::vector<std::vector<Sprite>>& words, Duration from, const std::optional<Duration>& until,
                 const SceneView& view, std::vector<Sprite>& to) {
  constexpr double kComes = 0.5, kGoes = 0.4;  // seconds
  if (view.language >= words.size()) return;
  const double since = seconds(view.now - view.since);
  double level = from > Duration{} ? eased((since - seconds(from)) / kComes) : 1;
  if (until) level *= eased((seconds(*until) - since) / kGoes);
  for (Sprite word : words_at(words[view.language], {}, still_moment(view))) {
    word.opacity *= static_cast<float>(level);
    if (word.opacity > 0) to.push_back(std::move(word));
  }
}

}  // namespace

SceneParts poster_parts(const PosterScene& scene, const PosterMaterial& material, const SceneView& view) {
  SceneParts parts;
  if (material.ground.art) {
    light_up(parts, material.ground, scene.lights, Purpose::poster, view);
    if (view.room && view.room->touch_light && view.is_attract && view.motion == Motion::lively)
      std::get<LitGround>(*parts.ground).touches[0] =
          ghost_light(view.since, view.now, static_cast<double>(view.width) / view.height);
  }
  if (const auto& caption = material.caption) {
    add_caption(material.words, caption->from, caption->until, view, parts.sprites);
    add_caption(material.notes, caption->note_from, caption->until, view, parts.sprites);
  } else {
    parts.sprites = words_in(material, {}, view, parts.light);
  }
  return parts;
}

SceneParts teaser_parts(const TeaserMaterial& material, const SceneView& view) {
  SceneParts parts;
  const FramePtr frame = material.player->frame(view.now);
  if (!frame) return parts;
  parts.ground = FrameGround{frame, fit_of_film(*frame, view.width, view.height), 1};
  if (material.captions && material.captions_seen)
    parts.sprites =
        material.captions->at({view.language, *material.captions_seen}, material.player->time_in_file(view.now),
                              caption_area(*frame, view.width, view.height));
  const auto seen = static_cast<float>(eased(view.arrived * 2 - 1) * (1 - eased(view.left * 2)));
  for (Sprite& sprite : parts.sprites) sprite.opacity *= seen;
  std::erase_if(parts.sprites, [](const Sprite& sprite) { return sprite.opacity <= 0; });
  return parts;
}

SceneParts slide_parts(const SlideScene& scene, const SlideMaterial& material, const SceneView& view) {
  SceneParts parts;
  // A still is what its slide is about; any other ground steps back.
  const Purpose purpose = scene.layout == Layout::image ? Purpose::poster : Purpose::behind_words;
  if (material.ground.art) light_up(parts, material.ground, scene.lights, purpose, view);
  parts.sprites = words_in(material, material.rolls, view, parts.light);
  if (view.language < material.scrims.size() && material.scrims[view.language])
    // It reaches to the picture's edges: were it to move with the words, it would bare them.
    if (auto seen = words_at({*material.scrims[view.language]}, {}, still_moment(view)); !seen.empty())
      parts.scrim = std::move(seen.front());
  return parts;
}

}  // namespace redlight

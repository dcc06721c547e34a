#include "scene/scenes.h"

#include <algorithm>

#include "picture/rest_mix.h"
#include "scene/credits_roll.h"
#include "scene/room_motion.h"

namespace redlight {
namespace {

bool is_tube(Behaviour behaviour) { return behaviour == Behaviour::tube || behaviour == Behaviour::old_tube; }

// Behind words the tubes are all but out, ambience and headlamp hold the silhouette.
double behind_words(std::string_view light, Behaviour behaviour) {
  return light == "tube_key" ? 0.03 : is_tube(behaviour) ? 0.9 : behaviour == Behaviour::lamp ? 1.0 : 2.0;
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
  return motion;
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
    const LightState state = light_at(light, moment_of(view, cue_of(view, name)));
    double given = std::min(set.strength * level_of(levels, name), kBrightest);
    // The mix behind words is made for rendered layers; a flat picture keeps that of its poster.
    if (purpose == Purpose::behind_words && !material.flat) given *= behind_words(name, light.behaviour);
    const auto gain = [&](std::size_t c, float tint) {
      return static_cast<float>(static_cast<double>(rest_level(name)) * given * state.level * set.tint[c]) * tint;
    };
    ground.gain[i] = {gain(0, state.tint.r), gain(1, state.tint.g), gain(2, state.tint.b)};
    ground.along[i] = state.along;
    if (!is_tube(light.behaviour)) continue;
    parts.hum += std::min(given, 1.0) * state.hum / light.tubes;
    light.tube++;
  }
  if (material.flat) settle_flat(ground, purpose);
  ground.motion = motion_in(*art, view);
  // A flat picture brings the air of its own photograph along.
  if (material.flat) ground.motion.haze *= 0.4f;
  parts.ground = std::move(ground);
}

std::vector<Sprite> words_in(const std::vector<std::vector<Sprite>>& words, std::size_t language) {
  return language < words.size() ? words[language] : std::vector<Sprite>{};
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
  parts.sprites = words_in(material.words, view.language);
  return parts;
}

SceneParts teaser_parts(const TeaserMaterial& material, const SceneView& view) {
  SceneParts parts;
  const FramePtr frame = material.player->frame(view.now);
  if (!frame) return parts;
  parts.ground = FrameGround{frame, fit_of_film(*frame, view.width, view.height), 1};
  if (material.captions && material.captions_on)
    parts.sprites = material.captions->at(view.language, material.player->time_in_file(view.now),
                                          caption_area(*frame, view.width, view.height));
  return parts;
}

SceneParts slide_parts(const SlideScene& scene, const SlideMaterial& material, const SceneView& view) {
  SceneParts parts;
  // A still is what its slide is about; any other ground steps back.
  const Purpose purpose = scene.layout == Layout::image ? Purpose::poster : Purpose::behind_words;
  if (material.ground.art) light_up(parts, material.ground, scene.lights, purpose, view);
  parts.sprites = words_in(material.words, view.language);
  if (view.language < material.rolls.size())
    parts.sprites =
        rolled(parts.sprites, material.rolls[view.language], view.now - view.since, view.length, view.motion);
  return parts;
}

}  // namespace redlight

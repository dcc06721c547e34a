#include "scene/scenes.h"

#include <algorithm>

#include "scene/light_score.h"

namespace redlight {
namespace {

constexpr std::uint32_t kSeed = 2023;

// The mix that looked right on the delivered art, before a scene's own levels.
double house_level(std::string_view light) { return light == "ambient" ? 1.3 : 1.0; }

// Behind words the tubes are all but out, ambience and headlamp hold the silhouette.
double behind_words(std::string_view light) {
  return light == "tube_key" ? 0.03 : is_tube(light) ? 0.9 : light == "headlight" ? 1.0 : 2.0;
}

double level_of(const std::map<std::string, double>& levels, const std::string& light) {
  const auto found = levels.find(light);
  return found == levels.end() ? 1.0 : found->second;
}

enum class Purpose { poster, behind_words };

LitGround light_up(const ArtPtr& art, const std::map<std::string, double>& levels, Purpose purpose, Instant now) {
  LitGround ground;
  ground.art = art;
  const auto tubes = static_cast<int>(
      std::count_if(art->lights.begin(), art->lights.end(), [](const auto& l) { return is_tube(l.name); }));
  int tube = 0;
  for (std::size_t i = 0; i < art->lights.size(); i++) {
    const std::string& name = art->lights[i].name;
    double level = house_level(name) * level_of(levels, name);
    if (purpose == Purpose::behind_words) level *= behind_words(name);
    if (is_tube(name)) level *= tube_level(kSeed, tube++, tubes, now);
    const auto gain = static_cast<float>(level);
    ground.gain[i] = {gain, gain, gain};
  }
  return ground;
}

/// A flat picture breathes with the tubes, by far less than anyone could name.
FrameGround breathe(const FramePtr& still, double level, Instant now) {
  return {still, Fit::cover, static_cast<float>(level * std::min(0.97 + 0.03 * tube_level(kSeed, 0, 1, now), 1.0))};
}

std::vector<Sprite> words_in(const std::vector<std::vector<Sprite>>& words, std::size_t language) {
  return language < words.size() ? words[language] : std::vector<Sprite>{};
}

}  // namespace

SceneParts poster_parts(const PosterScene& scene, const PosterMaterial& material, const SceneView& view) {
  SceneParts parts;
  if (material.ground.art) parts.ground = light_up(material.ground.art, scene.lights, Purpose::poster, view.now);
  if (material.ground.still) parts.ground = breathe(material.ground.still, 1, view.now);
  parts.sprites = words_in(material.words, view.language);
  return parts;
}

SceneParts teaser_parts(const TeaserMaterial& material, const SceneView& view) {
  SceneParts parts;
  const FramePtr frame = material.player->frame(view.now);
  if (!frame) return parts;
  // A film that nearly has the display's shape fills it; another is shown whole.
  const double film = frame->width * frame->pixel_aspect / frame->height,
               display = static_cast<double>(view.width) / view.height;
  parts.ground = FrameGround{frame, std::max(film / display, display / film) < 1.15 ? Fit::cover : Fit::contain, 1};
  return parts;
}

SceneParts slide_parts(const SlideScene& scene, const SlideMaterial& material, const SceneView& view) {
  SceneParts parts;
  if (material.ground.art) parts.ground = light_up(material.ground.art, scene.lights, Purpose::behind_words, view.now);
  if (material.ground.still) parts.ground = breathe(material.ground.still, 0.22, view.now);
  parts.sprites = words_in(material.words, view.language);
  return parts;
}

}  // namespace redlight

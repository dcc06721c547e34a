#pragma once
// What each kind of scene adds to a picture. Pure; used by compose().
#include <optional>

#include "scene/detail.h"
#include "scene/light_score.h"
#include "scene/material.h"
#include "scene/orbit.h"
#include "show/show.h"

namespace redlight {

struct SceneView {
  Instant now{};
  Instant light_time{};      ///< `now` at the rate at which the light moves
  std::size_t language = 0;  ///< index into Show::languages
  int width = 0, height = 0;
  Instant since{};                            ///< when the scene began to come on stage
  Duration length{};                          ///< from `since` until the next scene begins to come, in the loop
  std::optional<Instant> leaving;             ///< when the next scene began to cover it
  Duration fade{};                            ///< how long its own cross-fade takes; 0: it was cut to
  double arrived = 1;                         ///< how much it is seen, 0..1
  double left = 0;                            ///< how much the next scene is seen over it, 0..1
  Duration on_stage{};                        ///< how long it is on stage, fades included; 0: for ever
  bool stays = false;                         ///< it is the only one, and on stage for that long over and over
  const Lights* lights = nullptr;             ///< the show's settings; null: all defaults
  const LightCues* cues = nullptr;            ///< the scene's own; null: none
  const LightCues* inherited_cues = nullptr;  ///< of the teaser before it, for lights that it does not cue itself
  Motion motion = Motion::lively;
  const Room* room = nullptr;  ///< the show's; null: nothing moves
  bool is_attract = false;     ///< nobody is at the display
  Detail detail{};             ///< of the room
  OrbitPlace orbit{};          ///< of what stands still
};

/// What one scene wants to show.
struct SceneParts {
  std::optional<std::variant<LitGround, FrameGround>> ground;
  std::vector<Sprite> sprites;  ///< as they are seen, fades included
  std::optional<Sprite> scrim;  ///< under them; it does not follow a hand
  double hum = 0;               ///< 0..1, how loud the ballasts of its tubes are
  double light = 1;             ///< what its tubes burn with beside their cues, 1 in the mean
};

SceneParts poster_parts(const PosterScene& scene, const PosterMaterial& material, const SceneView& view);
SceneParts teaser_parts(const TeaserMaterial& material, const SceneView& view);
SceneParts slide_parts(const SlideScene& scene, const SlideMaterial& material, const SceneView& view);

}  // namespace redlight

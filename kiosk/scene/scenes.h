#pragma once
// What each kind of scene adds to a picture. Pure; used by compose().
#include <optional>

#include "scene/material.h"
#include "show/show.h"

namespace redlight {

struct SceneView {
  Instant now{};
  std::size_t language = 0;  ///< index into Show::languages
  int width = 0, height = 0;
};

/// What one scene wants to show.
struct SceneParts {
  std::optional<std::variant<LitGround, FrameGround>> ground;
  std::vector<Sprite> sprites;
};

SceneParts poster_parts(const PosterScene& scene, const PosterMaterial& material, const SceneView& view);
SceneParts teaser_parts(const TeaserMaterial& material, const SceneView& view);
SceneParts slide_parts(const SlideScene& scene, const SlideMaterial& material, const SceneView& view);

}  // namespace redlight

#pragma once
// What a scene needs, loaded: handed to the scenes with the stage and the time. Made by the app's stock; read on the
// main thread.
#include <memory>
#include <variant>
#include <vector>

#include "media/player.h"
#include "picture/picture.h"
#include "picture/slide_layout.h"
#include "scene/teaser_captions.h"

namespace redlight {

/// The ground of a poster or a slide: relightable art, or none (a dark room).
struct GroundMaterial {
  ArtPtr art;
  bool flat = false;  ///< made from one flat picture, which has its own dark corners
};

struct PosterMaterial {
  GroundMaterial ground;
  std::vector<std::vector<Sprite>> words;  ///< per language of the show
};

struct TeaserMaterial {
  std::shared_ptr<Player> player;
  std::shared_ptr<TeaserCaptions> captions;  ///< null: none are shown
  bool captions_on = false;                  ///< they are to be seen now
};

struct SlideMaterial {
  GroundMaterial ground;
  std::vector<std::vector<Sprite>> words;
  std::vector<RollPlace> rolls{};  ///< per language, of Layout::credits; empty: the words stand
};

using Material = std::variant<PosterMaterial, TeaserMaterial, SlideMaterial>;

}  // namespace redlight

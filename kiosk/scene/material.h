#pragma once
// What a scene needs, loaded: handed to the scenes with the stage and the time. Made by the app's stock; read on the
// main thread.
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "media/player.h"
#include "picture/camera_frame.h"
#include "picture/picture.h"
#include "picture/slide_layout.h"
#include "scene/teaser_captions.h"

namespace redlight {

/// The ground of a poster or a slide: relightable art, or none (a dark room).
struct GroundMaterial {
  ArtPtr art;
  bool flat = false;                    ///< made from one flat picture, which has its own dark corners
  bool empty_room = false;              ///< the art's room without who stands in it
  std::optional<CameraFrame> camera{};  ///< how it is seen; empty: it fills the display as it is
};

/// A letter that the light writes, where it stands: its ink and, for as long as it is hot, the red of its edge and what
/// it sends around.
struct WrittenLetter {
  Sprite ink, rim, halo;
};
/// One of a scene's words, as letters in the order in which they are lit; together they are its ink.
struct WrittenLine {
  std::size_t word = 0;
  std::vector<WrittenLetter> letters;
};

struct PosterMaterial {
  GroundMaterial ground;
  std::vector<std::vector<Sprite>> words;           ///< per language of the show, from top to bottom
  std::vector<std::vector<WrittenLine>> written{};  ///< per language
  std::vector<std::vector<Sprite>> notes{};         ///< the small lines below them
  std::optional<CaptionSetting> caption{};          ///< where and when they are seen; empty: in the calm place
};

struct TeaserMaterial {
  std::shared_ptr<Player> player;
  std::shared_ptr<TeaserCaptions> captions;      ///< null: none are shown
  std::optional<CaptionExtent> captions_seen{};  ///< which of them, now
};

struct SlideMaterial {
  GroundMaterial ground;
  std::vector<std::vector<Sprite>> words;  ///< as in PosterMaterial
  std::vector<std::vector<WrittenLine>> written{};
  std::vector<RollPlace> rolls{};               ///< per language, of Layout::credits; empty: the words stand
  std::vector<std::optional<Sprite>> scrims{};  ///< per language: under the words, from edge to edge of the picture
};

using Material = std::variant<PosterMaterial, TeaserMaterial, SlideMaterial>;

}  // namespace redlight

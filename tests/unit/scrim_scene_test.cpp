// A slide's scrim in the composed picture: under the words, and still while they wander, rise or follow a swipe.
#include <catch2/catch.hpp>

#include "scene/compose.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

constexpr int kWidth = 300, kHeight = 200;

/// A slide with a word at (20, 150) over a scrim from edge to edge, its place in the picture as composed.
struct Slide {
  Slide() {
    show.languages = {"en"}, show.display.orbit = 120;
    show.scenes = {Scene{"a", SlideScene{}, 6s, 1s}, Scene{"b", SlideScene{}, 10s, 3s}};
    SlideMaterial slide;
    slide.words = {{{solid_ink(40, 20), 20, 150, {1, 1, 1}, 1}}};
    slide.scrims = {Sprite{solid_ink(kWidth, 100), 0, 100, {}, 1}};
    material = std::move(slide);
  }
  std::vector<Sprite> at(Instant now, double swiped, std::optional<double> progress = {}) const {
    Stage stage;
    stage.current = Appearance{0, Instant{}, 0, 1, {}};
    if (progress) stage.incoming = Appearance{1, now, 0, 1, {}}, stage.progress = *progress;
    Hands hands;
    hands.shift.current = swiped;
    return compose(
               show, stage, [this](std::size_t scene) { return scene == 0 ? &material : nullptr; }, now, kWidth,
               kHeight, hands)
        .picture.sprites;
  }

  Show show;
  Material material;
};

}  // namespace

TEST_CASE("a scrim lies still under words that wander and follow a swipe") {
  const Slide slide;
  bool wanders = false;
  for (int minute = 1; minute < 8; minute++) {
    const auto sprites = slide.at(Instant(minute * 60s + 7s), 12);
    REQUIRE(sprites.size() == 2);
    CHECK((sprites[0].coverage->width == kWidth && sprites[0].x == 0 && sprites[0].y == 100));
    CHECK(sprites[1].x != 20);
    wanders = wanders || sprites[1].y != 150;
  }
  CHECK(wanders);
}

TEST_CASE("a scrim goes with its words") {
  const Slide slide;
  const auto before = slide.at(Instant(5s), 0), halfway = slide.at(Instant(5s), 0, 0.25);
  REQUIRE(before.size() == 2);
  REQUIRE_FALSE(halfway.empty());
  CHECK(halfway[0].opacity < before[0].opacity);
  CHECK(slide.at(Instant(5s), 0, 1).empty());
}

// A room that is only looked at changes with the light's own steps, so that a display of 60 Hz is not drawn 60 times a
// second for what nobody can see.
#include <catch2/catch.hpp>

#include "scene/compose.h"

using namespace redlight;
using namespace std::chrono_literals;

TEST_CASE("between two steps of the light nothing of a room and its words changes, though they wander") {
  auto art = std::make_shared<LitArt>();
  art->width = 30, art->height = 20;
  art->lights.emplace_back().name = "ambient";
  PosterMaterial poster{{art}, {}};
  poster.words = {{Sprite{solid_ink(2, 2), 1, 1, {1, 1, 1}, 1}}};
  const Material material = std::move(poster);
  Show show;
  show.languages = {"en"}, show.display.orbit = 120;
  show.scenes = {Scene{"a", PosterScene{}, 600s, 1s}};
  Stage stage;
  stage.current = Appearance{0, Instant{}, 0, 1, {}};
  const auto at = [&](Instant now) {
    return compose(
               show, stage, [&](std::size_t) { return &material; }, now, 300, 200)
        .picture;
  };

  Picture before;
  float least = 1e9f, most = -1e9f;
  for (long i = 0; i < 60 * 20; i++) {
    const Instant now = Instant(20s) + from_seconds(static_cast<double>(i) / 60);
    const Picture picture = at(now);
    REQUIRE(picture.sprites.size() >= 1);
    least = std::min(least, picture.sprites.back().x), most = std::max(most, picture.sprites.back().x);
    if (i > 0 && film_time(now) == film_time(now - from_seconds(1 / 60.0))) CHECK(picture == before);
    before = picture;
  }
  CHECK(most - least > 2);
}

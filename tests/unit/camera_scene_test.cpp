// A poster's camera and the times of its caption in the composed picture.
#include <catch2/catch.hpp>

#include "scene/compose.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

ArtPtr make_art() {
  auto art = std::make_shared<LitArt>();
  art->width = 30, art->height = 20;
  LightLayer layer;
  layer.name = "ambient";
  art->lights.push_back(std::move(layer));
  return art;
}

/// A poster with a camera, on stage for 1 + 6 + 3 seconds, and another scene after it.
struct MovingRoom {
  MovingRoom() {
    show.languages = {"en"};
    show.scenes = {Scene{"a", PosterScene{}, 6s, 1s}, Scene{"b", PosterScene{}, 10s, 3s}};
    Camera camera;
    camera.from = {0.4, 0.5, 2}, camera.to = {0.6, 0.5, 2}, camera.ease = Ease::none;
    PosterMaterial poster{{make_art()}, {}};
    poster.ground.camera = frame_camera(300, 200, {30, 20, {}, Fit::cover, {}}, camera, 1);
    const Sprite word{solid_ink(2, 2), 1, 1, {1, 1, 1}, 0.5f}, small{solid_ink(1, 1), 5, 5, {1, 1, 1}, 1};
    poster.words = {{word}}, poster.notes = {{small}};
    poster.caption.emplace();
    poster.caption->from = 2s, poster.caption->note_from = 4s, poster.caption->until = 6s;
    material = std::move(poster);
  }
  Picture at(Instant now) const {
    Stage stage;
    stage.current = Appearance{0, since, 0, 1, {}};
    return compose(
               show, stage, [this](std::size_t) { return &material; }, now, 30, 20)
        .picture;
  }
  View view(Instant now) const {
    const Picture picture = at(now);
    REQUIRE(picture.grounds.size() == 1);
    const auto& view = std::get<LitGround>(picture.grounds[0].what).view;
    REQUIRE(view);
    return *view;
  }

  Show show;
  Material material;
  Instant since{5s};
};

}  // namespace

TEST_CASE("a camera moves over the whole time of its scene, fades included") {
  const MovingRoom room;
  const float first = room.view(room.since).x, last = room.view(room.since + 10s).x;
  CHECK(first < last);
  CHECK(room.view(room.since + 5s).x == Approx((first + last) / 2));
  CHECK(room.view(room.since + 2500ms).x == Approx(first + (last - first) / 4));
  CHECK(room.view(room.since + 60s).x == last);  // a scene that stays holds its last picture
}

TEST_CASE("the camera of a scene that is alone goes there and back") {
  MovingRoom room;
  room.show.scenes.pop_back();  // it is on stage for 1 + 6 + 1 seconds, over and over
  const float first = room.view(room.since).x, last = room.view(room.since + 8s).x;
  CHECK(first < last);
  CHECK(room.view(room.since + 4s).x == Approx((first + last) / 2));
  CHECK(room.view(room.since + 12s).x == Approx((first + last) / 2));
  CHECK(room.view(room.since + 16s).x == Approx(first));
  CHECK(room.view(room.since + 1600s + 8s).x == Approx(last));
}

TEST_CASE("a camera takes an even step with every picture of a film") {
  const MovingRoom room;
  const float step = (room.view(room.since + 10s).x - room.view(room.since).x) / 240;
  for (long i = 120; i < 360; i++) {
    // As `render` has its frames: cut off to whole nanoseconds.
    const Instant now(Duration(i * 1'000'000'000L / 24)), next(Duration((i + 1) * 1'000'000'000L / 24));
    REQUIRE(room.view(next).x - room.view(now).x == Approx(step).margin(1e-3));
    REQUIRE(room.view(now + 20ms).x == room.view(now).x);  // and stands between two
  }
}

TEST_CASE("the calm show holds the camera at its mean") {
  MovingRoom room;
  const float middle = (room.view(room.since).x + room.view(room.since + 10s).x) / 2;
  room.show.reduced_motion = true;
  for (const Duration t : {0s, 3s, 9s}) CHECK(room.view(room.since + t).x == Approx(middle));
}

TEST_CASE("a camera that moves does not breathe, and visitors' lights are where they are seen") {
  const MovingRoom room;
  Stage stage;
  stage.current = Appearance{0, room.since, 0, 1, {}};
  Hands hands;
  hands.touches[0] = {0.75f, 0.5f, {1, 0, 0}};  // the middle of the picture
  const Picture picture =
      compose(
          room.show, stage, [&](std::size_t) { return &room.material; }, room.since + 3s, 30, 20, hands)
          .picture;
  const auto& ground = std::get<LitGround>(picture.grounds.at(0).what);
  CHECK(ground.motion.sway == 0);
  CHECK(ground.touches[0].x * 20 == Approx(ground.view->x));
  CHECK(ground.touches[0].y * 20 == Approx(ground.view->y));
}

TEST_CASE("a caption with times comes and goes, its note in its own time") {
  const MovingRoom room;
  const auto opacities = [&](Duration t) {
    std::vector<float> all;
    for (const Sprite& sprite : room.at(room.since + t).sprites) all.push_back(sprite.opacity);
    return all;
  };
  CHECK(opacities(1900ms).empty());
  CHECK(opacities(2250ms) == std::vector<float>{0.25f});
  CHECK(opacities(3s) == std::vector<float>{0.5f});
  CHECK(opacities(5s) == std::vector<float>{0.5f, 1});
  CHECK(opacities(5800ms).size() == 2);
  CHECK(opacities(5800ms)[1] == Approx(0.5));
  CHECK(opacities(6s).empty());
}

#include "scene/room_motion.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace redlight;

namespace {

Instant at(double seconds) { return Instant(from_seconds(seconds)); }

TEST_CASE("the camera breathes within the art's margin, and slowly") {
  for (const auto& [width, height] : {std::pair{1080, 1920}, {1920, 1080}, {3840, 2160}, {320, 240}}) {
    float before = room_motion({}, width, height, at(0), Motion::lively).sway, most = 0;
    for (int i = 1; i < 24 * 120; i++) {
      const float sway = room_motion({}, width, height, at(i / 24.0), Motion::lively).sway;
      CHECK(std::abs(sway - before) < 0.0002 * width);  // of the nearest thing, 0.4 of it
      most = std::max(most, std::abs(sway));
      before = sway;
    }
    CHECK(0.6f * most < static_cast<float>(margin_of(width) - 1));
    CHECK(most > 0.008f * static_cast<float>(width));
  }
}

TEST_CASE("each part of the room can be turned down") {
  const RoomMotion off = room_motion({0, 0, 0, 0, false}, 1080, 1920, at(5), Motion::lively);
  CHECK(off.sway == 0);
  CHECK(off.ripple == 0);
  CHECK(off.haze == 0);
  Room half;
  half.water = 0.5;
  CHECK(room_motion(half, 1080, 1920, at(5), Motion::lively).ripple ==
        Approx(0.5 * room_motion({}, 1080, 1920, at(5), Motion::lively).ripple));
}

TEST_CASE("where calm is asked for, nothing moves") {
  const RoomMotion a = room_motion({}, 1080, 1920, at(5), Motion::calm),
                   b = room_motion({}, 1080, 1920, at(77), Motion::calm);
  CHECK(a == b);
  CHECK(a.sway == 0);
  CHECK(a.ripple == 0);
}

TEST_CASE("months do not wear the motion out") {
  constexpr double kMonths = 200 * 86'400.0;
  const RoomMotion a = room_motion({}, 1080, 1920, at(kMonths), Motion::lively),
                   b = room_motion({}, 1080, 1920, at(kMonths + 1 / 24.0), Motion::lively);
  CHECK(b.ripple_time - a.ripple_time == Approx(1 / 24.0).margin(1e-4));
  CHECK(b.haze_time - a.haze_time == Approx(1 / 24.0).margin(1e-2));
  CHECK(a.haze_time < 6401);
}

TEST_CASE("the ghost passes once, fades in and out, and stays in the picture") {
  float before = 0;
  int burning = 0;
  for (int i = 0; i < 60 * 30; i++) {
    const TouchLight ghost = ghost_light(at(3), at(3 + i / 60.0), 0.5625);
    CHECK(std::abs(ghost.radiance.r - before) < 0.2f);
    before = ghost.radiance.r;
    if (ghost.radiance.r <= 0) continue;
    burning++;
    CHECK(ghost.x > 0);
    CHECK(ghost.x < 0.5625f);
    CHECK(ghost.y > 0.2f);
    CHECK(ghost.y < 0.9f);
  }
  CHECK(burning > 120);
  CHECK(burning < 600);
}

TEST_CASE("dust is seen only where there is light in the air") {
  auto art = std::make_shared<LitArt>();
  art->width = 320, art->height = 480;
  art->lights.resize(1);
  auto air = std::make_shared<AirLight>();
  air->columns = 21, air->rows = 31;
  // Light in the left half only.
  std::vector<Rgb> cells(21 * 31);
  for (std::size_t i = 0; i < cells.size(); i++)
    if (i % 21 < 10) cells[i] = {0.1f, 0.01f, 0.01f};
  air->lights = {cells};
  art->air = air;
  LitGround ground;
  ground.art = art;
  ground.gain[0] = {1, 1, 1};
  std::size_t seen = 0;
  for (int i = 0; i < 20; i++) {
    const auto dust = dust_in(ground, ground.art->width, ground.art->height, 1, at(i * 3.0), Motion::lively);
    seen += dust.size();
    for (const Sprite& mote : dust) CHECK(mote.x < 170);
    CHECK(dust_in(ground, ground.art->width, ground.art->height, 0, at(i * 3.0), Motion::lively).empty());
    CHECK(dust_in(ground, ground.art->width, ground.art->height, 1, at(i * 3.0), Motion::calm).empty());
  }
  CHECK(seen > 200);
  ground.gain[0] = {};
  CHECK(dust_in(ground, ground.art->width, ground.art->height, 1, at(5), Motion::lively).empty());
}

}  // namespace

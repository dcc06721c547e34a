// What the display says to visitors: when, where, and in which frame.
#include "scene/signs.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace redlight {
namespace {

using namespace std::chrono_literals;
using Phase = PointerEvent::Phase;

constexpr int kWidth = 540, kHeight = 960;

SignInk ink(int size) { return {solid_ink(size, size), size / 2, size / 2}; }

/// Inks that can be told apart by their size.
SignMaterial material(std::size_t languages = 2) {
  SignMaterial m;
  m.dot = ink(3), m.lit_dot = ink(5), m.plate = ink(7), m.button = ink(9), m.dot_step = 12;
  for (std::size_t i = 0; i < m.rings.size(); i++) m.rings[i] = ink(100 + static_cast<int>(i));
  for (std::size_t i = 0; i < languages; i++) {
    const int base = 20 + 20 * static_cast<int>(i);
    m.words.push_back({ink(base), {ink(base + 1), ink(base + 2), ink(base + 3)}, ink(base + 10), ink(base + 11)});
  }
  return m;
}

class Board {
 public:
  Board() { stage.current = Appearance{1, {}, 0, 1, {}}; }
  Picture look() {
    Picture picture;
    picture.width = kWidth, picture.height = kHeight;
    signs.lay_over(picture, inks, targets, stage, language, facts, now);
    return picture;
  }
  long count(int size) {
    const Picture p = look();
    return std::count_if(p.sprites.begin(), p.sprites.end(),
                         [&](const Sprite& s) { return s.coverage->width == size; });
  }
  void visited(Duration idle_left = 20s) { stage.mode = Mode::visitor, stage.idle_left = idle_left; }

  Signs signs;
  SignMaterial inks = material();
  TouchTargets targets = touch_targets({}, false, static_cast<double>(kWidth) / kHeight);
  Stage stage;
  SignFacts facts{5, false, true, true, false};
  std::size_t language = 0;
  Instant now{};
};

TEST_CASE("dots tell where one is as soon as somebody is there, and fade when nobody is") {
  Board b;
  CHECK(b.count(3) + b.count(5) == 0);
  b.visited();
  CHECK(b.count(3) == 4);
  CHECK(b.count(5) == 1);
  const auto lit_x = [&] {
    const Picture p = b.look();
    return std::find_if(p.sprites.begin(), p.sprites.end(), [](const Sprite& s) { return s.coverage->width == 5; })->x;
  };
  const auto second = lit_x();
  b.stage.awaited = 2;  // asked for, and not there yet
  CHECK(lit_x() == second + 12);
  b.stage.mode = Mode::attract;
  b.now += 400ms;
  const Picture fading = b.look();
  REQUIRE_FALSE(fading.sprites.empty());
  CHECK(fading.sprites.front().opacity < 0.4f);
  b.now += 2s;
  CHECK(b.count(3) == 0);
  b.visited();
  b.facts.wants_dots = false;
  b.now += 2s;
  CHECK(b.count(3) == 0);
}

TEST_CASE("however many scenes there are, the dots keep their place") {
  Board b;
  b.visited();
  for (const std::size_t scenes : {2u, 10u, 60u, 400u}) {
    b.facts.scenes = scenes;
    for (const Sprite& s : b.look().sprites) {
      CHECK(s.x >= b.targets.dots.x * kWidth - 3);
      CHECK(s.x <= (b.targets.dots.x + b.targets.dots.width) * kWidth + 3);
    }
  }
}

TEST_CASE("a ring answers each touch in its own frame, over films as well, and is gone soon") {
  Board b;
  b.facts.is_film = true;
  b.signs.point({1, Phase::down, 0.25, 0.5}, b.now);
  b.signs.point({1, Phase::move, 0.3, 0.5}, b.now);
  Picture p = b.look();
  REQUIRE(p.sprites.size() == 1);
  CHECK(p.sprites[0].coverage->width == 100);
  CHECK(p.sprites[0].x == 0.25 * kWidth - 50);
  b.now += 200ms;
  p = b.look();
  REQUIRE(p.sprites.size() == 1);
  CHECK(p.sprites[0].coverage->width > 100);
  b.now += 400ms;
  CHECK(b.look().sprites.empty());
  for (int i = 0; i < 1000; i++) b.signs.point({i, Phase::down, 0.5, 0.5}, b.now);
  CHECK(b.look().sprites.size() <= 16);
}

TEST_CASE("the sign that asks to be touched comes and goes in attract mode, never on films") {
  Board b;
  const auto seen = [&](Duration at) {
    b.now = Instant(at);
    return b.count(20) > 0;
  };
  CHECK_FALSE(seen(4s));
  CHECK(seen(7s));
  CHECK_FALSE(seen(13s));
  b.language = 1;
  b.now = Instant(7s);
  CHECK(b.count(40) == 1);
  b.facts.is_film = true;
  CHECK(b.count(40) == 0);
  b.facts.is_film = false, b.facts.wants_hint = false;
  CHECK(b.count(40) == 0);
  b.facts.wants_hint = true;
  b.visited();
  CHECK(b.count(40) == 0);
}

TEST_CASE("on a scene that stays the sign asks once a minute") {
  Board b;
  int times = 0;
  bool was_seen = false;
  for (b.now = Instant{}; b.now < Instant(10min); b.now += 1s) {
    const bool is_seen = b.count(20) > 0;
    times += is_seen && !was_seen, was_seen = is_seen;
  }
  CHECK(times == 10);
}

TEST_CASE("what stands still takes part in the orbit, what answers a finger does not") {
  Board b;
  b.visited();
  b.signs.point({1, Phase::down, 0.5, 0.5}, b.now);
  const Picture before = b.look();
  b.facts.orbit = {3, -2};
  const Picture after = b.look();
  REQUIRE(before.sprites.size() == after.sprites.size());
  int moved = 0;
  for (std::size_t i = 0; i < before.sprites.size(); i++) {
    const Sprite &then = before.sprites[i], &now = after.sprites[i];
    const bool is_ring = then.coverage->width >= 100;
    CHECK(now.x - then.x == (is_ring ? 0 : 3));
    CHECK(now.y - then.y == (is_ring ? 0 : -2));
    moved += !is_ring;
  }
  CHECK(moved == 5);
}

TEST_CASE("the countdown says how long, and that a touch stays") {
  Board b;
  b.visited(1600ms);
  CHECK(b.count(23) == 0);
  b.stage.is_counting = true;
  CHECK(b.count(23) == 1);  // two seconds
  CHECK(b.count(30) == 1);
  b.stage.idle_left = 900ms;
  CHECK(b.count(22) == 1);
  b.stage.idle_left = 50s;
  CHECK(b.count(23) == 1);  // no more is known than two
  b.stage.is_counting = false;
  b.now += 1s;
  CHECK(b.count(23) == 0);
}

TEST_CASE("the language button is there for visitors to see, faint while nobody is") {
  Board b;
  CHECK(b.count(9) == 0);
  b.targets = touch_targets({}, true, static_cast<double>(kWidth) / kHeight);
  CHECK(b.count(9) == 1);
  CHECK(b.count(31) == 1);
  b.facts.is_film = true;
  CHECK(b.count(9) == 0);
  b.visited();
  CHECK(b.count(9) == 1);
}

}  // namespace
}  // namespace redlight

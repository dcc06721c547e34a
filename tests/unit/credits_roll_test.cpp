// Credits roll calmly: rest, one speed, rest; and lines come and go without a jolt.
#include "scene/credits_roll.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace redlight;
using namespace std::chrono_literals;

namespace {

constexpr RollPlace kRoll{100, 900, 2000};
constexpr Duration kLength = 30s;

double offset_at(double s) { return roll_offset(kRoll, from_seconds(s), kLength); }

std::vector<Sprite> lines() {
  std::vector<Sprite> all;
  for (int i = 0; i < 30; ++i) {
    Sprite line{solid_ink(200, 40), 50, 340, {1, 1, 1}, 1};
    line.y += static_cast<decltype(line.y)>(70 * i);
    all.push_back(std::move(line));
  }
  return all;
}

std::vector<Sprite> shown_at(double s, Motion motion = Motion::lively) {
  return rolled(lines(), kRoll, from_seconds(s), kLength, motion);
}

}  // namespace

TEST_CASE("a roll rests, moves at one speed, and rests") {
  CHECK(offset_at(0) == 0);
  CHECK(offset_at(2) == 0);
  CHECK(offset_at(28) == Approx(2000));
  CHECK(offset_at(29) == Approx(2000));
  CHECK(offset_at(1000) == Approx(2000));  // a visitor keeps the scene: the last lines stay
  const double speed = (offset_at(20) - offset_at(10)) / 10;
  double before = 0, last = 0;
  for (int i = 0; i <= 30 * 60; ++i) {
    const double now = offset_at(i / 60.0), step = (now - before) * 60;
    CHECK(step >= 0);
    CHECK(step <= speed + 1e-3);
    CHECK(std::abs(step - last) < speed / 30);  // no jolt
    before = now, last = step;
  }
  CHECK(offset_at(15.5) - offset_at(14.5) == Approx(speed));
}

TEST_CASE("a scene with little time still has its rests") {
  const double quarter = roll_offset(kRoll, 250ms, 3s);
  CHECK(quarter == 0);
  CHECK(roll_offset(kRoll, 3s, 3s) == Approx(2000));
}

TEST_CASE("lines fade at the edges of the window and are gone beyond them") {
  CHECK(roll_opacity(kRoll, 500) == 1);
  CHECK(roll_opacity(kRoll, 100) == 0);
  CHECK(roll_opacity(kRoll, 950) == 0);
  CHECK((roll_opacity(kRoll, 150) > 0 && roll_opacity(kRoll, 150) < 1));
  for (double s = 0; s < 32; s += 0.5)
    for (const Sprite& line : shown_at(s)) {
      const double middle = static_cast<double>(line.y) + 20;
      CHECK((middle > 99 && middle < 901));
    }
}

TEST_CASE("every line is seen in its turn") {
  std::vector<bool> seen(30);
  for (double s = 0; s < 30; s += 0.25) {
    const double offset = offset_at(s);
    for (const Sprite& line : shown_at(s))
      if (line.opacity > 0.99f)
        seen[static_cast<std::size_t>(std::lround((static_cast<double>(line.y) + offset - 340) / 70))] = true;
  }
  // The last ones end in the lower part of the window.
  CHECK(std::count(seen.begin(), seen.begin() + 27, true) == 27);
}

TEST_CASE("where nothing may drift, credits come a page at a time and no line moves while it is seen") {
  std::vector<Sprite> before;
  int pages = 1;
  for (int i = 1; i < 30 * 60; ++i) {
    const auto now = shown_at(i / 60.0, Motion::calm);
    if (!before.empty() && !now.empty() && before.front().y != now.front().y) {
      ++pages;
      CHECK(before.front().opacity < 0.05f);
      CHECK(now.front().opacity < 0.05f);
    }
    if (!now.empty()) before = now;
  }
  CHECK(pages > 3);
}

TEST_CASE("credits that fit stand still") {
  const auto all = lines();
  CHECK(rolled(all, {100, 900, 0}, 12s, kLength, Motion::lively) == all);
}

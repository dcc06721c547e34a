// The orbit against burn-in: unseen, inside its square, and equally everywhere in it.
#include "scene/orbit.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace redlight;

namespace {

Instant at(double seconds) { return Instant(from_seconds(seconds)); }
constexpr int kWidth = 1080, kHeight = 1920;
constexpr double kReach = 10.8;

TEST_CASE("without an orbit everything stays where it is") {
  CHECK(orbit_at(0, at(12345), kWidth, kHeight) == OrbitPlace{});
  CHECK(orbit_at(8, at(0), kWidth, kHeight) == OrbitPlace{});
}

TEST_CASE("the orbit never jumps, and stands on whole pixels most of the time") {
  for (const double speed : {1.0, 8.0, 120.0}) {
    OrbitPlace before = orbit_at(speed, at(3000), kWidth, kHeight);
    int whole = 0, both = 0;
    constexpr int kFrames = 60 * 1200;
    for (int i = 1; i <= kFrames; i++) {
      const OrbitPlace now = orbit_at(speed, at(3000 + i / 60.0), kWidth, kHeight);
      // A pixel in a second and a half at its quickest moment, or the speed itself where that is more.
      const double most = std::max(1.5 / 1.5, 1.6 * speed / 60) / 60 + 1e-5;
      CHECK(std::abs(now.x - before.x) <= most);
      CHECK(std::abs(now.y - before.y) <= most);
      whole += now.x == std::floor(now.x) && now.y == std::floor(now.y) ? 1 : 0;
      both++;
      before = now;
    }
    if (speed <= 8) CHECK(whole > 0.65 * both);
  }
}

TEST_CASE("every place of the square has its equal share of a day") {
  constexpr int kCells = 6;
  std::vector<int> seen(kCells * kCells);
  float most = 0;
  constexpr int kSamples = 86'400 / 5;
  for (int i = 0; i < kSamples; i++) {
    const OrbitPlace place = orbit_at(8, at(i * 5.0), kWidth, kHeight);
    most = std::max({most, std::abs(place.x), std::abs(place.y)});
    const auto cell = [](float v) {
      return std::clamp(static_cast<int>((v + kReach + 0.5) / (2 * kReach + 1) * kCells), 0, kCells - 1);
    };
    seen[static_cast<std::size_t>(cell(place.y) * kCells + cell(place.x))]++;
  }
  CHECK(most <= 11);
  CHECK(most >= 10);
  for (const int count : seen) CHECK(count == Approx(kSamples / 36.0).epsilon(0.30));
}

TEST_CASE("months do not wear the orbit out") {
  const double months = 300 * 86'400.0;
  for (int i = 0; i < 1000; i++) {
    const OrbitPlace a = orbit_at(8, at(months + i / 60.0), kWidth, kHeight),
                     b = orbit_at(8, at(months + (i + 1) / 60.0), kWidth, kHeight);
    CHECK(std::abs(a.x - b.x) < 0.02);
    CHECK(std::abs(a.y) <= 11);
  }
}

}  // namespace

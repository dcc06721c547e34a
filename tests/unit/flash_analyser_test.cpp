// The flash analyser, just below and just above each limit of WCAG 2.2 SC 2.3.1 in time, luminance and redness.
#include "picture/flash_analyser.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "unit/flash_clips.h"

using namespace redlight;
using namespace redlight::test;

namespace {

const Rgb kBlack = grey(0), kWhite = grey(1);
constexpr int kRates[] = {24, 25, 30, 50, 60, 120};

bool is_flagged(int fps, const Light& light, long frames = 0) {
  return !measure(fps, frames ? frames : 3L * fps, light).empty();
}

/// Light that flashes 5 times within a second between two states.
std::vector<FlashViolation> five(Rgb a, Rgb b) { return measure(60, 180, flashes(5, a, b, 6)); }

/// A saturated red of this redness (R - G - B) * 320.
Rgb red(double redness) { return {static_cast<float>(redness / 320), 0, 0}; }

}  // namespace

TEST_CASE("three flashes in a second are allowed, four are not") {
  for (const int fps : kRates) {
    INFO(fps << " frames a second");
    const long hold = fps / 12;  // eight changes take less than a second
    CHECK_FALSE(is_flagged(fps, flashes(3, kBlack, kWhite, hold)));
    CHECK(is_flagged(fps, flashes(4, kBlack, kWhite, hold)));
    CHECK_FALSE(is_flagged(fps, flashes(3, kWhite, kBlack, hold)));
    CHECK(is_flagged(fps, flashes(4, kWhite, kBlack, hold)));
  }
}

TEST_CASE("three flashes a second may go on for ever, a little more may not") {
  for (const int fps : {24, 30, 60}) {
    INFO(fps << " frames a second");
    CHECK_FALSE(is_flagged(fps, flashes(60, kBlack, kWhite, fps / 6), 20L * fps));
    CHECK(is_flagged(fps, flashes(60, kBlack, kWhite, fps / 6 - 1), 20L * fps));
  }
}

TEST_CASE("four flashes that take more than a second are allowed") {
  // Seven changes from the first to the seventh: six holds of 10 frames are a second, of 9 are less.
  CHECK_FALSE(is_flagged(60, flashes(4, kBlack, kWhite, 10)));
  CHECK(is_flagged(60, flashes(4, kBlack, kWhite, 9)));
}

TEST_CASE("a change of 10 % of the maximum is a flash, a smaller one is none") {
  for (const double dark : {0.0, 0.2, 0.5, 0.75}) {
    INFO(dark);
    CHECK(five(grey(dark), grey(dark + 0.095)).empty());
    CHECK(five(grey(dark), grey(dark + 0.105)).size() == 1);
  }
}

TEST_CASE("luminance weighs the primaries as sRGB does") {
  CHECK(five(kBlack, {0, 0.139f, 0}).empty());
  CHECK(five(kBlack, {0, 0.141f, 0}).size() == 1);
  CHECK(five(kBlack, {0, 0, 1}).empty());
  CHECK(five(kBlack, {0.1f, 0.1f, 0.8f}).size() == 1);
}

TEST_CASE("what does not go below 80 % is no flash") {
  CHECK(five(grey(0.81), kWhite).empty());
  CHECK(five(grey(0.79), kWhite).size() == 1);
}

TEST_CASE("a red flash is a change of redness by more than 20") {
  CHECK(five(red(0), red(19)).empty());
  const auto found = five(red(0), red(21));
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == FlashKind::red);
  CHECK(five(red(100), red(119)).empty());
  CHECK(five(red(100), red(121)).size() == 1);
}

TEST_CASE("a red flash takes a saturated red") {
  // Redness changes by 56, luminance by less than 10 %; red's share is 0.79 and 0.81.
  CHECK(five(kBlack, {0.24f, 0.045f, 0.02f}).empty());
  CHECK(five(kBlack, {0.24f, 0.037f, 0.02f}).size() == 1);
  // Blue as bright as red has a redness of 0, not below.
  CHECK(five({0.2f, 0, 0.2f}, {0.1f, 0, 0.3f}).empty());
}

TEST_CASE("a saturated red that is passed on the way counts") {
  // From a grey through a saturated red to a pink, and back.
  std::vector<Rgb> levels;
  for (int i = 0; i < 5; i++)
    levels.insert(levels.end(), {grey(0.06), {0.10f, 0.01f, 0.01f}, {0.30f, 0.05f, 0.05f}, {0.10f, 0.01f, 0.01f}});
  const auto found = measure(60, 180, steps(levels, 3));
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == FlashKind::red);
}

TEST_CASE("a ramp is one change however long it takes, and so are two steps the same way") {
  // Triangles of 2 a second: rises of 15 frames, each many times 10 %; 4 changes a second.
  const auto triangle = [](long period) {
    return [period](long index, double, double) {
      const long at = index % (2 * period);
      return grey(static_cast<double>(at < period ? at : 2 * period - at) / static_cast<double>(period));
    };
  };
  CHECK_FALSE(is_flagged(60, triangle(15), 600));
  CHECK(is_flagged(60, triangle(7), 600));
  // A staircase up and down once a second: ten steps of 10 %, two changes.
  CHECK_FALSE(is_flagged(
      60,
      [](long index, double, double) {
        const long step = index / 3 % 20;
        return grey(0.1 * static_cast<double>(step < 10 ? step : 20 - step));
      },
      600));
  // A rise that hesitates: up by 30 %, down by 5 %, up by 30 %.
  CHECK_FALSE(is_flagged(60, steps({grey(0), grey(0.3), grey(0.25), grey(0.55), grey(0.5), grey(0.8), grey(0)}, 4)));
}

TEST_CASE("flashes made of small changes count by their sum") {
  // A sine of 5 a second and 12 %: no frame differs from the next by 10 %.
  CHECK(is_flagged(
      60, [](long index, double, double) { return grey(0.3 + 0.06 * std::sin(static_cast<double>(index) * 0.5236)); }));
  CHECK_FALSE(is_flagged(60, [](long index, double, double) {
    return grey(0.3 + 0.045 * std::sin(static_cast<double>(index) * 0.5236));
  }));
}

TEST_CASE("flashes are counted across a cut") {
  // Two flashes of one scene, then the cut to another, darker one that flashes twice, all within a second.
  CHECK(is_flagged(
      60, steps({grey(0.5), kWhite, grey(0.5), kWhite, grey(0.1), grey(0.4), grey(0.1), grey(0.4), grey(0.1)}, 6)));
  // The same scenes with a rest between them.
  std::vector<Rgb> levels{grey(0.5), kWhite, grey(0.5), kWhite};
  levels.insert(levels.end(), 8, grey(0.1));
  levels.insert(levels.end(), {grey(0.4), grey(0.1), grey(0.4), grey(0.1)});
  CHECK_FALSE(is_flagged(60, steps(levels, 6)));
}

TEST_CASE("a violation tells its kind, its time, its area and its flashes") {
  // Calm for two seconds, then 5 flashes a second for two seconds, then calm.
  const auto light = [](long index, double, double) {
    return index >= 120 && index < 240 && index / 6 % 2 == 0 ? kWhite : kBlack;
  };
  const auto found = measure(60, 480, light);
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == FlashKind::general);
  CHECK(found[0].start == frame_time(120, 60));
  CHECK(found[0].end == frame_time(234, 60));
  CHECK(found[0].area == Approx(1));
  CHECK(found[0].flashes == Approx(5));
  CHECK(describe(found[0]) ==
        "general flash from 2.00 s to 3.90 s: 5 flashes in one second over 100 % of a 10 degree field");
}

TEST_CASE("violations far apart are told apart, one that goes on is one") {
  const auto burst = [](long from, long to) {
    return [from, to](long index) { return index >= from && index < to && index / 5 % 2 == 0; };
  };
  const auto two = measure(
      60, 900, [&](long i, double, double) { return burst(60, 120)(i) || burst(300, 360)(i) ? kWhite : kBlack; });
  CHECK(two.size() == 2);
  const auto one = measure(60, 900, [&](long i, double, double) { return burst(60, 600)(i) ? kWhite : kBlack; });
  CHECK(one.size() == 1);
}

TEST_CASE("saturated red on black is both kinds, each told once") {
  auto found = measure(60, 240, flashes(12, kBlack, {1, 0, 0}, 6));
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind != found[1].kind);
}

TEST_CASE("a clip that ends while it flashes is told as well, and taking empties the list") {
  FlashAnalyser analyser(1920, 1080);
  for (long i = 0; i < 60; i++)
    analyser.add(field_of(analyser.grid(), flashes(100, kBlack, kWhite, 4), i), frame_time(i, 60));
  CHECK(analyser.take().empty());
  CHECK(analyser.finish().size() == 1);
  CHECK(analyser.finish().empty());
}

TEST_CASE("months of flashing do not wear the measure out") {
  // The count of a cell and its times are kept in a ring; a year later the rule is what it was.
  FlashAnalyser analyser(30, 30, 3);
  const Duration year = std::chrono::hours(24 * 365);
  std::size_t found = 0;
  for (int part = 0; part < 50; part++) {
    const Instant start = Instant{} + part * year / 50;
    for (long i = 0; i < 120; i++)
      analyser.add(field_of(analyser.grid(), flashes(4, kBlack, kWhite, 6), i),
                   start + Duration(i * 1'000'000'000L / 60));
    found += analyser.take().size();
  }
  CHECK(found + analyser.finish().size() == 50);
}

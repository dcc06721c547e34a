// The lights' life: a pure function, within its limits, believable, and safe for eyes.
#include "scene/light_score.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "scene/tube_score.h"
#include "unit/flash_counter.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

constexpr int kRate = 60;
constexpr long kHour = 3600L * kRate;

Instant frame_time(long frame) { return Instant(Duration(frame * 1'000'000'000L / kRate)); }
Instant at(double s) { return Instant(from_seconds(s)); }

LightIdentity light(Behaviour behaviour, std::uint32_t seed = 1, int tube = 0, int tubes = 1) {
  return {behaviour, seed, tube, tubes};
}
constexpr Behaviour kAll[] = {Behaviour::steady, Behaviour::breathing, Behaviour::tube, Behaviour::old_tube,
                              Behaviour::lamp};
constexpr std::optional<LightCue> kCues[] = {std::nullopt,   LightCue::strike, LightCue::warm, LightCue::swell,
                                             LightCue::fill, LightCue::hold,   LightCue::out};

LightState state(const LightIdentity& who, double s, std::optional<LightCue> cue = {}, Motion motion = Motion::lively) {
  return light_at(who, {at(s), {}, cue, {}, motion});
}

double mean_of(const std::array<float, kTubeSteps>& along) {
  double sum = 0;
  for (std::size_t i = 0; i < along.size(); ++i) sum += along[i] * (i == 0 || i + 1 == along.size() ? 0.5 : 1.0);
  return sum / (kTubeSteps - 1);
}

}  // namespace

TEST_CASE("the flash counter counts flashes") {
  FlashCounter counter(kRate);
  // Five flashes a second.
  for (long frame = 0; frame < 120; ++frame) counter.feed(frame, frame / 6 % 2 == 0 ? 1.0 : 0.5);
  CHECK(counter.most_changes() >= 9);
  FlashCounter calm(kRate);
  for (long frame = 0; frame < 120; ++frame) calm.feed(frame, frame / 6 % 2 == 0 ? 1.0 : 0.96);
  CHECK(calm.most_changes() == 0);
}

TEST_CASE("a light is a pure function, and within its limits for an hour") {
  for (const Behaviour behaviour : kAll)
    for (const auto cue : kCues) {
      const LightIdentity who = light(behaviour, 7);
      std::vector<double> forwards, backwards;
      for (int frame = 0; frame < 1200; ++frame) forwards.push_back(state(who, frame / 60.0, cue).level);
      for (int frame = 1199; frame >= 0; --frame) backwards.push_back(state(who, frame / 60.0, cue).level);
      std::reverse(backwards.begin(), backwards.end());
      CHECK(forwards == backwards);
      for (long frame = 0; frame < kHour; frame += 3) {
        const LightState now = light_at(who, {frame_time(frame), {}, cue, {}, Motion::lively});
        const bool fine =
            now.level >= 0 && now.level <= 3 && now.hum >= 0 && now.hum <= 1 && std::abs(mean_of(now.along) - 1) < 1e-4;
        if (!fine) FAIL("behaviour " << static_cast<int>(behaviour) << ", frame " << frame << ": " << now.level);
      }
    }
}

TEST_CASE("a struck tube is dark, glows at its ends, fails twice, catches, and warms up without overshoot") {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const Instant since = at(seed * 0.37);
    const LightIdentity tube = light(Behaviour::tube, seed);
    const auto struck = [&](double s, std::optional<Instant> leaving = {}) {
      return struck_tube(tube, {since + from_seconds(s), since, LightCue::strike, leaving, {}});
    };
    const auto level = [&](double s) { return struck(s).level; };
    const StrikeTimes times = strike_times(since);
    INFO("seed " << seed);
    CHECK(level(0.4) == 0);
    const LightState glow = struck(1.2);
    CHECK(glow.level > 0.01);
    CHECK(glow.level < 0.06);
    CHECK(glow.along[0] > 2);
    CHECK(glow.along[7] > 2);
    CHECK(glow.along[4] == 0);
    CHECK(glow.tint.g > glow.tint.b);  // orange
    CHECK(level(times.first + 0.1) > level(1.2) + 0.08);
    CHECK(level(times.first + 0.3) < 0.06);
    CHECK(level(times.second + 0.1) > level(times.first + 0.1));
    CHECK(level(times.second + 0.1) < 0.7);
    CHECK(level(times.second + 0.3) < 0.06);
    const LightState failing = struck(times.first + 0.1);
    CHECK(failing.along[0] > 2 * failing.along[3]);
    CHECK(failing.tint.b > 1.5f);  // colder
    double last = 0, caught = 0;
    for (double s = times.caught; s < 14; s += 1.0 / 60) {
      const double now = level(s);
      if (now > 0.65 && caught == 0) caught = s;
      // The electrodes cool while the body warms, which takes a hair off the sum.
      if (now < last - 0.002 || now > 1.0001) FAIL("at " << s << ": " << last << " then " << now);
      last = now;
    }
    CHECK(caught > 2);
    CHECK(caught < 3.6);
    CHECK(level(caught + 0.3) < 0.85);
    CHECK(level(caught + 3) < 0.99);
    CHECK(level(caught + 7) == Approx(1));
    const LightState warm = struck(12);
    CHECK(warm.tint == Rgb{1, 1, 1});
    CHECK(warm.along == kUniformTube);
    // Left in between: what has begun ends, nothing new begins.
    const Instant left = since + from_seconds(times.second - 0.05);
    CHECK(struck(times.first + 0.1, left).level == level(times.first + 0.1));
    for (double s = times.second; s < 12; s += 0.05) REQUIRE(struck(s, left).level < 0.06);
  }
}

TEST_CASE("failures are far enough from each other and from the catch, whenever a tube is struck") {
  std::mt19937_64 random(5);
  for (int i = 0; i < 20000; ++i) {
    const StrikeTimes times = strike_times(Instant(Duration(static_cast<std::int64_t>(random() >> 1))));
    REQUIRE(times.first >= 1.25);
    REQUIRE(times.second - times.first >= 0.6);
    REQUIRE(times.caught - times.second >= 0.7);
    REQUIRE(times.caught <= 3.1);
  }
}

TEST_CASE("a burning tube breathes, and dips now and then") {
  const LightIdentity tube = light(Behaviour::tube);
  double least = 2, most = 0, calmest = 2;
  long dips = 0;
  for (long frame = 0; frame < kHour; ++frame) {
    const double now = state(tube, static_cast<double>(frame) / kRate).level;
    if (now < 0.85 && state(tube, static_cast<double>(frame - 1) / kRate).level >= 0.85) ++dips;
    least = std::min(least, now), most = std::max(most, now);
    calmest = std::min(calmest, state(tube, static_cast<double>(frame) / kRate, {}, Motion::calm).level);
  }
  CHECK(least > 0.5);
  CHECK(least < 0.8);
  CHECK(most > 1.02);
  CHECK(most < 1.1);
  CHECK(calmest > 0.97);
  CHECK(dips > 50);
  CHECK(dips < 500);
}

TEST_CASE("no dip comes soon after a scene or a cue, nor when the next scene comes") {
  for (double since = 0; since < 400; since += 7.3)
    for (const auto cue : {std::optional<LightCue>{}, std::optional(LightCue::swell)}) {
      const double calm = cue ? 10 : 4;
      for (double s = 0; s < calm; s += 1.0 / 60)
        if (light_at(light(Behaviour::tube), {at(since + s), at(since), cue, {}, {}}).level < 0.9)
          FAIL("a dip " << s << " s after " << since);
    }
  for (long frame = 0; frame < kHour / 4; ++frame)
    REQUIRE(light_at(light(Behaviour::tube), {frame_time(frame), {}, {}, Instant{}, {}}).level > 0.9);
}

TEST_CASE("an old tube swirls along its length, slowly") {
  const LightIdentity tube = light(Behaviour::old_tube, 3);
  double widest = 0, quickest = 0;
  std::array<float, kTubeSteps> last = state(tube, 100).along;
  for (double s = 100; s < 300; s += 1.0 / 24) {
    const auto along = state(tube, s).along;
    for (std::size_t i = 0; i < along.size(); ++i)
      quickest = std::max(quickest, static_cast<double>(std::abs(along[i] - last[i])));
    widest = std::max(widest, static_cast<double>(*std::max_element(along.begin() + 1, along.end() - 1) -
                                                  *std::min_element(along.begin() + 1, along.end() - 1)));
    last = along;
  }
  CHECK(widest > 0.3);
  CHECK(quickest < 0.06);
  CHECK(state(tube, 100, {}, Motion::calm).along == kUniformTube);
  CHECK(state(tube, 100, LightCue::hold).along == kUniformTube);
}

TEST_CASE("a lamp rises and falls as a filament does, redder while it is cool") {
  const LightIdentity lamp = light(Behaviour::lamp);
  CHECK(state(lamp, 0.5, LightCue::strike).level == 0);
  const LightState rising = state(lamp, 1.1, LightCue::strike);
  CHECK(rising.level > 0.05);
  CHECK(rising.level < 0.9);
  CHECK(rising.tint.b < rising.tint.g);
  CHECK(rising.tint.g < 1);
  CHECK(state(lamp, 2, LightCue::strike).level == Approx(1).margin(0.04));
  CHECK(state(lamp, 1.6, LightCue::out).level < 0.6);
  CHECK(state(lamp, 3, LightCue::out).level == 0);
  CHECK(state(lamp, 3, LightCue::strike).hum == 0);
}

TEST_CASE("cues do what they say") {
  for (const Behaviour behaviour : kAll) {
    const LightIdentity who = light(behaviour);
    CHECK(state(who, 0, LightCue::warm).level < 0.1);
    CHECK(state(who, 4.5, LightCue::warm).level == Approx(0.53).margin(0.05));
    CHECK(state(who, 9.5, LightCue::warm).level > 0.9);
    CHECK(state(who, 3, LightCue::swell).level > 1.2);
    CHECK(state(who, 8, LightCue::swell).level == Approx(1).margin(0.06));
    CHECK(state(who, 1, LightCue::fill).level > 2.5);
    CHECK(state(who, 9, LightCue::fill).level == Approx(1).margin(0.06));
    CHECK(state(who, 5, LightCue::out).level == 0);
    CHECK(state(who, 5, LightCue::hold).level == 1);
    CHECK(state(who, 1.6, LightCue::out).level < state(who, 1.1, LightCue::out).level);
  }
}

TEST_CASE("calm lights only fade") {
  for (const Behaviour behaviour : kAll)
    for (const auto cue : kCues) {
      double last = state(light(behaviour), 0, cue, Motion::calm).level;
      int turns = 0, direction = 0;
      for (double s = 0; s < 600; s += 1.0 / 24) {
        const double now = state(light(behaviour), s, cue, Motion::calm).level;
        REQUIRE(std::abs(now - last) < 0.05);
        REQUIRE(state(light(behaviour), s, cue, Motion::calm).along == kUniformTube);
        if (std::abs(now - last) > 0.004 && (now > last ? 1 : -1) != direction)
          ++turns, direction = now > last ? 1 : -1;
        last = now;
      }
      CHECK(turns <= 1);
    }
}

TEST_CASE("no two lights of one kind breathe alike") {
  const LightIdentity a = light(Behaviour::tube, light_seed("tube_key")),
                      b = light(Behaviour::tube, light_seed("tube_rim"));
  int alike = 0;
  for (int i = 0; i < 100; ++i) alike += std::abs(state(a, i).level - state(b, i).level) < 1e-4 ? 1 : 0;
  CHECK(alike < 10);
  CHECK(light_seed("ab") != light_seed("ba"));
}

TEST_CASE("years later the lights live as on the first day") {
  double least = 2, most = 0;
  for (long frame = 0; frame < kHour / 4; ++frame) {
    const double level =
        light_at(light(Behaviour::tube), {frame_time(365L * 24 * kHour + frame), {}, {}, {}, {}}).level;
    least = std::min(least, level), most = std::max(most, level);
  }
  CHECK(least > 0.5);
  CHECK(least < 0.85);
  CHECK(most < 1.1);
}

TEST_CASE("smooth noise is smooth and keeps within one") {
  double last = smooth_noise(9, -10);
  for (int i = 1; i <= 20000; ++i) {
    const double value = smooth_noise(9, -10 + i * 0.001);
    REQUIRE(std::abs(value) <= 1);
    REQUIRE(std::abs(value - last) < 0.01);
    last = value;
  }
}

#include "scene/visitor_lights.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace redlight;

namespace {

constexpr double kAspect = 9.0 / 16;
constexpr VisitorLights::Place kHome{0.3, 0.2};
using Phase = PointerEvent::Phase;

Instant frame(int i) { return Instant(from_seconds(i / 60.0)); }
float level(const TouchLight& light) { return light.radiance.r; }

TEST_CASE("a light comes up under the finger within a frame and follows it") {
  VisitorLights lights(kAspect);
  lights.step(frame(0), kHome);
  lights.point({1, Phase::down, 0.5, 0.6}, frame(1));
  const auto first = lights.step(frame(1), kHome);
  CHECK(level(first[0]) > 0);
  CHECK(first[0].x == Approx(0.5 * kAspect));
  CHECK(first[0].y == Approx(0.6));
  lights.point({1, Phase::move, 0.6, 0.6}, frame(2));
  std::array<TouchLight, kMaxTouches> now{};
  for (int i = 2; i < 60; i++) now = lights.step(frame(i), kHome);
  CHECK(now[0].x == Approx(0.6 * kAspect).margin(0.001));
  CHECK(level(now[0]) == Approx(6));
}

TEST_CASE("a light that is let go flies home and goes out") {
  VisitorLights lights(kAspect);
  lights.step(frame(0), kHome);
  lights.point({1, Phase::down, 0.5, 0.9}, frame(1));
  for (int i = 1; i < 60; i++) lights.step(frame(i), kHome);
  lights.point({1, Phase::up, 0.5, 0.9}, frame(60));
  double distance = 1;
  for (int i = 60; i < 120; i++) {
    const auto now = lights.step(frame(i), kHome);
    const double d = std::hypot(now[0].x - kHome.x, now[0].y - kHome.y);
    CHECK(d <= distance + 1e-6);
    distance = d;
  }
  CHECK(distance < 0.15);
  CHECK(level(lights.step(frame(120), kHome)[0]) > 0);
  for (int i = 121; i < 150; i++) lights.step(frame(i), kHome);
  CHECK(level(lights.step(frame(150), kHome)[0]) == 0);
}

TEST_CASE("a finger that never lifts holds no light for ever, and takes none from others") {
  VisitorLights lights(kAspect);
  lights.step(frame(0), kHome);
  for (int finger = 1; finger <= 2; finger++) lights.point({finger, Phase::down, 0.3 * finger, 0.5}, frame(1));
  for (int i = 1; i < 60 * 63; i++) {
    lights.point({1, Phase::move, 0.3 + 0.001 * (i % 7), 0.5}, frame(i));  // dirt on the glass trembles
    lights.step(frame(i), kHome);
  }
  for (const TouchLight& light : lights.step(frame(60 * 63), kHome)) CHECK(level(light) == 0);
  lights.point({3, Phase::down, 0.8, 0.2}, frame(60 * 63));
  lights.step(frame(60 * 63 + 1), kHome);
  const auto now = lights.step(frame(60 * 63 + 2), kHome);
  CHECK(std::max(level(now[0]), level(now[1])) > 0);
}

TEST_CASE("two fingers hold two lights, a third none") {
  VisitorLights lights(kAspect);
  lights.step(frame(0), kHome);
  for (int finger = 1; finger <= 3; finger++) lights.point({finger, Phase::down, 0.2 * finger, 0.5}, frame(1));
  const auto now = lights.step(frame(1), kHome);
  CHECK(now[0].x == Approx(0.2 * kAspect));
  CHECK(now[1].x == Approx(0.4 * kAspect));
  lights.point({3, Phase::up, 0.6, 0.5}, frame(2));
  CHECK(level(lights.step(frame(2), kHome)[0]) > 0);
}

TEST_CASE("however fast someone taps, a light rises at most twice in a second") {
  for (const int period : {2, 3, 5, 8, 12, 17, 20, 30, 45}) {
    VisitorLights lights(kAspect);
    float low = 0, high = 0, before = 0;
    std::vector<int> rises;
    bool rising = false;
    for (int i = 0; i < 1200; i++) {
      if (i % period == 0) lights.point({1, Phase::down, 0.5, 0.5}, frame(i));
      if (i % period == period / 2) lights.point({1, Phase::up, 0.5, 0.5}, frame(i));
      const float now = level(lights.step(frame(i), kHome)[0]);
      // A rise by a tenth of full after a fall by a tenth is one half of a flash.
      if (now > before && !rising && now > low + 0.6f) rises.push_back(i), rising = true;
      if (now < before && rising && now < high - 0.6f) rising = false;
      low = rising ? now : std::min(rising ? now : low, now);
      high = rising ? std::max(high, now) : now;
      if (!rising) low = std::min(low, now);
      before = now;
    }
    for (std::size_t k = 2; k < rises.size(); k++) CHECK(rises[k] - rises[k - 2] >= 60);
  }
}

TEST_CASE("a light is no faster than a strobe would need") {
  VisitorLights lights(kAspect);
  lights.step(frame(0), kHome);
  lights.point({1, Phase::down, 0.0, 0.1}, frame(0));
  auto before = lights.step(frame(1), kHome)[0];
  for (int i = 2; i < 200; i++) {
    lights.point({1, Phase::move, 0.5, i % 2 == 0 ? 0.1 : 0.9}, frame(i));
    const auto now = lights.step(frame(i), kHome)[0];
    CHECK(std::hypot(now.x - before.x, now.y - before.y) <= 1.5 / 60 + 1e-5);
    before = now;
  }
}

}  // namespace

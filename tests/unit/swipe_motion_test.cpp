// How words follow a finger, and what the display says about it.
#include "scene/swipe_motion.h"

#include <catch2/catch.hpp>
#include <cmath>

namespace redlight {
namespace {

using namespace std::chrono_literals;
using Phase = PointerEvent::Phase;

constexpr std::size_t kScenes = 5;

class Swiper {
 public:
  explicit Swiper(std::size_t scene = 2) { stage.current = Appearance{scene, {}, 0, 1, {}}; }
  Swiper& finger(Phase phase, double x, std::int64_t id = 1) {
    motion.point({id, phase, x, 0.5}, now);
    return *this;
  }
  WordShift after(Duration time) {
    WordShift shift;
    for (Duration passed{}; passed < time; passed += 16ms) {
      now += 16ms;
      shift = motion.step(stage, kScenes, now);
    }
    return shift;
  }
  SwipeMotion motion;
  Stage stage;
  Instant now{};
};

TEST_CASE("words follow the finger in the frame of its move, less and less") {
  Swiper s;
  s.after(100ms);
  s.finger(Phase::down, 0.5);
  CHECK(s.after(16ms) == WordShift{});
  s.finger(Phase::move, 0.505);
  CHECK(s.after(16ms) == WordShift{});  // a tap's tremble
  double before = 0, gain_before = 1;
  for (int i = 1; i <= 9; i++) {
    s.finger(Phase::move, 0.5 + 0.05 * i);
    const double place = s.after(16ms).current;
    CHECK(place > before);
    CHECK(place < 0.05 * i);
    if (i > 1) CHECK(place - before < gain_before);
    gain_before = place - before, before = place;
  }
  CHECK(before < 0.16);
  s.finger(Phase::move, 0.2);
  CHECK(s.after(16ms).current < 0);
}

TEST_CASE("where the loop comes round the band is stiffer") {
  const auto drawn = [](std::size_t scene, double to) {
    Swiper s(scene);
    s.after(100ms);
    s.finger(Phase::down, 0.5).finger(Phase::move, to);
    return std::abs(s.after(16ms).current);
  };
  CHECK(drawn(0, 0.9) < drawn(2, 0.9) / 2);
  CHECK(drawn(0, 0.1) == Approx(drawn(2, 0.1)));
  CHECK(drawn(kScenes - 1, 0.1) < drawn(2, 0.1) / 2);
}

TEST_CASE("let go, words swing back without overshooting") {
  Swiper s;
  s.after(100ms);
  s.finger(Phase::down, 0.5).finger(Phase::move, 0.7);
  s.after(300ms);
  s.finger(Phase::up, 0.7);
  double last = 1;
  for (int i = 0; i < 60; i++) {
    const double place = s.after(16ms).current;
    CHECK(place <= last);
    CHECK(place >= 0);
    last = place;
  }
  CHECK(last == 0);
}

TEST_CASE("a swipe's words go on as they went, and the next ones arrive from the other side") {
  Swiper s;
  s.after(100ms);
  s.finger(Phase::down, 0.7);
  for (double x = 0.7; x > 0.4; x -= 0.05) {
    s.finger(Phase::move, x);
    s.after(16ms);
  }
  s.finger(Phase::up, 0.4);
  s.stage.incoming = Appearance{3, s.now, 0, 2, 2};
  WordShift shift = s.after(16ms);
  CHECK(shift.current < -0.05);
  CHECK(shift.incoming > 0.02);
  shift = s.after(1500ms);
  CHECK(shift == WordShift{});
}

TEST_CASE("a scene that comes by itself comes from nowhere, and two fingers draw nothing") {
  Swiper s;
  s.after(100ms);
  s.stage.incoming = Appearance{3, s.now, 0, 2, 2};
  CHECK(s.after(16ms) == WordShift{});
  Swiper two;
  two.after(100ms);
  two.finger(Phase::down, 0.5, 1).finger(Phase::down, 0.6, 2).finger(Phase::move, 0.9, 1).finger(Phase::move, 0.9, 2);
  CHECK(two.after(16ms) == WordShift{});
  two.finger(Phase::up, 0.9, 1);  // the other one is stuck
  two.now += 31s;
  two.finger(Phase::down, 0.5, 3).finger(Phase::move, 0.8, 3);
  CHECK(two.after(16ms).current > 0.02);
}

}  // namespace
}  // namespace redlight

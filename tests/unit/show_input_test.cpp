#include <array>
#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "base/rotation.h"
#include "show/input.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;
using Phase = PointerEvent::Phase;
using Actions = std::vector<Action>;

constexpr Action next{ActionKind::next}, previous{ActionKind::previous}, touch{ActionKind::touch};

// An interpreter with a hand on its time.
class Hand {
 public:
  explicit Hand(double aspect = 16.0 / 9) : interpreter_(aspect) {}

  Hand& wait(Duration time) {
    now_ += time;
    keep(interpreter_.tick(now_));
    return *this;
  }
  Hand& finger(Phase phase, double x, double y, std::int64_t id = 1) {
    keep(interpreter_.step(PointerEvent{id, phase, x, y}, now_));
    return *this;
  }
  Hand& key(Key key, bool down = true, bool repeat = false, int digit = 0) {
    keep(interpreter_.step(KeyEvent{key, digit, down, repeat}, now_));
    return *this;
  }
  Hand& tap(double x, double y, Duration held = 80ms, std::int64_t id = 1) {
    return finger(Phase::down, x, y, id).wait(held).finger(Phase::up, x, y, id);
  }
  Hand& drag(double x0, double y0, double x1, double y1, Duration time) {
    finger(Phase::down, x0, y0).wait(time / 2).finger(Phase::move, (x0 + x1) / 2, (y0 + y1) / 2).wait(time - time / 2);
    return finger(Phase::up, x1, y1);
  }
  Interpreter& interpreter() { return interpreter_; }
  // What was asked for since the last call.
  Actions asked() { return std::exchange(actions_, {}); }

 private:
  void keep(const Actions& actions) { actions_.insert(actions_.end(), actions.begin(), actions.end()); }

  Interpreter interpreter_;
  Instant now_{};
  Actions actions_;
};

TEST_CASE("a tap asks once: on the left half for the previous scene, on the right for the next") {
  CHECK(Hand().tap(0.9, 0.5).asked() == Actions{next});
  CHECK(Hand().tap(0.5, 0.01).asked() == Actions{next});
  CHECK(Hand().tap(0.49, 0.99).asked() == Actions{previous});
  CHECK(Hand().tap(0, 0).asked() == Actions{previous});
  CHECK(Hand().tap(0.9, 0.5, 0ms).asked() == Actions{next});
  CHECK(Hand().tap(0.9, 0.5, 600ms).asked() == Actions{next});
  CHECK(Hand().tap(0.9, 0.5, 601ms).asked() == Actions{touch});
  CHECK(Hand().tap(0.9, 0.5, 10s).asked() == Actions{touch});
}

TEST_CASE("a tap may tremble by three hundredths of the shorter side") {
  CHECK(Hand(0.5).drag(0.9, 0.5, 0.92, 0.505, 100ms).asked() == Actions{next});
  CHECK(Hand(0.5).drag(0.9, 0.5, 0.9, 0.52, 100ms).asked() == Actions{touch});
  CHECK(Hand(2).drag(0.9, 0.5, 0.9, 0.52, 100ms).asked() == Actions{next});
  CHECK(Hand(2).drag(0.9, 0.5, 0.92, 0.5, 100ms).asked() == Actions{touch});
  // There and back again is no tap, although it ends where it began.
  Hand hand;
  hand.finger(Phase::down, 0.5, 0.5).finger(Phase::move, 0.5, 0.7).finger(Phase::up, 0.5, 0.5);
  CHECK(hand.asked() == Actions{touch});
}

TEST_CASE("a swipe moves the scenes with the finger") {
  CHECK(Hand().drag(0.7, 0.5, 0.4, 0.5, 300ms).asked() == Actions{next});
  CHECK(Hand().drag(0.4, 0.5, 0.7, 0.5, 300ms).asked() == Actions{previous});
  CHECK(Hand().drag(0.5, 0.5, 0.41, 0.5, 300ms).asked() == Actions{next});
  CHECK(Hand().drag(0.5, 0.5, 0.43, 0.5, 300ms).asked() == Actions{touch});  // too short
  CHECK(Hand().drag(0.7, 0.5, 0.4, 0.5, 800ms).asked() == Actions{touch});   // too slow
  CHECK(Hand().drag(0.5, 0.2, 0.6, 0.9, 300ms).asked() == Actions{touch});   // upright
}

TEST_CASE("several fingers ask for nothing, whatever they do") {
  Hand palm;
  for (int finger = 0; finger < 10; ++finger) palm.finger(Phase::down, 0.1 * finger, 0.5, finger);
  palm.wait(50ms);
  for (int finger = 0; finger < 10; ++finger) palm.finger(Phase::up, 0.1 * finger, 0.5, finger);
  for (const Action& action : palm.asked()) CHECK(action == touch);
  CHECK(palm.tap(0.9, 0.5).asked() == Actions{next});

  Hand second_after_first;
  second_after_first.finger(Phase::down, 0.5, 0.5, 1).finger(Phase::down, 0.6, 0.5, 2).finger(Phase::up, 0.5, 0.5, 1);
  second_after_first.finger(Phase::up, 0.6, 0.5, 2);
  CHECK(second_after_first.asked() == Actions{touch});
}

TEST_CASE("fifty taps a second are fifty") {
  Hand hand;
  for (int i = 0; i < 500; ++i) hand.tap(0.9, 0.5, 10ms, i).wait(10ms);
  CHECK(hand.asked() == Actions(500, next));
}

TEST_CASE("a stuck finger is forgotten after half a minute") {
  Hand hand;
  hand.finger(Phase::down, 0.5, 0.5, 7);
  CHECK(hand.wait(29s).tap(0.9, 0.5, 80ms, 8).asked() == Actions{touch});
  CHECK(hand.wait(1s).tap(0.9, 0.5, 80ms, 8).asked() == Actions{next});
  CHECK(hand.finger(Phase::move, 0.1, 0.1, 7).finger(Phase::up, 0.1, 0.1, 7).asked().empty());
}

TEST_CASE("events that do not fit together are harmless") {
  Hand hand;
  CHECK(hand.finger(Phase::up, 0.5, 0.5).finger(Phase::move, 0.5, 0.5).finger(Phase::cancel, 0.5, 0.5).asked().empty());
  // The release was lost: the second press begins anew.
  hand.finger(Phase::down, 0.1, 0.5).wait(5s);
  CHECK(hand.tap(0.9, 0.5).asked() == Actions{next});
  CHECK(hand.finger(Phase::down, 0.5, 0.5).finger(Phase::cancel, 0.5, 0.5).asked() == Actions{touch});
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(hand.finger(Phase::down, nan, 0.5).finger(Phase::up, nan, 0.5).asked().empty());
  CHECK(hand.finger(Phase::down, 0.9, 0.5).finger(Phase::up, nan, nan).asked() == Actions{next});
  for (int id = 0; id < 10'000; ++id) hand.finger(Phase::down, 0.5, 0.5, id);
  hand.asked();
  CHECK(hand.wait(30s).tap(0.9, 0.5).asked() == Actions{next});
  CHECK(Hand(nan).tap(0.9, 0.5).asked() == Actions{next});
  CHECK(Hand(0).tap(0.9, 0.5).asked() == Actions{next});
}

TEST_CASE("keys ask once for each press") {
  Hand hand;
  CHECK(hand.key(Key::next).key(Key::next, true, true).key(Key::next, true, true).key(Key::next, false).asked() ==
        Actions{next});
  CHECK(hand.key(Key::previous).key(Key::previous, false).asked() == Actions{previous});
  CHECK(hand.key(Key::home).asked() == Actions{{ActionKind::home}});
  CHECK(hand.key(Key::other).asked() == Actions{touch});
  CHECK(hand.key(Key::staff).asked() == Actions{{ActionKind::panel}});
  CHECK(hand.key(Key::louder).key(Key::louder, true, true).key(Key::louder, false).asked() ==
        Actions{{ActionKind::louder}, {ActionKind::louder}});  // goes on while it is held
  CHECK(hand.key(Key::softer).asked() == Actions{{ActionKind::softer}});
  CHECK(hand.key(Key::mute).key(Key::mute, true, true).asked() == Actions{{ActionKind::mute}});
  CHECK(hand.key(Key::next, false).asked().empty());
  for (int digit = 1; digit <= 9; ++digit)
    CHECK(hand.key(Key::digit, true, false, digit).asked() ==
          Actions{{ActionKind::jump, static_cast<std::size_t>(digit - 1)}});
  CHECK(hand.key(Key::digit, true, false, 0).asked() == Actions{{ActionKind::jump, 9}});
  CHECK(hand.key(Key::digit, true, false, 10).asked() == Actions{touch});
  CHECK(hand.key(Key::digit, true, false, -1).asked() == Actions{touch});
}

TEST_CASE("a tap on the language button asks for the language, beside it for the next scene") {
  TouchSettings settings;
  const TouchTargets targets = touch_targets(settings, true, 9.0 / 16);
  Hand hand(9.0 / 16);
  hand.interpreter().set_targets(targets);
  REQUIRE(targets.language);
  const double x = targets.language->x + targets.language->width / 2, y = targets.language->y + 0.01;
  CHECK(hand.tap(x, y).asked() == Actions{{ActionKind::language}});
  CHECK(hand.tap(x, targets.language->y - 0.01).asked() == Actions{next});
  CHECK(hand.key(Key::language).asked() == Actions{{ActionKind::language}});
  hand.interpreter().set_targets(touch_targets(settings, false, 9.0 / 16));
  CHECK(hand.tap(x, y).asked() == Actions{next});
}

TEST_CASE("while the display asks whether somebody is there a finger only says yes") {
  Hand hand;
  hand.interpreter().set_asking(true);
  hand.finger(Phase::down, 0.9, 0.5);
  hand.interpreter().set_asking(false);  // it has been answered
  CHECK(hand.wait(80ms).finger(Phase::up, 0.9, 0.5).asked() == Actions{touch});
  CHECK(hand.tap(0.9, 0.5).asked() == Actions{next});
}

TEST_CASE("two fingers in opposite corners for three seconds call the staff's desk") {
  const auto corner_hand = [] {
    Hand hand(9.0 / 16);
    hand.interpreter().set_targets(touch_targets({}, false, 9.0 / 16));
    return hand;
  };
  constexpr Action corners{ActionKind::corners};
  const auto calls = [&](const Actions& actions) { return std::count(actions.begin(), actions.end(), corners); };
  const std::vector<std::array<double, 4>> pairs{{0.02, 0.02, 0.98, 0.98}, {0.98, 0.02, 0.02, 0.98}};
  for (const auto& [x0, y0, x1, y1] : pairs) {
    Hand hand = corner_hand();
    hand.finger(Phase::down, x0, y0, 1).wait(2s).finger(Phase::down, x1, y1, 2);
    CHECK(calls(hand.wait(2990ms).asked()) == 0);
    CHECK(calls(hand.wait(10ms).asked()) == 1);
    CHECK(calls(hand.wait(10s).asked()) == 0);  // once for each time
  }
  Hand same_side = corner_hand();
  same_side.finger(Phase::down, 0.02, 0.02, 1).finger(Phase::down, 0.98, 0.02, 2);
  CHECK(calls(same_side.wait(5s).asked()) == 0);
  Hand strayed = corner_hand();
  strayed.finger(Phase::down, 0.02, 0.02, 1).finger(Phase::down, 0.98, 0.98, 2).wait(1s);
  CHECK(calls(strayed.finger(Phase::move, 0.5, 0.5, 2).finger(Phase::move, 0.98, 0.98, 2).wait(5s).asked()) == 0);
  Hand palm = corner_hand();
  palm.finger(Phase::down, 0.02, 0.02, 1).finger(Phase::down, 0.98, 0.98, 2).finger(Phase::down, 0.5, 0.5, 3);
  CHECK(calls(palm.wait(5s).asked()) == 0);
  Hand pad;
  CHECK(pad.key(Key::staff_held).wait(2990ms).asked().empty());
  CHECK(pad.wait(10ms).asked() == Actions{corners});
  CHECK(pad.key(Key::staff_held, false).key(Key::staff_held).key(Key::staff_held, false).wait(5s).asked().empty());
}

TEST_CASE("on an accessible panel all that is touched lies below 1.2 m") {
  TouchSettings settings;
  settings.accessible = true;
  settings.panel_height = 2.0;
  const TouchTargets t = touch_targets(settings, true, 9.0 / 16);
  const double top = 1 - 1.2 / 2.0;
  CHECK(t.reach.y == Approx(top));
  for (const Region& corner : t.corners) CHECK(corner.y >= top - 1e-9);
  for (const Region& place : {t.dots, t.notice, *t.language}) CHECK(place.y >= top);
  Hand hand(9.0 / 16);
  hand.interpreter().set_targets(t);
  hand.finger(Phase::down, 0.02, top + 0.02, 1).finger(Phase::down, 0.98, 0.98, 2);
  CHECK(hand.wait(3s).asked().back() == Action{ActionKind::corners});
}

TEST_CASE("a place on a turned or mirrored panel is the same place on the picture") {
  const Point seen{0.2, 0.7};  // on the picture
  // Where a finger that points there lies on the panel, for each way to hang it.
  const std::vector<std::pair<Rotation, Point>> panels{{Rotation::none, {0.2, 0.7}},
                                                       {Rotation::quarter, {1 - 0.7, 0.2}},
                                                       {Rotation::half, {1 - 0.2, 1 - 0.7}},
                                                       {Rotation::three_quarters, {0.7, 1 - 0.2}}};
  for (const auto& [rotation, panel] : panels)
    for (const Mirror mirror : {Mirror::none, Mirror::across, Mirror::down, Mirror::both}) {
      const Point found = on_picture(mirrored(mirrored(panel, mirror), mirror), rotation);
      CHECK(found.x == Approx(seen.x));
      CHECK(found.y == Approx(seen.y));
    }
  CHECK(mirrored({0.2, 0.7}, Mirror::across).x == Approx(0.8));
  CHECK(mirrored({0.2, 0.7}, Mirror::down).y == Approx(0.3));
  CHECK(mirrored({0.2, 0.7}, Mirror::both).x == Approx(0.8));
}

bool asks_exit(const Actions& actions) {
  return std::count(actions.begin(), actions.end(), Action{ActionKind::exit}) > 0;
}

TEST_CASE("the staff's exit needs its three keys for a full second") {
  Hand hand;
  hand.key(Key::control).wait(3s).key(Key::alt).wait(3s).key(Key::q);
  CHECK_FALSE(asks_exit(hand.wait(999ms).asked()));
  CHECK(hand.wait(1ms).asked() == Actions{{ActionKind::exit}});
  // Once for each time.
  CHECK(hand.wait(5s).asked().empty());
  hand.key(Key::q, false).key(Key::q).asked();
  CHECK(hand.wait(1s).asked() == Actions{{ActionKind::exit}});

  SECTION("letting go begins the second anew") {
    Hand other;
    other.key(Key::control).key(Key::alt).key(Key::q).wait(900ms).key(Key::alt, false).key(Key::alt).wait(900ms);
    CHECK_FALSE(asks_exit(other.asked()));
    CHECK(asks_exit(other.wait(100ms).asked()));
  }
  SECTION("a release that comes late in a slow frame still counts as held") {
    Interpreter slow(1);
    for (const Key key : {Key::control, Key::alt, Key::q}) slow.step(KeyEvent{key}, Instant(0s));
    CHECK(asks_exit(slow.step(KeyEvent{Key::q, 0, false}, Instant(1100ms))));
  }
  SECTION("a repeat is no press") {
    Hand other;
    other.key(Key::control).key(Key::alt).key(Key::q, true, true).wait(2s);
    CHECK_FALSE(asks_exit(other.asked()));
  }
  SECTION("keys whose release was lost are forgotten") {
    Hand other;
    other.key(Key::control).key(Key::alt).wait(31s).key(Key::q).wait(2s);
    CHECK_FALSE(asks_exit(other.asked()));
  }
}

TEST_CASE("nothing but the chord exits, whatever else is pressed") {
  const Key withheld = GENERATE(Key::control, Key::alt, Key::q);
  std::mt19937 random(static_cast<unsigned>(withheld));
  Interpreter interpreter(1.6);
  Instant now{};
  const auto fraction = [&] { return static_cast<double>(random() % 1000) / 999; };
  for (int i = 0; i < 100'000; ++i) {
    now += std::chrono::milliseconds(random() % 200);
    InputEvent event;
    if (random() % 2) {
      auto key = static_cast<Key>(random() % 16);
      if (key == withheld) key = Key::other;
      event = KeyEvent{key, static_cast<int>(random() % 10), random() % 3 != 0, random() % 10 == 0};
    } else {
      event = PointerEvent{static_cast<std::int64_t>(random() % 4) - 1, static_cast<Phase>(random() % 4), fraction(),
                           fraction()};
    }
    if (asks_exit(interpreter.step(event, now)) || asks_exit(interpreter.tick(now))) FAIL("event " << i);
  }
}

}  // namespace
}  // namespace redlight

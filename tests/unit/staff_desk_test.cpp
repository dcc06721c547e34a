// The staff's desk: PIN, buttons, and what it keeps from the show.
#include "show/staff_desk.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

namespace redlight {
namespace {

using namespace std::chrono_literals;
using Page = StaffDesk::Page;
using Phase = PointerEvent::Phase;

class Staffer {
 public:
  explicit Staffer(const std::string& pin = "2580", double aspect = 9.0 / 16) {
    desk.set_up(Staff{pin}, touch_targets({}, false, aspect), aspect);
  }
  Staffer& opens(ActionKind by = ActionKind::corners) {
    desk.toggle(by, now);
    return *this;
  }
  Staffer& waits(Duration time) {
    now += time;
    desk.tick(now);
    return *this;
  }
  Staffer& touches(double x, double y, std::int64_t id = 1) {
    keep(desk.step(PointerEvent{id, Phase::down, x, y}, now));
    keep(desk.step(PointerEvent{id, Phase::up, x, y}, now));
    return *this;
  }
  const DeskButton button(DeskCommand command, int digit = 0) const {
    const auto all = desk.buttons();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& b) { return b.command == command && b.digit == digit; });
    REQUIRE(found != all.end());
    return *found;
  }
  Staffer& presses(DeskCommand command, int digit = 0) {
    const Region place = button(command, digit).place;
    return touches(place.x + place.width / 2, place.y + place.height / 2);
  }
  Staffer& types(const std::string& pin) {
    for (const char c : pin) presses(DeskCommand::digit, c - '0');
    return *this;
  }
  Staffer& key(Key key, int digit = 0) {
    keep(desk.step(KeyEvent{key, digit, true, false}, now));
    return *this;
  }
  std::vector<Action> asked() { return std::exchange(actions_, {}); }

  StaffDesk desk;
  Instant now{};

 private:
  void keep(const std::vector<Action>& actions) { actions_.insert(actions_.end(), actions.begin(), actions.end()); }
  std::vector<Action> actions_;
};

TEST_CASE("the PIN opens the desk, by touch and by keys") {
  Staffer touch;
  CHECK_FALSE(touch.desk.takes_input());
  CHECK(touch.opens().desk.page() == Page::pin);
  CHECK(touch.types("258").desk.typed() == 3);
  CHECK(touch.presses(DeskCommand::erase).desk.typed() == 2);
  CHECK(touch.types("80").desk.page() == Page::desk);
  CHECK(touch.presses(DeskCommand::close).desk.page() == Page::closed);

  Staffer keys;
  keys.opens(ActionKind::panel);
  for (const int digit : {2, 5, 8, 0}) keys.key(Key::digit, digit);
  CHECK(keys.desk.page() == Page::desk);
  CHECK(keys.key(Key::staff).desk.page() == Page::closed);

  Staffer pad;  // has no digits: goes to each and presses it
  pad.opens();
  const auto order = pad.desk.buttons();
  for (const int digit : {2, 5, 8, 0}) {
    for (int tries = 0; tries < 20; tries++) {
      pad.key(Key::next);
      const auto all = pad.desk.buttons();
      const auto lit = std::find_if(all.begin(), all.end(), [](const auto& b) { return b.is_lit; });
      if (lit->command == DeskCommand::digit && lit->digit == digit) break;
    }
    pad.key(Key::select);
  }
  CHECK(pad.desk.page() == Page::desk);
}

TEST_CASE("without a PIN only the key opens the desk, and no hand does") {
  CHECK(Staffer("").opens(ActionKind::corners).desk.page() == Page::closed);
  CHECK(Staffer("").opens(ActionKind::panel).desk.page() == Page::desk);
}

TEST_CASE("wrong PINs slow down, and closing does not make them forgotten") {
  Staffer staff;
  Duration waited{};
  Duration before{};
  for (int tries = 0; tries < 10; tries++) {
    if (staff.desk.page() == Page::closed) staff.opens();
    staff.types("1111");
    const Duration wait = staff.desk.wait(staff.now);
    CHECK(wait == std::min<Duration>(std::chrono::seconds(1LL << tries), StaffDesk::kLongestWait));
    CHECK(wait >= before);
    before = wait;
    staff.types("2580");  // is not heard
    CHECK(staff.desk.page() == Page::pin);
    staff.presses(DeskCommand::close).opens();
    CHECK(staff.desk.wait(staff.now) == wait);
    staff.waits(wait);
    waited += wait;
  }
  CHECK(waited > 5min);  // for ten tries of ten thousand
  if (staff.desk.page() == Page::closed) staff.opens();
  CHECK(staff.types("2580").desk.page() == Page::desk);
  CHECK(staff.presses(DeskCommand::close).opens().types("1111").desk.wait(staff.now) == 1s);
}

TEST_CASE("each button asks for what it says; leaving asks twice") {
  Staffer staff;
  staff.opens().types("2580");
  const std::vector<std::pair<DeskCommand, ActionKind>> all{
      {DeskCommand::softer, ActionKind::softer},   {DeskCommand::mute, ActionKind::mute},
      {DeskCommand::louder, ActionKind::louder},   {DeskCommand::language, ActionKind::fix_language},
      {DeskCommand::restart, ActionKind::restart}, {DeskCommand::previous, ActionKind::previous},
      {DeskCommand::home, ActionKind::home},       {DeskCommand::next, ActionKind::next}};
  for (const auto& [command, action] : all) {
    staff.presses(command);
    CHECK(staff.asked() == std::vector<Action>{{action}});
    CHECK(staff.desk.page() == Page::desk);
  }
  staff.presses(DeskCommand::exit);
  CHECK(staff.asked().empty());
  CHECK(staff.button(DeskCommand::exit).asks_again);
  staff.presses(DeskCommand::louder).presses(DeskCommand::exit);
  CHECK(staff.asked() == std::vector<Action>{{ActionKind::louder}});
  staff.presses(DeskCommand::exit);
  CHECK(staff.asked() == std::vector<Action>{{ActionKind::exit}});
}

TEST_CASE("a finger that slides off a button presses nothing, and a second finger neither") {
  Staffer staff;
  staff.opens().types("2580");
  const Region mute = staff.button(DeskCommand::mute).place, louder = staff.button(DeskCommand::louder).place;
  const auto at = [&](std::int64_t id, Phase phase, const Region& place) {
    return staff.desk.step(PointerEvent{id, phase, place.x + 0.01, place.y + 0.01}, staff.now);
  };
  at(1, Phase::down, mute);
  CHECK(staff.button(DeskCommand::mute).is_lit);
  CHECK(at(2, Phase::down, louder).empty());
  CHECK(at(2, Phase::up, louder).empty());
  CHECK(at(1, Phase::up, louder).empty());
  CHECK_FALSE(staff.button(DeskCommand::mute).is_lit);
}

TEST_CASE("while the glass is cleaned nothing is heard of it for a minute; F12 ends that") {
  Staffer staff;
  staff.opens().types("2580").presses(DeskCommand::clean);
  REQUIRE(staff.desk.page() == Page::cleaning);
  std::mt19937 random(7);
  for (int i = 0; i < 590; i++) {
    staff.touches(static_cast<double>(random() % 100) / 100, static_cast<double>(random() % 100) / 100, i);
    staff.waits(100ms);
  }
  CHECK(staff.desk.page() == Page::cleaning);
  CHECK(staff.asked().empty());
  CHECK(staff.waits(1s).desk.page() == Page::closed);
  staff.opens().types("2580").presses(DeskCommand::clean).key(Key::staff);
  CHECK(staff.desk.page() == Page::closed);
}

TEST_CASE("a desk that nobody uses closes by itself") {
  Staffer staff;
  staff.opens().types("2580");
  CHECK(staff.waits(44s).presses(DeskCommand::mute).waits(44s).desk.page() == Page::desk);
  CHECK(staff.waits(1s).desk.page() == Page::closed);
}

TEST_CASE("on every shape of display all buttons lie on the board, apart, and within reach") {
  for (const double aspect : {9.0 / 16, 9.0 / 21, 3.0 / 4, 1.0, 4.0 / 3, 16.0 / 9, 32.0 / 9})
    for (const bool accessible : {false, true}) {
      TouchSettings settings;
      settings.accessible = accessible;
      settings.panel_height = 2.2;
      const TouchTargets targets = touch_targets(settings, true, aspect);
      StaffDesk desk;
      desk.set_up(Staff{"2580"}, targets, aspect);
      desk.toggle(ActionKind::corners, Instant{});
      for (int page = 0; page < 2; page++) {
        CAPTURE(aspect, accessible, page);
        const Region board = desk.board();
        CHECK(board.x >= 0);
        CHECK(board.y >= targets.reach.y - 1e-9);
        CHECK(board.x + board.width <= 1);
        CHECK(board.y + board.height <= 1);
        const auto buttons = desk.buttons();
        for (std::size_t i = 0; i < buttons.size(); i++) {
          const Region& a = buttons[i].place;
          CHECK((a.x >= board.x && a.y >= board.y + desk.text().height));
          CHECK((a.x + a.width <= board.x + board.width && a.y + a.height <= board.y + board.height));
          CHECK(std::min(a.width * aspect, a.height) >= 0.05 * std::min(aspect, 1.0));  // a thumb's
          for (std::size_t j = 0; j < i; j++) {
            const Region& b = buttons[j].place;
            CHECK((a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height));
          }
        }
        for (const int digit : {2, 5, 8, 0}) desk.step(KeyEvent{Key::digit, digit, true, false}, Instant{});
      }
    }
}

TEST_CASE("whatever is done to it, the desk stays sane") {
  std::mt19937 random(2580);
  Staffer staff;
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  for (int i = 0; i < 100'000; i++) {
    staff.waits(std::chrono::milliseconds(below(400)));
    if (below(20) == 0) staff.opens(below(2) != 0 ? ActionKind::corners : ActionKind::panel);
    if (!staff.desk.takes_input()) continue;
    if (below(2) != 0)
      staff.desk.step(KeyEvent{static_cast<Key>(below(16)), static_cast<int>(below(10)), below(2) != 0, below(3) == 0},
                      staff.now);
    else
      staff.desk.step(
          PointerEvent{static_cast<int>(below(3)), static_cast<Phase>(below(4)), below(100) / 99.0, below(100) / 99.0},
          staff.now);
    REQUIRE(staff.desk.typed() < 4);
    REQUIRE(staff.desk.wait(staff.now) <= StaffDesk::kLongestWait);
    REQUIRE(staff.desk.buttons().size() <= 12);
  }
}

}  // namespace
}  // namespace redlight

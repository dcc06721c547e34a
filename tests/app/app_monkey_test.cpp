// Whatever is done to it, the show goes on: a hundred thousand random events, and something is on the glass after each.
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fstream>
#include <random>

#include "app/kiosk_rig.h"
#include "show/loader.h"
#include "show/staff_desk.h"
#include "support/program.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

class Monkey {
 public:
  /// Hands and keys of every kind, but not the three that together are the staff's exit.
  InputEvent event() {
    if (below(3) == 0) {
      auto key = static_cast<Key>(below(16));
      if (key == Key::q) key = Key::other;
      return KeyEvent{key, static_cast<int>(below(12)) - 1, below(3) != 0, below(10) == 0};
    }
    return PointerEvent{static_cast<std::int64_t>(below(5)) - 1, static_cast<PointerEvent::Phase>(below(4)), place(),
                        place()};
  }
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  double place() { return static_cast<double>(below(1001)) / 1000; }

 private:
  std::mt19937 random_{20231006};
};

}  // namespace

TEST_CASE("a hundred thousand random events leave a lit stage after each frame") {
  const ShowFolder folder("monkey_kiosk");
  TinyTimes times;
  times.hold = "2s", times.idle = "5s";
  write_still_show(folder.path(), times);
  LoadedShow loaded = load_show(folder.path());
  REQUIRE(loaded.show);
  loaded.show->language_mode = LanguageMode::button;
  KioskRig rig(*loaded.show, Patience::wait_until_due, KioskRig::SignsFor::visitors);
  constexpr double aspect = static_cast<double>(kTinyWidth) / kTinyHeight;
  Interpreter interpreter(aspect);
  StaffDesk desk;
  Monkey monkey;
  rig.frame();
  for (int event = 0; event < 100'000;) {
    std::vector<Action> actions;
    interpreter.set_targets(rig.kiosk().targets());
    interpreter.set_asking(rig.stage().is_counting);
    desk.set_up(Staff{"2580"}, rig.kiosk().targets(), aspect);
    for (unsigned many = monkey.below(25); many > 0; many--, event++) {
      const InputEvent one = monkey.event();
      const auto asked = desk.takes_input() ? desk.step(one, rig.now()) : interpreter.step(one, rig.now());
      actions.insert(actions.end(), asked.begin(), asked.end());
      if (const auto* pointer = std::get_if<PointerEvent>(&one); pointer && !desk.takes_input()) rig.point(*pointer);
    }
    for (const Action& action : actions) {
      REQUIRE(action.kind != ActionKind::exit);
      if (action.kind == ActionKind::panel || action.kind == ActionKind::corners) desk.toggle(action.kind, rig.now());
    }
    desk.tick(rig.now());
    REQUIRE(desk.page() != StaffDesk::Page::desk);  // nobody guesses the PIN
    const Picture picture = rig.frame(actions);
    REQUIRE(rig.stage().current);
    REQUIRE_FALSE(picture.grounds.empty());
  }
}

TEST_CASE("the program takes whatever is done to its window, and goes on") {
  const ShowFolder folder("monkey_program");
  TinyTimes times;
  times.idle = "5s";
  write_still_show(folder.path(), times);
  Monkey monkey;
  const std::vector<std::string> keys{"right", "left", "space", "home", "escape", "f1",
                                      "f12",   "l",    "m",     "9",    "0",      "tab"};
  std::ofstream script(folder.path() / "monkey.txt");
  constexpr int kEvents = 100'000;
  for (int i = 0; i < kEvents; i++) {
    script << i * 2 << "ms ";
    if (monkey.below(2) == 0)
      script << "key " << keys[monkey.below(static_cast<unsigned>(keys.size()))] << "\n";
    else if (monkey.below(4) == 0)
      script << (monkey.below(2) == 0 ? "swipe left\n" : "swipe right\n");
    else
      script << fmt::format("tap {:.3f} {:.3f}\n", monkey.place(), monkey.place());
  }
  script.close();
  const int frames = kEvents / 500 * 60;
  const Outcome outcome = run({REDLIGHT_PROGRAM, "play", folder.path().string(), "--windowed", "96x160", "--clock",
                               "virtual", "--audio", "null", "--pin", "2580", "--frames", std::to_string(frames),
                               "--replay", (folder.path() / "monkey.txt").string()});
  INFO(outcome.errors.substr(0, 4000));
  CHECK(outcome.code == 0);
  CHECK_FALSE(outcome.was_late);
  CHECK(outcome.errors.find("error") == std::string::npos);
  CHECK(outcome.errors.find("the staff's exit") == std::string::npos);
  // It was not asleep: scenes came because a visitor asked, until the end.
  const auto last = outcome.errors.rfind("(visitor)");
  REQUIRE(last != std::string::npos);
  CHECK(last > outcome.errors.size() * 9 / 10);
}

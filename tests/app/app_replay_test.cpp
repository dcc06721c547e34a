// Scripted visitors in front of the real program, under a clock that passes by frames.
#include <catch2/catch.hpp>
#include <regex>
#include <vector>

#include "support/program.h"
#include "support/tiny_show.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

struct Shown {
  int scene = 0;
  std::string mode;  // "loop" or "visitor"
  bool operator==(const Shown&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Shown& shown) { return out << shown.scene << " " << shown.mode; }

std::vector<Shown> shown_in(const std::string& log) {
  static const std::regex line(R"(scene (\d+) '[^']*' \((loop|visitor)\))");
  std::vector<Shown> shown;
  for (std::sregex_iterator at(log.begin(), log.end(), line), end; at != end; ++at)
    shown.push_back({std::stoi((*at)[1]), (*at)[2]});
  return shown;
}

Outcome play(ShowFolder& folder, const std::string& script, double length) {
  folder.with("visitors.txt", script);
  return run({REDLIGHT_PROGRAM, "play", folder.path(), "--windowed", "96x160", "--clock", "virtual", "--audio", "null",
              "--replay", folder.path() / "visitors.txt", "--frames", std::to_string(static_cast<long>(length * 60)),
              "-v"});
}

TinyTimes calm() {
  TinyTimes times;
  times.idle = "30s", times.hold = "60s";
  return times;
}

}  // namespace

TEST_CASE("a whole loop under the virtual clock shows every scene in turn, twice the same") {
  ShowFolder folder("replay_loop");
  write_tiny_show(folder.path());
  const Outcome first = play(folder, "", 22);
  INFO(first.errors);
  REQUIRE(first.code == 0);
  const auto shown = shown_in(first.errors);
  REQUIRE(shown.size() >= 15);  // two loops of seven and the third's beginning
  for (std::size_t i = 0; i < shown.size(); ++i) CHECK(shown[i] == Shown{static_cast<int>(i % 7) + 1, "loop"});
  const Outcome second = play(folder, "", 22);
  CHECK(second.code == 0);
  CHECK(shown_in(second.errors) == shown);
}

TEST_CASE("every key, tap and swipe moves exactly one scene on") {
  ShowFolder folder("replay_moves");
  write_still_show(folder.path(), calm());
  const Outcome outcome = play(folder,
                               "1s key right\n"
                               "3s tap 0.8 0.5\n"
                               "5s swipe left\n"
                               "7s key left\n"
                               "9s tap 0.1 0.5\n"
                               "11s swipe right\n"
                               "13s key 5\n"
                               "15s key space\n"
                               "17s key home\n"
                               "19s key 4\n"
                               "21s key home\n",
                               25);
  INFO(outcome.errors);
  REQUIRE(outcome.code == 0);
  const std::vector<Shown> expected{{1, "loop"},    {2, "visitor"}, {3, "visitor"}, {4, "visitor"},
                                    {3, "visitor"}, {2, "visitor"}, {1, "visitor"}, {5, "visitor"},
                                    {1, "visitor"}, {4, "visitor"}, {1, "visitor"}};
  CHECK(shown_in(outcome.errors) == expected);
}

TEST_CASE("taps that come together count each for itself") {
  ShowFolder folder("replay_together");
  write_still_show(folder.path(), calm());
  const Outcome outcome = play(folder, "1s tap 0.8 0.5\n1s tap 0.8 0.5\n1.1s key right\n", 5);
  INFO(outcome.errors);
  REQUIRE(outcome.code == 0);
  REQUIRE_FALSE(shown_in(outcome.errors).empty());
  CHECK(shown_in(outcome.errors).back() == Shown{4, "visitor"});
}

TEST_CASE("thirty seconds without input bring the show back home, and not a moment less") {
  ShowFolder folder("replay_idle");
  write_still_show(folder.path(), calm());
  const std::string script = "1s key right\n3s key right\n";
  const std::vector<Shown> away{{1, "loop"}, {2, "visitor"}, {3, "visitor"}};
  const Outcome before = play(folder, script, 32.9);
  INFO(before.errors);
  REQUIRE(before.code == 0);
  CHECK(shown_in(before.errors) == away);
  const Outcome after = play(folder, script, 33.5);
  INFO(after.errors);
  REQUIRE(after.code == 0);
  auto home = away;
  home.push_back({1, "loop"});
  CHECK(shown_in(after.errors) == home);
}

TEST_CASE("staff leave with Ctrl+Alt+Q held for a second, not for half a second") {
  ShowFolder folder("replay_exit");
  TinyTimes times;
  times.idle = "5s";
  write_still_show(folder.path(), times);
  // The loop goes on after the five seconds for which a touched key keeps it.
  const Outcome held = play(folder, "1s hold ctrl+alt+q 1.2s\n", 60);
  INFO(held.errors);
  CHECK(held.code == 0);
  CHECK(held.errors.find("the staff's exit") != std::string::npos);
  CHECK(shown_in(held.errors).size() == 1);
  const Outcome brief = play(folder, "1s hold ctrl+alt+q 0.5s\n", 60);
  INFO(brief.errors);
  CHECK(brief.code == 0);
  CHECK(brief.errors.find("the staff's exit") == std::string::npos);
  CHECK(shown_in(brief.errors).size() > 10);
}

TEST_CASE("a script with a fault is told with line and column") {
  ShowFolder folder("replay_fault");
  write_still_show(folder.path(), calm());
  const Outcome outcome = play(folder, "1s key right\n2s pres right\n", 5);
  CHECK(outcome.code == 2);
  CHECK(outcome.errors.find("visitors.txt:2:4: error:") != std::string::npos);
}

#include <catch2/catch.hpp>
#include <random>

#include "show/replay.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;
using Catch::Matchers::Contains;

std::vector<Action> actions_of(const Replay& replay) {
  Interpreter interpreter(16.0 / 9);
  std::vector<Action> actions;
  for (const TimedInput& input : replay.inputs)
    for (const Action& action : interpreter.step(input.event, input.at)) actions.push_back(action);
  return actions;
}

TEST_CASE("a script becomes the input it describes") {
  const Replay replay = parse_replay(R"(# a visit
2.5s  key right   # and a word on it

3s    hold ctrl+alt+q 1.2s
5s    tap 0.8 0.5
5s    tap 0.1 0.5
6s    swipe left
6.5s  swipe right
7s    key 3
8s    key Home
)",
                                     "visit.txt");
  for (const auto& one : replay.diagnostics) INFO(format(one));
  REQUIRE(replay.diagnostics.empty());
  REQUIRE_FALSE(replay.inputs.empty());
  CHECK(replay.inputs.front().at == Instant(2500ms));
  for (std::size_t i = 1; i < replay.inputs.size(); ++i) CHECK(replay.inputs[i].at >= replay.inputs[i - 1].at);
  const std::vector<Action> expected{{ActionKind::next},     {ActionKind::touch}, {ActionKind::touch},
                                     {ActionKind::touch},    {ActionKind::exit},  {ActionKind::next},
                                     {ActionKind::previous}, {ActionKind::next},  {ActionKind::previous},
                                     {ActionKind::jump, 2},  {ActionKind::home}};
  CHECK(actions_of(replay) == expected);
}

TEST_CASE("a chord that is held too briefly is no exit") {
  const auto actions = actions_of(parse_replay("1s hold ctrl+alt+q 900ms\n9s key escape\n", "f"));
  for (const Action& action : actions) CHECK(action.kind == ActionKind::touch);
}

TEST_CASE("what a script lacks is told with line and column, and the good lines stay") {
  const std::vector<std::tuple<std::string, int, int, std::string>> faults{
      {"soon key right", 1, 1, "'soon' is not a time"},
      {"1s", 1, 1, "has no command after it"},
      {"1s kez right", 1, 4, "did you mean 'key'?"},
      {"1s key rihgt", 1, 8, "did you mean 'right'?"},
      {"1s key", 1, 4, "lacks something after it, expected \"key right\""},
      {"1s key right left", 1, 14, "is one word too many"},
      {"1s hold ctrl+alr+q 1s", 1, 14, "did you mean 'alt'?"},
      {"1s hold ctrl+ 1s", 1, 14, "is not a key"},
      {"1s hold q long", 1, 11, "'long' is not a time"},
      {"1s tap 0.5 1.5", 1, 12, "expected a number from 0 to 1"},
      {"1s tap nan 0.5", 1, 8, "is not a place"},
      {"1s swipe up", 1, 10, "expected left or right"},
      {"2s key left\n1s key left", 2, 1, "goes back in time, expected at least 2s"},
      {"\xFF\xFE key left", 1, 1, "is not a time"},
  };
  for (const auto& [text, line, column, said] : faults) {
    const Replay replay = parse_replay("0s key home\n0s key home\n", "f");
    CHECK(replay.inputs.size() == 4);
    const Replay faulty = parse_replay(text, "f");
    INFO(text);
    REQUIRE(faulty.diagnostics.size() == 1);
    CHECK(faulty.diagnostics[0].line == line);
    CHECK(faulty.diagnostics[0].column == column);
    CHECK_THAT(format(faulty.diagnostics[0]), Contains(said));
  }
  CHECK(parse_replay("1s key left\nx\n2s key left\n", "f").inputs.size() == 4);
}

TEST_CASE("any bytes are a script or a list of faults") {
  std::mt19937 random(7);
  const std::string letters = "0123456789. \n\tskeyholdtapwi+#ctrlaq\xFF";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 80; ++i) text += letters[random() % letters.size()];
    parse_replay(text, "f");
  }
}

}  // namespace
}  // namespace redlight

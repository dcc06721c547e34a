#pragma once
// A script of input for `redlight play --replay FILE`, one event a line: the time since start, then what happens.
//   # comment
//   2.5s  key right            (right left up down space home pagedown pageup 0..9 ...: pressed and released)
//   3s    hold ctrl+alt+q 1.2s
//   4s    tap 0.8 0.5          (x y, 0..1 from the top left)
//   5s    swipe left           (right, left)
// Times do not go back. Pure; errors as diagnostics with line and column.
#include <string_view>
#include <vector>

#include "show/diagnostic.h"
#include "show/input.h"

namespace redlight {

struct TimedInput {
  Instant at{};
  InputEvent event;
};

struct Replay {
  std::vector<TimedInput> inputs;  ///< in the order of time
  std::vector<Diagnostic> diagnostics;
};

Replay parse_replay(std::string_view text, const std::filesystem::path& file);

}  // namespace redlight

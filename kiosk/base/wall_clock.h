#pragma once
// The time of day and the date on the wall, for what happens at certain hours and on certain days. Not for anything
// else: it jumps, and a machine without a battery begins its day at any time. Main thread.
#include <chrono>

namespace redlight {

struct WallTime {
  std::chrono::minutes of_day{};       ///< since local midnight
  bool is_trusted = false;             ///< the date may be right
  std::chrono::year_month_day date{};  ///< local; not ok() where the clock cannot be read
};

class WallClock {
 public:
  virtual ~WallClock() = default;
  virtual WallTime now() = 0;
};

}  // namespace redlight

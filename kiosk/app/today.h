#pragma once
// What day it is, for dates that count down: read from the clock on the wall now and then, and only for a show that
// counts days. Main thread.
#include <optional>

#include "base/time.h"
#include "base/wall_clock.h"
#include "show/calendar.h"
#include "show/show.h"

namespace redlight {

/// Whether any slide of the show says something else on another day.
bool counts_days(const Show& show);

class Today {
 public:
  static constexpr Duration kLook = std::chrono::seconds(5);  ///< how often the clock on the wall is read

  /// The clock outlives it; null: no day is ever known, as where time passes by frames.
  explicit Today(WallClock* clock) : clock_(clock) {}

  /// Empty for a show that does not care, and while the clock cannot be trusted.
  std::optional<Day> at(const Show& show, Instant now);

 private:
  WallClock* clock_;
  std::optional<Day> day_;
  Instant look_at_ = Instant::min();
};

}  // namespace redlight

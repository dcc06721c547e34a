#pragma once
// Time in Redlight is an argument. Only the frame loop and the sound sinks read a clock (base/clock.h); everything else
// is handed an Instant, so that a test plays a day in milliseconds and an offline render is exact.
#include <chrono>

namespace redlight {

using Duration = std::chrono::nanoseconds;

/// The time line of one run of the show: Instant{} is its start. It has no now() on purpose.
struct ShowTime {
  using rep = Duration::rep;
  using period = Duration::period;
  using duration = Duration;
  using time_point = std::chrono::time_point<ShowTime, Duration>;
  static constexpr bool is_steady = true;
};
using Instant = ShowTime::time_point;

/// Seconds as a double, for arithmetic at the very edge (uniforms, text).
constexpr double seconds(Duration d) { return std::chrono::duration<double>(d).count(); }

/// The nearest whole nanosecond of `s` seconds.
constexpr Duration from_seconds(double s) {
  return Duration(static_cast<Duration::rep>(s * 1e9 + (s < 0 ? -0.5 : 0.5)));
}

/// `speed` times `d`; exact at speed 1.
constexpr Duration scaled(Duration d, double speed) { return speed == 1 ? d : from_seconds(seconds(d) * speed); }

}  // namespace redlight

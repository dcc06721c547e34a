#pragma once
// What a driver's whole number of refreshes a second stands for. Pure; any thread.
//
// SDL tells whole numbers only, and where it cuts off what comes after the point a display of 59.94 Hz is one of 59. On
// that a film of 24 frames a second would find no even turn (media/cadence.h), though it has one: rates that are one
// below a multiple of the film's and television's are a thousandth below it. What a number is rounded by otherwise, a
// thousandth of it at 60, the film's own clock takes up.

namespace redlight {

/// In Hz; 60 where the driver does not say (0 or less).
constexpr double refresh_rate_of(int told) {
  if (told <= 0) return 60;
  const int whole = told + 1;
  return whole % 24 == 0 || whole % 30 == 0 ? whole * 1000.0 / 1001 : told;
}

}  // namespace redlight

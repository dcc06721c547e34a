#include "platform/system_wall_clock.h"

#include <ctime>

#include "platform/machine.h"

namespace redlight {

WallTime SystemWallClock::now() {
  const std::time_t time = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&time, &local) == nullptr) return {};
  const std::chrono::year_month_day date{std::chrono::year(local.tm_year + 1900),
                                         std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)),
                                         std::chrono::day(static_cast<unsigned>(local.tm_mday))};
  return {std::chrono::minutes(local.tm_hour * 60 + local.tm_min), clock_trust() != ClockTrust::wrong, date};
}

}  // namespace redlight

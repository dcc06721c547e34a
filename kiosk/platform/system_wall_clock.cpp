#include "platform/system_wall_clock.h"

#include <ctime>

#include "platform/machine.h"

namespace redlight {

WallTime SystemWallClock::now() {
  const std::time_t time = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&time, &local) == nullptr) return {};
  return {std::chrono::minutes(local.tm_hour * 60 + local.tm_min), clock_trust() != ClockTrust::wrong};
}

}  // namespace redlight

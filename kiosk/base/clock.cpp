#include "base/clock.h"

#include <thread>

namespace redlight {

void SteadyClock::sleep_until(Instant until) { std::this_thread::sleep_until(start_ + until.time_since_epoch()); }

}  // namespace redlight

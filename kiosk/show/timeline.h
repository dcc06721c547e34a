#pragma once
// What the loop will do, told ahead by a director that nobody disturbs. Pure.
#include <vector>

#include "base/time.h"
#include "show/director.h"

namespace redlight {

struct Timeline {
  std::vector<Appearance> appearances;  ///< of one loop, in order
  Duration length{};                    ///< from the start until the first scene begins to come in again
};

/// One loop of the plan. `lengths` tells how long each scene lasts by itself (a teaser), 0 when it does not end. Times
/// are rounded up to those of frames, `rate` of them to a second, as they are when a show is rendered.
Timeline timeline_of(const Plan& plan, const std::vector<Duration>& lengths, int rate);

}  // namespace redlight

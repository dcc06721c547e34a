#pragma once
// The machine's own wall clock, in its time zone. Not trusted while the date lies before this program was made: then
// the machine has no battery, and no time service has set it yet. Main thread.
#include "base/wall_clock.h"

namespace redlight {

class SystemWallClock final : public WallClock {
 public:
  WallTime now() override;
};

}  // namespace redlight

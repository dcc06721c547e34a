#pragma once
// What frames took in the last seconds, for the staff. Pure; main thread.
#include <deque>

#include "base/time.h"

namespace redlight {

struct FrameFigures {
  Duration median{}, worst{};
  int drawn = 0, late = 0;  ///< late: longer than one refresh
};

class FrameWatch {
 public:
  void drawn(Instant now, Duration took, Duration budget);
  /// Of the last five seconds before `now`.
  FrameFigures figures(Instant now);

 private:
  struct Frame {
    Instant at{};
    Duration took{};
    bool late = false;
  };
  void drop_old(Instant now);

  std::deque<Frame> frames_;
};

}  // namespace redlight

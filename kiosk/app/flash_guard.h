#pragma once
// Between the show and whoever draws it: holds every picture against the flash limits before it is drawn, film and
// light alike, and dims what would break them (picture/flash_limiter.h). Logs what it did, once for each incident and
// at most once a minute. A picture within the limits passes unchanged, to the bit. Main thread.
#include <vector>

#include "app/flash_watch.h"

namespace redlight {

class FlashGuard {
 public:
  /// `picture` is due at `now`. Times do not go backwards.
  void pass(Picture& picture, Instant now);

 private:
  void report(Instant now);

  FlashWatch watch_;
  std::vector<Ground> shown_;  // the last picture's grounds, as they went
  bool was_at_work_ = false;
  int untold_ = 0;  // incidents since the last line in the log
  Instant next_line_{};
};

}  // namespace redlight

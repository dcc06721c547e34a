#pragma once
// Sees every picture of a show as the limiter of flashes does (picture/flash_limiter.h), for who changes pictures while
// they play (app/flash_guard.h) and for who tells beforehand which those will be (app/flash_check.h). Main thread.
#include <optional>
#include <vector>

#include "picture/flash_limiter.h"
#include "render/coarse_view.h"

namespace redlight {

class FlashWatch {
 public:
  /// How `picture`, which is due at `now`, is to be shown; empty when it is the one before again, as it was. Times do
  /// not go backwards.
  std::optional<FlashVerdict> see(const Picture& picture, Instant now);

  /// The last picture as it came. Valid until the next call.
  const FlashField& field() { return view_.field(1); }
  FlashGrid grid() const { return view_.grid(); }
  /// Whether pictures are being changed, or were until a moment ago.
  bool is_at_work() const { return limiter_.is_at_work(); }

 private:
  CoarseView view_;
  FlashLimiter limiter_;
  int width_ = 0, height_ = 0;
  std::vector<Ground> seen_;
};

}  // namespace redlight

#include "app/flash_guard.h"

#include "base/log.h"
#include "render/coarse_view.h"

namespace redlight {
namespace {
constexpr Duration kLogPause = std::chrono::minutes(1);
}  // namespace

void FlashGuard::pass(Picture& picture, Instant now) {
  const auto verdict = watch_.see(picture, now);
  if (!verdict) return;
  if (verdict->hold)
    picture.grounds = shown_;
  else if (verdict->level < 1)
    dim(picture, verdict->level);
  shown_ = picture.grounds;
  report(now);
}

void FlashGuard::report(Instant now) {
  const bool begins = watch_.is_at_work() && !was_at_work_;
  was_at_work_ = watch_.is_at_work();
  if (!begins) return;
  untold_++;
  if (now < next_line_) return;
  next_line_ = now + kLogPause;
  spdlog::warn(
      "{:.1f} s: flashes beyond what is safe for photosensitive people are dimmed{}; redlight check tells where "
      "they are",
      seconds(now.time_since_epoch()),
      untold_ > 1 ? fmt::format(" ({} times since the last such line)", untold_) : std::string());
  untold_ = 0;
}

}  // namespace redlight

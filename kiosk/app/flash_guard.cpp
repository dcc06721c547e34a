#include "app/flash_guard.h"

#include "base/log.h"

namespace redlight {
namespace {
constexpr Duration kLogPause = std::chrono::minutes(1);
}  // namespace

void FlashGuard::pass(Picture& picture, Instant now) {
  if (picture.width != width_ || picture.height != height_) {
    // Grounds of another size cannot be held.
    width_ = picture.width, height_ = picture.height;
    limiter_ = {};
    asked_.clear(), shown_.clear();
  }
  // The same picture again is no change.
  if (!limiter_.is_at_work() && picture.grounds == asked_) return;
  asked_ = picture.grounds;
  view_.look(picture);
  const FlashVerdict verdict =
      limiter_.judge([this](float level) -> const FlashField& { return view_.field(level); }, now);
  if (verdict.hold)
    picture.grounds = shown_;
  else if (verdict.level < 1)
    dim(picture, verdict.level);
  shown_ = picture.grounds;
  report(now);
}

void FlashGuard::report(Instant now) {
  const bool begins = limiter_.is_at_work() && !was_at_work_;
  was_at_work_ = limiter_.is_at_work();
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

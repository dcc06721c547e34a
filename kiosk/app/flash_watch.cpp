#include "app/flash_watch.h"

namespace redlight {

std::optional<FlashVerdict> FlashWatch::see(const Picture& picture, Instant now) {
  if (picture.width != width_ || picture.height != height_) {
    // Grounds of another size cannot be held.
    width_ = picture.width, height_ = picture.height;
    limiter_ = {};
    seen_.clear();
  }
  // The same picture again is no change.
  const bool is_same = picture.grounds == seen_;
  if (is_same && !limiter_.is_at_work()) return std::nullopt;
  if (!is_same) view_.look(picture), seen_ = picture.grounds;
  return limiter_.judge([this](float level) -> const FlashField& { return view_.field(level); }, now);
}

}  // namespace redlight

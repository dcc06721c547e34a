#include <utility>

#include "media/audio_sink.h"

namespace redlight {

void NullSink::pump(Instant now) {
  if (!start_ || now - (*start_ + time_of(mixed_)) > std::chrono::seconds(1)) {
    start_ = now;
    mixed_ = 0;
  }
  const std::int64_t frames = samples_in(now - *start_) - mixed_;
  if (frames <= 0) return;
  scratch_.resize(static_cast<std::size_t>(frames) * 2);
  mixer_.mix(scratch_, *start_ + time_of(mixed_));
  mixed_ += frames;
}

void MixdownSink::pump(Instant now) {
  const std::int64_t until = samples_in(now.time_since_epoch());
  if (!mixed_) mixed_ = until;
  if (until <= *mixed_) return;
  const std::size_t old = samples_.size();
  samples_.resize(old + static_cast<std::size_t>(until - *mixed_) * 2);
  mixer_.mix(std::span(samples_).subspan(old), Instant(time_of(*mixed_)));
  mixed_ = until;
}

std::vector<float> MixdownSink::take() { return std::exchange(samples_, {}); }

}  // namespace redlight

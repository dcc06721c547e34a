#include <algorithm>
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
  mixer_.mix(scratch_, *start_ + time_of(mixed_) - Mixer::kLatency);
  mixed_ += frames;
}

MixdownSink::MixdownSink(Mixer& mixer, Instant keep_from)
    : mixer_(mixer), keep_from_(samples_in(keep_from.time_since_epoch())) {}

void MixdownSink::pump(Instant now) {
  const std::int64_t until = samples_in(now.time_since_epoch());
  if (!mixed_) mixed_ = until, keep_from_ = std::max(keep_from_, until);
  mix_until(until);
}

void MixdownSink::finish() {
  if (mixed_) mix_until(*mixed_ + std::int64_t{Limiter::kLatency});
}

void MixdownSink::mix_until(std::int64_t sample) {
  if (sample <= *mixed_) return;
  const std::size_t old = samples_.size();
  samples_.resize(old + static_cast<std::size_t>(sample - *mixed_) * 2);
  // What comes out went in kLatency ago; the file's time line is that of the voices.
  mixer_.mix(std::span(samples_).subspan(old), Instant(time_of(*mixed_)) - Mixer::kLatency);
  const std::int64_t first = *mixed_ - std::int64_t{Limiter::kLatency};
  const std::int64_t surplus = std::clamp<std::int64_t>(keep_from_ - first, 0, sample - *mixed_);
  const auto begin = samples_.begin() + static_cast<std::ptrdiff_t>(old);
  samples_.erase(begin, begin + static_cast<std::ptrdiff_t>(surplus * 2));
  mixed_ = sample;
}

std::vector<float> MixdownSink::take() { return std::exchange(samples_, {}); }

}  // namespace redlight

#pragma once
// When the samples that a sound card's callback asks for will be heard. Callbacks come in bursts and late, the samples
// themselves leave at one rate: time goes on with the samples, and is drawn only slowly to where the callbacks say it
// is. Without it a film would stumble whenever a callback does. One thread at a time.
#include <algorithm>
#include <cstddef>

#include "base/time.h"
#include "media/mixer.h"

namespace redlight {

class CallbackClock {
 public:
  /// When the first of `count` stereo samples is heard; `told` is where this callback puts it.
  Instant heard_at(Instant told, std::size_t count) {
    const Duration apart = told - next_;
    if (calls_ == 0 || apart > kJump || apart < -kJump)
      next_ = told, calls_ = 1;  // the card stood still
    else
      next_ += apart / (calls_ = std::min(calls_ + 1, kMean));
    const Instant heard = next_;
    next_ += from_seconds(static_cast<double>(count) / kSampleRate);
    return heard;
  }

 private:
  static constexpr Duration kJump = std::chrono::milliseconds(150);
  static constexpr int kMean = 64;  // callbacks: with 2048 samples each, under three seconds
  Instant next_{};
  int calls_ = 0;
};

}  // namespace redlight

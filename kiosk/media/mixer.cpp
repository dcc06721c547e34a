#include "media/mixer.h"

#include <algorithm>

namespace redlight {

namespace {
constexpr float kGainStep = 2.f / (0.02f * kSampleRate);  // the whole range of set_volume within 20 ms
}

Mixer::Mixer() {
  for (auto& voice : voices_) voice = std::make_shared<Voice>();
}

std::shared_ptr<Voice> Mixer::add_voice() {
  for (auto& voice : voices_) {
    // Its last user may have dropped it on another thread: the copy orders what that one did before what comes.
    const std::shared_ptr<Voice> own = voice;
    if (own.use_count() > 2) continue;
    voice->set_playing(false);
    voice->clear();
    voice->set_gain(1.f);
    voice->set_trim(1.f);
    return voice;
  }
  return nullptr;
}

float Mixer::loudness() const {
  if (!is_heard_ || muted_.load(std::memory_order_relaxed)) return 0;
  return std::clamp(volume_.load(std::memory_order_relaxed), 0.f, 2.f);
}

void Mixer::mix(std::span<float> out, Instant audible_at) {
  std::fill(out.begin(), out.end(), 0.f);
  for (auto& voice : voices_) voice->take(out, audible_at + kLatency);
  hum_.add(out);
  const float target =
      muted_.load(std::memory_order_relaxed) ? 0.f : std::clamp(volume_.load(std::memory_order_relaxed), 0.f, 2.f);
  if (!has_started_) gain_ = target;
  has_started_ = true;
  for (std::size_t i = 0; i + 1 < out.size(); i += 2) {
    gain_ = gain_ < target ? std::min(gain_ + kGainStep, target) : std::max(gain_ - kGainStep, target);
    out[i] *= gain_;
    out[i + 1] *= gain_;
  }
  limiter_.pass(out);
}

}  // namespace redlight

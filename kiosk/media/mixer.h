#pragma once
// The sound of the show: the sum of the voices that are playing, held below full scale by a limiter and pulled by a
// sink. Interleaved stereo float at 48 kHz, full scale 1.0.
//
// Threads: the main thread owns the mixer and adds voices; one decoder thread writes into each voice; exactly one sink
// pulls mix(). mix() takes no lock, allocates nothing and logs nothing, because a sink may call it from the sound
// card's callback.
#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

#include "base/time.h"
#include "media/hum.h"
#include "media/limiter.h"
#include "media/voice.h"

namespace redlight {

class Mixer {
 public:
  static constexpr std::size_t kVoices = 8;  ///< what can sound at once: two teasers in a cross-fade, beds and cues

  /// A free voice, silent and paused; null when all are taken. Main thread. The voice is free again when the pointer is
  /// dropped, on whichever thread.
  std::shared_ptr<Voice> add_voice();

  /// The tubes' hum; silent until somebody sets its level. Any thread may.
  Hum& hum() { return hum_; }

  /// How much later than it was taken from a voice a sample is mixed: the limiter's look-ahead. Always the same.
  static constexpr Duration kLatency = time_of(Limiter::kLatency);

  /// Adds up `out.size() / 2` stereo samples of the hum and of every playing voice, limited (media/limiter.h).
  /// `audible_at` is when the first sample of `out` leaves the loudspeaker; the voices' clocks are read off it, and
  /// count kLatency themselves. One thread at a time.
  void mix(std::span<float> out, Instant audible_at);

  /// Master volume, linear, 0..2, and mute; both are ramped within 20 ms so that nothing clicks. Any thread.
  void set_volume(float linear) { volume_.store(linear, std::memory_order_relaxed); }
  void set_muted(bool muted) { muted_.store(muted, std::memory_order_relaxed); }

  /// Whether what is mixed is heard by somebody, or written; set by who chooses the sink. Main thread.
  void set_heard(bool heard) { is_heard_ = heard; }
  /// How loud everything is for a listener, linear: the volume; 0 when muted or when nothing is heard. Main thread.
  float loudness() const;

 private:
  std::array<std::shared_ptr<Voice>, kVoices> voices_;  // made in the constructor, never replaced
  Hum hum_;
  std::atomic<float> volume_{1.f};
  std::atomic<bool> muted_{false};
  bool is_heard_ = false;     // main thread
  Limiter limiter_;           // sink's thread
  float gain_ = 1.f;          // sink's thread: where the ramp stands
  bool has_started_ = false;  // sink's thread: mix() was called

 public:
  Mixer();
  Mixer(const Mixer&) = delete;
  Mixer& operator=(const Mixer&) = delete;
};

}  // namespace redlight

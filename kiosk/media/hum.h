#pragma once
// The hum of fluorescent tubes on their ballasts: 120 Hz, twice the mains of 60 Hz, with the harmonics of a choke,
// a little wider than the middle. Made by arithmetic, the same on every machine. Part of the mixer (media/mixer.h), and
// not a Voice: it has no file, no decoder and no end.
//
// Threads: set_level() by any thread; add() by the sink, without locks or allocation.
#include <array>
#include <atomic>
#include <span>

#include "media/voice.h"

namespace redlight {

class Hum {
 public:
  /// Level 1 has this root mean square per channel, of full scale (a square of 1): -30 dB.
  static constexpr double kLoudest = 0.0316;

  Hum();

  /// 0..1, linear; reached within 50 ms, so that nothing clicks. 0 is silence, and what a hum begins with.
  void set_level(float linear);

  /// Adds the next `out.size() / 2` stereo samples to `out`.
  void add(std::span<float> out);

 private:
  static constexpr std::size_t kPeriod = kSampleRate / 120;

  std::array<float, kPeriod * 2> wave_;  // one period, interleaved stereo, at level 1
  std::atomic<float> target_{0.f};
  std::size_t at_ = 0;  // sink: the next sample of the period
  float level_ = 0.f;   // sink: where the ramp stands
};

}  // namespace redlight

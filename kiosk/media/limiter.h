#pragma once
// Keeps the sum of the voices below full scale without a click: the gain goes down before a peak comes and up again
// slowly after it. Part of the mixer (media/mixer.h); interleaved stereo at 48 kHz, one gain for both channels, so that
// nothing wanders between them.
//
// What must not be passed is the wave between the samples as well as the samples: it is estimated at four places in
// every gap with the interpolator of ITU-R BS.1770-4, annex 2. The gain that a peak needs is held over the look-ahead
// (a running minimum), recovers with a time constant of 0.17 s, and is averaged over the look-ahead; so it reaches what
// the peak needs exactly when the peak leaves, on a straight line. All of it is counted in whole numbers: where nothing
// is too loud the gain is exactly 1, and what comes out is what went in, kLatency frames later.
//
// One thread at a time, the sink's; no lock, no allocation after construction, the same samples on every machine.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace redlight {

class Limiter {
 public:
  static constexpr float kCeiling = 0.891251f;  ///< -1 dBTP
  static constexpr std::size_t kLatency = 240;  ///< frames from in to out: 5 ms

  Limiter();

  /// Replaces each frame by the one that went in kLatency frames ago, made softer where it must be.
  void pass(std::span<float> frames);

 private:
  // What is known of a peak: the interpolator looks this far beyond a frame, and kHold is what is left of the latency.
  static constexpr std::size_t kBeyond = 6, kHold = kLatency - kBeyond + 1, kTaps = 12;
  static constexpr std::size_t kRing = 256;  // a power of two, for all rings
  static constexpr std::int64_t kOne = std::int64_t{1} << 30;

  std::int64_t gain_needed(std::size_t at);
  std::int64_t held(std::size_t at, std::int64_t needed);
  float peak_in_gap(std::size_t at) const;
  std::size_t index(std::size_t at) const { return at % kRing; }

  // Rings over the frames, counted in now_.
  std::array<float, kRing * 2> frames_{};
  std::array<std::int64_t, kRing> recovering_{};  // the gain before it is averaged
  // The running minimum: gains that are smaller than all before them, oldest first.
  struct Candidate {
    std::size_t at = 0;
    std::int64_t gain = kOne;
  };
  std::array<Candidate, kRing> candidates_{};
  std::size_t oldest_ = 0, newest_ = 0;  // of candidates_, counted on; empty when equal
  std::size_t now_ = kRing;              // of the frame that comes in
  std::size_t quiet_ = kTaps;            // frames since one that is loud enough for a gap to pass the ceiling
  float gap_ = 0;                        // peak between the last two frames that were looked at
  std::int64_t gain_ = kOne;             // recovering
  std::int64_t sum_ = 0;                 // of recovering_ over the look-ahead
};

}  // namespace redlight

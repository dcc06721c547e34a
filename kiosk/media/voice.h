#pragma once
// One source of sound in the mixer: a single-producer single-consumer ring of stereo samples with a gain, and the clock
// that is read off it.
//
// Threads: write(), room(), finish() by one decoder thread; take() by the sink, without locks or allocation; the rest
// by the main thread. Positions count stereo frames since clear(), whether they were heard or discarded, so that a
// position is a time in the file, at whatever speed it is played.
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "media/sinc.h"

namespace redlight {

inline constexpr int kSampleRate = 48000;  ///< of everything between decoder and sink, in stereo frames a second

/// The number of samples in `d`, rounded to the nearest; exact for 48 years (48000 / 10^9 is 6 / 125000).
constexpr std::int64_t samples_in(Duration d) {
  const std::int64_t scaled = d.count() * 6;
  return (scaled + (scaled < 0 ? -62500 : 62500)) / 125000;
}

/// How long `samples` last, rounded to the nearest nanosecond; exact for 48 years.
constexpr Duration time_of(std::int64_t samples) { return Duration((samples * 125000 + (samples < 0 ? -3 : 3)) / 6); }

class Voice {
 public:
  explicit Voice(std::size_t capacity_frames = kSampleRate);

  // --- decoder thread
  /// Stereo frames that write() would take now.
  std::size_t room() const;
  /// Appends interleaved stereo samples; returns how many frames were taken (less than given when the ring is full).
  std::size_t write(std::span<const float> samples);
  /// No more will come until clear(): running dry is then the end and no underrun.
  void finish();

  // --- sink
  /// Adds up to out.size()/2 frames to `out`, with the gain ramped. Notes that the first of them is heard at
  /// `audible_at`.
  void take(std::span<float> out, Instant audible_at);

  // --- main thread
  void set_playing(bool playing);
  void set_gain(float linear);  ///< 0..1; reached within about 20 ms, at once when nothing was taken since clear()
  /// 0..4, times the gain: what brings the file to its loudness. It glides, by 1 in three seconds, so that nobody
  /// notices; reached at once when nothing was taken since clear().
  void set_trim(float linear);
  /// How much of the file is heard in its own time, 1 - kMaxTrim to 1 + kMaxTrim; 1 since clear(). Other speeds than 1
  /// are interpolated, and heard as no change of pitch.
  void set_speed(double speed);
  static constexpr double kMaxTrim = 0.01;
  std::size_t buffered() const;  ///< frames written and not yet taken
  bool complete() const;         ///< finish() was called since clear(). Any thread.
  bool finished() const;         ///< finish() was called and everything was taken
  /// How many frames have been heard by `now` since clear(), as a time; empty before the first was taken. Between two
  /// takes the time runs on; when a take found too little, it stops at the last frame there was.
  std::optional<Duration> heard(Instant now) const;
  /// Until when there is something to hear from the takes so far; empty before the first was taken. A time long past
  /// means that no sink pulls.
  std::optional<Instant> heard_until() const;
  long underruns() const;
  /// Throws away what comes before the position `time`, as far as it is written: for a main thread that finds that no
  /// sink pulls. A take that comes at the same moment gets silence.
  void discard_until(Duration time);
  /// Empties the ring and restarts the count. The decoder thread must not be writing (it may be the caller); the voice
  /// must not be playing.
  void clear();

 private:
  struct Clock {
    Duration begin{}, end{};  ///< what the last take got, as times in the file
    Instant audible_at{};     ///< when it begins to be heard
    Instant until{};          ///< when it was heard
    double speed = 1;
    bool dry = false;  ///< it got less than it asked for
  };
  /// What a take came to.
  struct Taken {
    std::size_t made = 0;  ///< frames of sound
    std::size_t used = 0;  ///< frames of the ring
  };
  void write_clock(const Clock& clock);
  std::optional<Clock> read_clock() const;
  Taken copy(std::span<float> out, std::uint64_t from, std::size_t there);
  Taken interpolate(std::span<float> out, std::uint64_t from, std::size_t there, double speed, bool complete);
  void add(std::span<float> out, float left, float right);
  void remember(std::uint64_t from, std::size_t used);

  const std::size_t capacity_;
  std::vector<float> ring_;
  std::atomic<std::uint64_t> written_{0};  // decoder writes, sink reads
  std::atomic<std::uint64_t> taken_{0};    // the consumer writes, decoder reads
  std::atomic<bool> complete_{false};
  std::atomic<bool> playing_{false};
  std::atomic<float> gain_target_{1.f}, trim_target_{1.f};
  std::atomic<double> speed_{1.0};
  std::atomic<long> underruns_{0};

  // Who holds `consuming_` is the consumer. The sink only tries it and gives silence if it fails; main and decoder
  // thread hold it for microseconds.
  std::atomic_flag consuming_;
  float gain_ = 1.f, trim_ = 1.f;                  // consumer: where the ramps stand
  bool has_started_ = false;                       // consumer: something was taken since clear()
  double fraction_ = 0;                            // consumer: how far behind taken_ it is in the file, of a frame
  std::array<float, 2 * Sinc::kBefore> before_{};  // consumer: the frames before taken_

  // The clock, a sequence lock: written by the consumer, read by any thread. Even and not 0: valid. The fields are
  // stored with release and loaded with acquire order instead of fences, which ThreadSanitizer does not understand.
  std::atomic<std::uint32_t> clock_version_{0};
  std::atomic<std::int64_t> clock_begin_{0}, clock_end_{0}, clock_audible_at_{0}, clock_until_{0};
  std::atomic<double> clock_speed_{1.0};
  std::atomic<bool> clock_dry_{false};
};

}  // namespace redlight

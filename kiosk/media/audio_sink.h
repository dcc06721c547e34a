#pragma once
// Where the sound goes. The composition root chooses one: a sound card (platform/), NullSink when there is none or
// --audio null asks for it, and MixdownSink when the show is rendered to a file. A sink pulls Mixer::mix and says when
// what it pulled will be heard.
#include <cstdint>
#include <optional>
#include <vector>

#include "media/mixer.h"

namespace redlight {

class AudioSink {
 public:
  virtual ~AudioSink() = default;
  /// Called by the frame loop once a frame with the time of the frame; a sink without a thread of its own does its work
  /// here. Main thread.
  virtual void pump(Instant now) = 0;
};

/// Keeps time and throws the samples away: the whole program runs without a sound card. Main thread. The first pump()
/// starts its time line, each later one mixes what lies between; a gap of more than a second (a suspended machine) is
/// skipped.
class NullSink final : public AudioSink {
 public:
  explicit NullSink(Mixer& mixer) : mixer_(mixer) {}
  void pump(Instant now) override;

 private:
  Mixer& mixer_;
  std::optional<Instant> start_;  // of the time line; sample n is heard at start_ + n / 48000 s
  std::int64_t mixed_ = 0;        // samples since start_
  std::vector<float> scratch_;
};

/// Collects the samples for a file. Main thread. Sample n belongs to Instant{} + n / 48000 s; the first pump() says
/// where to begin and mixes nothing, each later one mixes up to sample round(now * 48000), so nothing drifts. With
/// players that wait (Patience::wait_until_due) pump it as player.h says.
class MixdownSink final : public AudioSink {
 public:
  explicit MixdownSink(Mixer& mixer) : mixer_(mixer) {}
  void pump(Instant now) override;
  /// What was mixed since the last call, interleaved stereo.
  std::vector<float> take();

 private:
  Mixer& mixer_;
  std::optional<std::int64_t> mixed_;  // the next sample
  std::vector<float> samples_;
};

}  // namespace redlight

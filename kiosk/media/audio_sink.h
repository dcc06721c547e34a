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
/// skipped. Nobody waits for the mixer's latency: a voice is as far as if it were heard at once.
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
///
/// A file has no latency: a voice's sample is in it where its clock says. What the mixer still holds back after a
/// pump() comes with the next one, or with finish().
class MixdownSink final : public AudioSink {
 public:
  /// What is heard before `keep_from` is mixed and thrown away.
  explicit MixdownSink(Mixer& mixer, Instant keep_from = {});
  void pump(Instant now) override;
  /// Up to the time of the last pump() nothing is held back any more, and no other pump() follows.
  void finish();
  /// What was mixed since the last call, interleaved stereo.
  std::vector<float> take();

 private:
  void mix_until(std::int64_t sample);

  Mixer& mixer_;
  std::int64_t keep_from_;             // what comes out of the mixer before this is thrown away
  std::optional<std::int64_t> mixed_;  // the next sample that goes in
  std::vector<float> samples_;
};

}  // namespace redlight

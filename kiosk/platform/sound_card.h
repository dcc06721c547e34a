#pragma once
// The sound card as a sink: its device pulls the mixer. While there is none - not yet, not at all, lost - the sink
// keeps the voices' time by itself and looks for one every second, so that nothing on screen ever waits for sound, and
// sound comes back by itself. Opening and closing take a while and are done on a thread of their own, one at a time.
//
// Main thread. The destructor waits for what is under way and closes the device.
#include <future>
#include <memory>
#include <optional>

#include "base/clock.h"
#include "media/audio_sink.h"
#include "platform/sound_device.h"

namespace redlight {

class SoundCard final : public AudioSink {
 public:
  /// From a device that is there to its sound, besides the time that opening it takes.
  static constexpr Duration kRetry = std::chrono::seconds(1);

  /// All outlive the sink; the clock is read on the device's thread as well. Silent until look_for_device().
  SoundCard(Mixer& mixer, SteadyClock& clock, SoundDevices& devices);
  ~SoundCard() override;

  void pump(Instant now) override;

  /// From now on a device is wanted.
  void look_for_device() { is_wanted_ = true; }
  /// A device is being opened or closed.
  bool is_changing() const { return opening_.valid() || closing_.valid(); }

 private:
  using Opened = Result<std::unique_ptr<SoundDevice>>;

  void take_opened(Opened opened);
  void lose();
  void look(Instant now);

  Mixer& mixer_;
  SteadyClock& clock_;
  SoundDevices& devices_;
  bool is_wanted_ = false, is_told_ = false;  // that there is none
  Instant retry_at_ = Instant::min();
  std::optional<NullSink> stand_in_;  // while no device pulls the mixer
  std::unique_ptr<SoundDevice> device_;
  std::future<Opened> opening_;
  std::future<void> closing_;
};

}  // namespace redlight

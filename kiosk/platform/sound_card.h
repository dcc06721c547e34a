#pragma once
// The sound card as a sink: SDL's callback pulls the mixer. When the card is lost the sink keeps the voices' time by
// itself, and takes the card again when it is back, so that nothing on screen ever waits for sound.
#include <SDL.h>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "media/audio_sink.h"

namespace redlight {

class SoundCard final : public AudioSink {
 public:
  /// Opens the default device. `clock` and `mixer` outlive the sink; the clock is read on SDL's audio thread as well.
  /// Main thread. Error: device; the caller then takes a NullSink.
  static Result<std::unique_ptr<SoundCard>> open(Mixer& mixer, SteadyClock& clock);
  ~SoundCard() override;

  void pump(Instant now) override;

  /// A card came or went: looks whether ours is still there, and reopens.
  void device_changed();

 private:
  SoundCard(Mixer& mixer, SteadyClock& clock);
  Result<void> open_device();
  static void callback(void* self, Uint8* stream, int length);

  Mixer& mixer_;
  SteadyClock& clock_;
  SDL_AudioDeviceID device_ = 0;  // main thread
  Instant retry_at_{};            // main thread
  NullSink stand_in_;             // main thread, only while there is no device
  Duration latency_{};            // set before the callback starts: from callback to loudspeaker
};

/// The names of the output devices, for `doctor`.
std::vector<std::string> sound_card_names();

}  // namespace redlight

#pragma once
// Where the sound goes: nowhere until the first light is seen, because opening a sound card takes longer than
// everything before it; then to the card, where there is one. Main thread.
#include <memory>

#include "base/clock.h"
#include "media/audio_sink.h"
#include "platform/sound_card.h"

namespace redlight {

class SoundOutput {
 public:
  /// `mixer` and `clock` outlive it.
  SoundOutput(Mixer& mixer, SteadyClock& clock, bool wants_card);

  void pump(Instant now) { sink_->pump(now); }
  void device_changed();
  /// The first call opens the card, if one is wanted; what cannot be opened is a line in the log.
  void open_card();

 private:
  Mixer& mixer_;
  SteadyClock& clock_;
  bool wants_card_;
  std::unique_ptr<AudioSink> sink_;
  SoundCard* card_ = nullptr;
};

}  // namespace redlight

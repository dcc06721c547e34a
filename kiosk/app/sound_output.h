#pragma once
// Where the sound goes, and how loud: nowhere until the first light is seen, because opening a sound card takes longer
// than everything before it; then to the card, whenever there is one. Main thread.
#include <span>

#include "app/sound_control.h"
#include "base/clock.h"
#include "platform/sound_card.h"
#include "platform/system_wall_clock.h"
#include "show/show.h"

namespace redlight {

class SoundOutput {
 public:
  /// `mixer` and `clock` outlive it.
  SoundOutput(Mixer& mixer, SteadyClock& clock, bool wants_card, bool is_muted);

  void pump(Instant now) { card_->pump(now); }
  /// As loud as the show and the staff want it; once a frame.
  void control(const Show& show, std::span<const Action> actions, Instant now) {
    control_.step(show.levels, actions, now);
  }
  VolumeState volume_state() const { return control_.volume_state(); }
  /// From the first call on a card is looked for, if one is wanted.
  void open_card();
  /// Nothing is heard any more, and SDL's audio has ended.
  void close() { card_.reset(); }

 private:
  const bool wants_card_;
  SystemWallClock wall_clock_;
  SoundControl control_;
  SdlSoundDevices devices_;
  std::unique_ptr<SoundCard> card_;  // null after close()
};

}  // namespace redlight

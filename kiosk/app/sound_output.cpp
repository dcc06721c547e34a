#include "app/sound_output.h"

namespace redlight {

SoundOutput::SoundOutput(Mixer& mixer, SteadyClock& clock, bool wants_card, bool is_muted)
    : wants_card_(wants_card),
      control_(mixer, &wall_clock_, is_muted),
      card_(std::make_unique<SoundCard>(mixer, clock, devices_)) {
  mixer.set_heard(wants_card);  // as far as is known
}

void SoundOutput::open_card() {
  if (wants_card_) card_->look_for_device();
}

}  // namespace redlight

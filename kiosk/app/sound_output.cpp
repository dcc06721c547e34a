#include "app/sound_output.h"

#include <utility>

#include "base/log.h"

namespace redlight {

SoundOutput::SoundOutput(Mixer& mixer, SteadyClock& clock, bool wants_card)
    : mixer_(mixer), clock_(clock), wants_card_(wants_card), sink_(std::make_unique<NullSink>(mixer)) {
  mixer.set_heard(wants_card);  // as far as is known
}

void SoundOutput::device_changed() {
  if (card_) card_->device_changed();
}

void SoundOutput::open_card() {
  if (!std::exchange(wants_card_, false)) return;
  auto found = SoundCard::open(mixer_, clock_);
  if (found)
    card_ = found->get(), sink_ = std::move(*found);
  else
    mixer_.set_heard(false), spdlog::warn("{}; the show plays silently", describe(found.error()));
}

}  // namespace redlight

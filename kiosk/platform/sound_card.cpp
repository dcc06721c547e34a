#include "platform/sound_card.h"

#include <utility>

#include "base/log.h"
#include "platform/callback_clock.h"

namespace redlight {
namespace {

template <class T>
bool is_done(const std::future<T>& future) {
  return future.valid() && future.wait_for(Duration{}) == std::future_status::ready;
}

}  // namespace

SoundCard::SoundCard(Mixer& mixer, SteadyClock& clock, SoundDevices& devices)
    : mixer_(mixer), clock_(clock), devices_(devices), stand_in_(mixer) {}

SoundCard::~SoundCard() {
  if (opening_.valid()) opening_.wait();
  if (closing_.valid()) closing_.wait();
}

void SoundCard::pump(Instant now) {
  if (is_done(opening_)) take_opened(opening_.get());
  if (is_done(closing_)) {
    closing_.get();
    stand_in_.emplace(mixer_);
  }
  if (device_ && device_->is_lost()) lose();
  if (is_wanted_ && !device_ && !is_changing() && now >= retry_at_) look(now);
  if (stand_in_) stand_in_->pump(now);
}

void SoundCard::look(Instant now) {
  retry_at_ = now + kRetry;
  opening_ = std::async(std::launch::async, [this] {
    return devices_.open([this, heard = CallbackClock()](std::span<float> out, Duration until_heard) mutable {
      mixer_.mix(out, heard.heard_at(clock_.now() + until_heard, out.size() / 2));
    });
  });
}

void SoundCard::take_opened(Opened opened) {
  if (!opened) {
    if (!std::exchange(is_told_, true))
      spdlog::warn("{}; the show plays silently until there is a card", describe(opened.error()));
    mixer_.set_heard(false);
    return;
  }
  is_told_ = false;
  device_ = std::move(*opened);
  spdlog::info("sound: {}", device_->name());
  mixer_.set_heard(true);
  stand_in_.reset();  // before the device pulls: one sink at a time
  device_->start();
}

/// Until it is closed the lost device may go on pulling, so nobody else may.
void SoundCard::lose() {
  spdlog::warn("sound: the card is gone; the show goes on without it");
  mixer_.set_heard(false);
  is_told_ = true;
  closing_ = std::async(std::launch::async, [device = std::move(device_)]() mutable { device.reset(); });
}

}  // namespace redlight

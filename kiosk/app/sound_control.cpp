#include "app/sound_control.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/log.h"

namespace redlight {

void SoundControl::step(const SoundLevels& levels, std::span<const Action> actions, Instant now) {
  hear_staff(levels, actions);
  const double wanted = wanted_volume(levels, now);
  const double most = kGlide * std::max(seconds(now - last_), 0.0);
  volume_ = volume_ ? std::clamp(wanted, *volume_ - most, *volume_ + most) : wanted;
  last_ = now;
  mixer_.set_volume(static_cast<float>(*volume_ * std::pow(10.0, staff_steps_ * kStepDb / 20)));
  mutes_now_ = mutes(levels);
  mixer_.set_muted(mutes_now_);
}

void SoundControl::hear_staff(const SoundLevels& levels, std::span<const Action> actions) {
  for (const Action& action : actions) {
    const int direction = action.kind == ActionKind::louder ? 1 : action.kind == ActionKind::softer ? -1 : 0;
    if (action.kind == ActionKind::mute) {
      staff_mute_ = !mutes(levels);
    } else if (direction != 0) {
      staff_steps_ = std::clamp(staff_steps_ + direction, kLowest, kHighest);
      if (direction > 0) staff_mute_ = false;
    } else {
      continue;
    }
    spdlog::info("volume: {}, {:+.0f} dB by the staff", mutes(levels) ? "mute" : "heard", staff_steps_ * kStepDb);
  }
}

double SoundControl::wanted_volume(const SoundLevels& levels, Instant now) {
  if (levels.quiet.empty() || wall_clock_ == nullptr) return levels.volume;
  if (!wall_time_ || now >= look_at_) wall_time_ = wall_clock_->now(), look_at_ = now + kLook;
  if (!wall_time_->is_trusted) {
    if (!std::exchange(is_distrust_told_, true))
      spdlog::warn("the date of this machine is wrong; the show's quiet hours wait until it is set");
    return levels.volume;
  }
  const double volume = levels.volume_at(wall_time_->of_day);
  const bool is_quiet = volume < levels.volume;
  if (is_quiet_.value_or(false) != is_quiet)
    spdlog::info("volume: {}, {:.0f} %", is_quiet ? "quiet hours begin" : "quiet hours are over", volume * 100);
  is_quiet_ = is_quiet;
  return volume;
}

}  // namespace redlight

#pragma once
// How loud everything is: the show's own volume, at quiet hours theirs, and what the staff made of it with the volume
// keys; handed to the mixer. Quiet hours come and go on a slope of seconds. Owned by who owns the mixer's sink; time is
// an argument, and the time of day comes through an interface. Main thread.
#include <optional>
#include <span>

#include "base/time.h"
#include "base/wall_clock.h"
#include "media/mixer.h"
#include "show/action.h"
#include "show/sound_levels.h"

namespace redlight {

/// How loud everything is: the show's own volume, and what the staff made of it.
struct VolumeState {
  bool is_mute = false;
  double volume = 1;  ///< 0..1
  double staff_db = 0;
};

class SoundControl {
 public:
  static constexpr double kStepDb = 3;                        ///< of a key
  static constexpr int kLowest = -16, kHighest = 2;           ///< steps from the show's own volume
  static constexpr Duration kLook = std::chrono::seconds(5);  ///< how often the clock on the wall is read
  static constexpr double kGlide = 0.2;                       ///< of full volume in a second

  /// Both outlive it; without a wall clock there are no quiet hours. `is_muted` stays until the staff's key.
  SoundControl(Mixer& mixer, WallClock* wall_clock, bool is_muted)
      : mixer_(mixer), wall_clock_(wall_clock), is_muted_(is_muted) {}

  /// Once a frame, with what was asked for since the last.
  void step(const SoundLevels& levels, std::span<const Action> actions, Instant now);

  /// How loud it is, for the staff.
  VolumeState volume_state() const { return {mutes_now_, volume_.value_or(0), staff_steps_ * kStepDb}; }

 private:
  void hear_staff(const SoundLevels& levels, std::span<const Action> actions);
  double wanted_volume(const SoundLevels& levels, Instant now);
  bool mutes(const SoundLevels& levels) const { return staff_mute_.value_or(is_muted_ || levels.mute); }

  Mixer& mixer_;
  WallClock* wall_clock_;
  const bool is_muted_;
  bool mutes_now_ = false;
  std::optional<bool> staff_mute_;  // once the staff has said it
  int staff_steps_ = 0;
  std::optional<WallTime> wall_time_;
  Instant look_at_ = Instant::min();
  bool is_distrust_told_ = false;
  std::optional<bool> is_quiet_;
  std::optional<double> volume_;  // without the staff's steps; where the slope stands
  Instant last_{};
};

}  // namespace redlight

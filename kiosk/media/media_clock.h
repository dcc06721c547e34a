#pragma once
// Media time of one player, from the time line that frame() is handed and, where there is sound, from what is heard. A
// value without a clock of its own; main thread.
//
// Sound leads: the time is pulled towards what is heard with a time constant that swallows the jitter of a sound card's
// reports, and jumps only forward. It never goes back between start() and stop(). While nothing is heard, it runs on
// with the time line.
#include <algorithm>
#include <optional>

#include "base/time.h"

namespace redlight {

class MediaClock {
 public:
  /// With `waits_for_sound` the time stays 0 until the first sound is heard, at most kPatience.
  void start(Instant now, bool waits_for_sound) {
    is_running_ = true;
    is_holding_ = waits_for_sound;
    started_at_ = due_ = now;
    time_ = {};
  }
  void stop() {
    is_running_ = false;
    time_ = {};
  }

  /// Media time at `due`; `heard` is the position of the sound then, if sound is heard.
  Duration at(Instant due, std::optional<Duration> heard) const {
    if (!is_running_ || due < due_) return time_;
    if (is_holding_) {
      if (heard) return std::max(time_, *heard);
      return due - started_at_ > kPatience ? due - started_at_ - kPatience : time_;
    }
    const Duration step = due - due_, estimate = time_ + step;
    if (!heard) return estimate;
    const Duration error = *heard - estimate;
    if (error > kJump) return *heard;
    if (error < -kJump) return std::max(time_, *heard);
    const Duration pull =
        step < kPull ? Duration(error.count() * (step.count() / 1000) / (kPull.count() / 1000)) : error;
    return std::max(time_, estimate + pull);
  }

  /// The same, and goes on from there.
  Duration advance(Instant due, std::optional<Duration> heard) {
    if (!is_running_ || due < due_) return time_;
    time_ = at(due, heard);
    if (is_holding_ && (heard || due - started_at_ > kPatience)) is_holding_ = false;
    due_ = due;
    return time_;
  }

  Instant started_at() const { return started_at_; }

  static constexpr Duration kPatience = std::chrono::milliseconds(200);  ///< without sound, then the time line leads

 private:
  static constexpr Duration kPull = std::chrono::milliseconds(300);  // time constant
  static constexpr Duration kJump = std::chrono::milliseconds(40);   // more than that is no jitter

  bool is_running_ = false, is_holding_ = false;
  Instant started_at_{}, due_{};
  Duration time_{};
};

}  // namespace redlight

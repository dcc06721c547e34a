#pragma once
// Media time of one player, from the time line that frame() is handed and, where there is sound, from what is heard. A
// value without a clock of its own; main thread.
//
// Who leads, see start():
// - the sound: the time is pulled towards what is heard with a time constant that swallows the jitter of a sound card's
//   reports, and jumps only forward. While nothing is heard, it runs on with the time line.
// - the refreshes of the display (media/cadence.h): so much of the film passes with each of them, and the sound is made
//   to follow by sound_speed().
//
// It never goes back between start() and stop().
#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/time.h"

namespace redlight {

class MediaClock {
 public:
  /// What leads instead of the sound: `rate` refreshes a second, nominally, at `speed` of the film, see Cadence.
  struct Refreshes {
    double rate = 60, speed = 1;
  };

  /// With `waits_for_sound` the time stays 0 until the first sound is heard, at most kPatience.
  void start(Instant now, bool waits_for_sound, std::optional<Refreshes> lead = std::nullopt) {
    is_running_ = true;
    is_holding_ = waits_for_sound;
    lead_ = lead;
    started_at_ = due_ = now;
    time_ = anchor_ = {};
    passed_ = 0;
    bend_ = 0;
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
    const Duration step = due - due_, estimate = lead_ ? after(passed_ + refreshes_in(step)) : time_ + step;
    if (!heard) return estimate;
    const Duration error = *heard - estimate;
    if (error > kJump) return *heard;
    if (error < -kJump) return std::max(time_, *heard);
    if (lead_) return estimate;
    const Duration pull =
        step < kPull ? Duration(error.count() * (step.count() / 1000) / (kPull.count() / 1000)) : error;
    return std::max(time_, estimate + pull);
  }

  /// The same, and goes on from there.
  Duration advance(Instant due, std::optional<Duration> heard) {
    if (!is_running_ || due < due_) return time_;
    const bool was_holding = is_holding_;
    time_ = at(due, heard);
    if (lead_) {
      passed_ += refreshes_in(due - due_);
      if (was_holding || time_ != after(passed_)) anchor_ = time_, passed_ = 0;
      if (heard && !was_holding) follow(time_ - *heard, due - due_);
    }
    if (is_holding_ && (heard || due - started_at_ > kPatience)) is_holding_ = false;
    due_ = due;
    return time_;
  }

  /// Stands still until `due`: there is neither picture nor sound to go on with.
  Duration hold(Instant due) {
    due_ = std::max(due_, due);
    return time_;
  }

  /// The speed at which the sound stays with the picture, or slowly comes to it; 1 where it leads.
  double sound_speed() const { return lead_ ? lead_->speed * (1 + bend_ + drift_) : 1; }
  /// Refreshes between two times, to the nearest; 0 where they do not lead.
  std::int64_t refreshes_in(Duration d) const {
    return lead_ ? static_cast<std::int64_t>(seconds(d) * lead_->rate + 0.5) : 0;
  }

  Instant started_at() const { return started_at_; }

  static constexpr Duration kPatience = std::chrono::milliseconds(200);  ///< without sound, then the time line leads

 private:
  /// Counted from where it was last set right, so that nothing adds up over months.
  Duration after(std::int64_t refreshes) const {
    return anchor_ + from_seconds(static_cast<double>(refreshes) * lead_->speed / lead_->rate);
  }

  /// The sound is `behind` the picture: a controller with a proportional part, and an integral one that learns how much
  /// faster the card's clock is than the display's. Critically damped.
  void follow(Duration behind, Duration step) {
    const double error = seconds(behind > kNear ? behind - kNear : behind < -kNear ? behind + kNear : Duration{});
    drift_ = std::clamp(drift_ + error * seconds(step) * kDamping * kDamping / 4, -kMostDrift, kMostDrift);
    bend_ = std::clamp(error * kDamping, -kMostBend, kMostBend);
  }

  static constexpr Duration kPull = std::chrono::milliseconds(300);  // time constant
  static constexpr Duration kJump = std::chrono::milliseconds(40);   // more than that is no jitter
  static constexpr Duration kNear = std::chrono::milliseconds(1);    // what nobody can measure is not followed
  static constexpr double kDamping = 0.2;                            // a second
  static constexpr double kMostBend = 0.002, kMostDrift = 0.002;     // three cents each

  bool is_running_ = false, is_holding_ = false;
  std::optional<Refreshes> lead_;  // set: the refreshes lead
  Instant started_at_{}, due_{};
  Duration time_{};
  Duration anchor_{};  // the time `passed_` refreshes ago
  std::int64_t passed_ = 0;
  double bend_ = 0, drift_ = 0;  // of the sound's speed; drift_ is the machine's, and stays from film to film
};

}  // namespace redlight

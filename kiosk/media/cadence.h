#pragma once
// How the frames of a film fall on the refreshes of a display. Pure; any thread.
//
// 24 frames on 60 refreshes take 2 and 3 in turn. 23.976 would, too, but for one refresh too many every 17 seconds: it
// is played faster by a thousandth, which nobody sees or hears, and then the turn is never broken.
#include <cmath>
#include <cstdint>
#include <optional>

#include "base/time.h"

namespace redlight {

struct Cadence {
  int refreshes = 1, frames = 1;  ///< so many refreshes for so many frames, in lowest terms: 5 for 2
  double speed = 1;               ///< of the film, 1 as it was made, with which that is exact

  /// How much before its time a frame may come, so that it is changed as far as can be from where a late refresh would
  /// change its turn.
  constexpr Duration earliness(Duration refresh) const { return refresh / (2 * frames); }
};

/// The simplest turn that the film comes to when its speed is changed by no more than a quarter of a percent: four
/// cents, where five can be heard. Empty where there is none, as with 24 on 50, or when either rate is not known.
inline std::optional<Cadence> cadence_of(double frames_per_second, double refresh_rate) {
  constexpr double kMaxTrim = 0.0025, kAsMade = 1e-6;
  constexpr int kLongestTurn = 5;
  if (!(frames_per_second > 0) || !(refresh_rate > 0)) return std::nullopt;
  for (int frames = 1; frames <= kLongestTurn; frames++) {
    const double refreshes = std::round(refresh_rate / frames_per_second * frames);
    if (refreshes < 1) continue;
    const double speed = refresh_rate * frames / (refreshes * frames_per_second);
    if (std::abs(speed - 1) > kMaxTrim) continue;
    return Cadence{static_cast<int>(refreshes), frames, std::abs(speed - 1) < kAsMade ? 1 : speed};
  }
  return std::nullopt;
}

/// Counts the frames that were seen for a refresh more or less than their turn.
class CadenceWatch {
 public:
  /// Frame `number` of the film, counted from any, was first seen at refresh `refresh`.
  void shown(std::int64_t number, std::int64_t refresh, const Cadence& cadence) {
    // In parts of a refresh: a steady turn strays by less than one refresh in all.
    const std::int64_t at = refresh * cadence.frames - number * cadence.refreshes;
    if (!is_begun_) least_ = most_ = at, is_begun_ = true;
    least_ = at < least_ ? at : least_, most_ = at > most_ ? at : most_;
    if (most_ - least_ < cadence.frames) return;
    errors_++;
    least_ = most_ = at;
  }
  /// What comes does not belong to what was.
  void forget() { is_begun_ = false; }
  long errors() const { return errors_; }

 private:
  bool is_begun_ = false;
  std::int64_t least_ = 0, most_ = 0;
  long errors_ = 0;
};

}  // namespace redlight

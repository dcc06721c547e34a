#pragma once
// How loud the show is: as the author wants it, and at which hours it steps back. A part of the show (show/show.h),
// pure.
#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

namespace redlight {

/// A time of every day at which the show is softer, by the local wall clock.
struct QuietHours {
  std::chrono::minutes from{},
      to{};           ///< since midnight, less than 24 h; through midnight where `to` is not after `from`
  double volume = 0;  ///< 0..1, linear

  /// `to` is the first minute that is not quiet any more.
  bool contains(std::chrono::minutes of_day) const {
    return from < to ? of_day >= from && of_day < to : of_day >= from || of_day < to;
  }
  bool operator==(const QuietHours&) const = default;
};

struct SoundLevels {
  double volume = 1;  ///< 0..1, linear, of everything that is heard
  bool mute = false;
  /// What films and sounds are brought to, in LUFS, -40..-10; empty: they are left as they are.
  std::optional<double> loudness = -23;
  std::vector<QuietHours> quiet;

  /// The softest of the hours that hold then, and of the show's own volume.
  double volume_at(std::chrono::minutes of_day) const {
    double softest = volume;
    for (const QuietHours& hours : quiet)
      if (hours.contains(of_day)) softest = std::min(softest, hours.volume);
    return softest;
  }
  bool operator==(const SoundLevels&) const = default;
};

}  // namespace redlight

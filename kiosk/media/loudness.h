#pragma once
// How loud a film or a sound file is, and what brings it to the show's loudness. Plain values and pure functions, but
// for measure_loudness(), which reads the file.
#include <filesystem>
#include <optional>
#include <stop_token>

#include "base/result.h"

namespace redlight {

struct Loudness {
  /// Integrated loudness by EBU R128 (gated as in ITU-R BS.1770), in LUFS; empty for silence, for less than the 0.4 s
  /// of one block, and for a file without sound.
  std::optional<double> lufs;
  double peak = 0;  ///< highest sample, linear, 1 is full scale
  bool operator==(const Loudness&) const = default;
};

/// A file that is soft is made louder by no more than this: its noise comes up as well.
inline constexpr double kMostGainDb = 12;

/// The linear gain that brings a file to `target` LUFS; 1 for a file that has no loudness.
float gain_to(double target, const Loudness& loudness);

/// Decodes the sound that a player would play, down-mixed as a player would, from one end to the other, and nothing
/// else. It takes a hundredth to a thousandth of the file's length; any thread, best one of low priority. Rounded to
/// 0.01 LU. Only a regular file is measured, what is read from a pipe would be missing where it is played. Errors: all
/// but device; stopped when `stop` is requested.
Result<Loudness> measure_loudness(const std::filesystem::path& file, const std::stop_token& stop);

}  // namespace redlight

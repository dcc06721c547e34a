#pragma once
// Private to media/. Sound between its samples: band-limited interpolation with a windowed sinc, for a voice whose
// speed is a trifle off. Source: J. O. Smith, Digital Audio Resampling; the window is Kaiser's with beta 8, which
// leaves 80 dB between what is wanted and what is not. Pure; any thread.
#include <array>
#include <vector>

namespace redlight {

class Sinc {
 public:
  static constexpr int kBefore = 11,
                       kAfter = 12;  ///< samples that are needed before and after the one it goes out from
  static const Sinc& table();

  /// The stereo sample `fraction`, 0..1, after `frame`, which points to interleaved stereo.
  std::array<float, 2> between(const float* frame, float fraction) const;

 private:
  static constexpr int kTaps = kBefore + 1 + kAfter, kSteps = 256;
  Sinc();
  std::vector<float> taps_;  // kSteps + 1 rows of kTaps
};

}  // namespace redlight

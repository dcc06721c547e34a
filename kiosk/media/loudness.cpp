#include "media/loudness.h"

#include <algorithm>
#include <cmath>

namespace redlight {

float gain_to(double target, const Loudness& loudness) {
  if (!loudness.lufs) return 1;
  return static_cast<float>(std::pow(10.0, std::min(target - *loudness.lufs, kMostGainDb) / 20));
}

}  // namespace redlight

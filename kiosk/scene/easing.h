#pragma once
// How movement and cross-fades begin and end. Pure.
#include <algorithm>

namespace redlight {

/// 0..1 to 0..1 without a jolt at either end; what is outside is held there. Of a cross-fade: the director's linear
/// progress to the part of the incoming scene that is seen.
inline double eased(double x) {
  x = std::clamp(x, 0.0, 1.0);
  return x * x * (3 - 2 * x);
}

/// The same for a cross-fade that a visitor asked for: it answers in the frame in which it is begun, and then comes to
/// rest. 0 before the fade, 1 after it.
inline double answered(double x) {
  constexpr double kAtOnce = 0.06;  // enough to be seen, too little to be a jolt
  const double rest = 1 - std::clamp(x, 0.0, 1.0);
  return 1 - (1 - kAtOnce) * rest * rest;
}

}  // namespace redlight

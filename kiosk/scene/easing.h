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

}  // namespace redlight

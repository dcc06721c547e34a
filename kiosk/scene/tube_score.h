#pragma once
// The strike of a fluorescent tube, and what its discharge looks like along its length. Part of light_score.h; pure.
#include "scene/light_score.h"

namespace redlight {

/// When the things of one strike happen, in seconds after it began: the same for all tubes struck at `since`.
struct StrikeTimes {
  double first = 0, second = 0;  ///< the two failures begin
  double caught = 0;             ///< the discharge stays, for the tube that catches first
};
StrikeTimes strike_times(Instant since);

/// A tube that is being struck, breathing not included. What has not begun when its scene is left does not begin.
LightState struck_tube(const LightIdentity& tube, const LightMoment& moment);

/// How a discharge near its end swirls along the tube at time `t` (seconds), a mean of 1.
std::array<float, kTubeSteps> swirl(std::uint32_t seed, double t);

/// 0 at x <= 0, 1 at x >= 1, without a corner.
double smooth_step(double x);

}  // namespace redlight

#include "scene/orbit.h"

#include <algorithm>
#include <cmath>

#include "scene/motion_table.h"

namespace redlight {
namespace {

// The path's direction: of slopes the golden one comes back to its own track the latest.
constexpr double kAcross = 0.850650808352040, kDown = 0.525731112119134;

/// A way of `at` pixels, folded up between -reach and reach; begins at 0.
double folded(double at, double reach) {
  const double turn = 4 * reach, rest = at - turn * std::floor(at / turn);
  return rest < reach ? rest : rest < 3 * reach ? 2 * reach - rest : rest - turn;
}

/// Whole but for the part `glide` of each pixel, around its middle.
double stepped(double at, double glide) {
  const double whole = std::floor(at), part = at - whole;
  return whole + eased((part - 0.5) / std::min(glide, 1.0) + 0.5);
}

}  // namespace

OrbitPlace orbit_at(double speed, Instant now, int width, int height) {
  if (speed <= 0) return {};
  const double reach = std::max(motion::kOrbitReach * std::min(width, height), 1.0), each = speed / 60;
  const auto place = [&](double direction) {
    const double way = seconds(now.time_since_epoch()) * each * direction;
    return static_cast<float>(stepped(folded(way, reach), each * direction * motion::kGlide));
  };
  return {place(kAcross), place(kDown)};
}

}  // namespace redlight

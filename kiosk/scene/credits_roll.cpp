#include "scene/credits_roll.h"

#include <algorithm>
#include <cmath>

#include "scene/easing.h"

namespace redlight {
namespace {

constexpr double kRestAtStart = 2.0, kRestAtEnd = 2.0;  // seconds
constexpr double kGathering = 1.0;                      // seconds in which the roll takes up its speed, and loses it
constexpr double kEdge = 0.13;                          // of the window: where lines fade
constexpr double kPageFade = 0.5;                       // seconds, each way

/// From 0 to `length` at one speed, with a soft start and stop, each a parabola of `soft`.
double glide(double t, double length, double soft) {
  t = std::clamp(t, 0.0, length);
  const double speed = 1 / (length - soft);
  if (t < soft) return speed * t * t / (2 * soft);
  if (t > length - soft) return 1 - speed * (length - t) * (length - t) / (2 * soft);
  return speed * (t - soft / 2);
}

}  // namespace

double roll_offset(const RollPlace& roll, Duration seen, Duration length) {
  const double whole = std::max(seconds(length), 1.0);
  // A scene that is short of time still gets its moments of rest, only shorter ones.
  const double rest = std::min(1.0, whole / (3 * (kRestAtStart + kRestAtEnd)));
  const double way = whole - rest * (kRestAtStart + kRestAtEnd);
  return roll.travel * glide(seconds(seen) - rest * kRestAtStart, way, std::min(kGathering, way / 4));
}

double roll_opacity(const RollPlace& roll, double y) {
  if (roll.travel <= 0) return 1;
  const double edge = kEdge * (roll.bottom - roll.top);
  return eased(std::clamp(std::min(y - roll.top, roll.bottom - y) / edge, 0.0, 1.0));
}

std::vector<Sprite> rolled(const std::vector<Sprite>& lines, const RollPlace& roll, Duration seen, Duration length,
                           Motion motion) {
  if (roll.travel <= 0) return lines;
  double offset = roll_offset(roll, seen, length), opacity = 1;
  if (motion == Motion::calm) {
    // Each page lies half a window further on; in between the words go out and come again.
    const double step = 0.5 * (roll.bottom - roll.top);
    const double pages = std::floor(roll.travel / step) + 1, each = std::max(seconds(length), 1.0) / pages;
    const double page = std::clamp(std::floor(seconds(seen) / each), 0.0, pages - 1);
    const double since = seconds(seen) - page * each, until = each - since;
    offset = std::min(page * step, roll.travel);
    if (page > 0) opacity = std::min(opacity, since / kPageFade);
    if (page < pages - 1) opacity = std::min(opacity, until / kPageFade);
  }
  std::vector<Sprite> shown;
  for (Sprite line : lines) {
    const double y = static_cast<double>(line.y) - offset, height = line.coverage->height;
    line.opacity *= static_cast<float>(roll_opacity(roll, y + height / 2) * eased(std::clamp(opacity, 0.0, 1.0)));
    if (line.opacity <= 0) continue;
    line.y = static_cast<float>(y);
    shown.push_back(std::move(line));
  }
  return shown;
}

}  // namespace redlight

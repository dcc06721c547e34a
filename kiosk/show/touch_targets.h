#pragma once
// Where on the picture a visitor or the staff can touch something that stands for itself: the language button, the
// staff's corners, and where the display says what it is about to do. One set of places for the hand that is heard
// (show/input.h) and for what is drawn (scene/signs.h). All places in fractions of the picture's width and height from
// the top left. Pure.
#include <array>
#include <optional>

#include "show/show.h"

namespace redlight {

inline constexpr double kReachHeight = 1.2;  ///< metres above the floor that everybody can touch

struct TouchTargets {
  Region reach;                     ///< everything that must be touched lies in it
  Region dots;                      ///< what is seen of the way through the loop
  Region notice;                    ///< the hint and the countdown, above the dots
  std::optional<Region> language;   ///< the button; empty: there is none
  std::array<Region, 4> corners{};  ///< the staff's: top left, top right, bottom left, bottom right of the reach
};

/// For a picture of this shape, width divided by height. `has_language_button`: the show leaves it to visitors.
TouchTargets touch_targets(const TouchSettings& settings, bool has_language_button, double aspect);

constexpr bool contains(const Region& region, double x, double y) {
  return x >= region.x && x <= region.x + region.width && y >= region.y && y <= region.y + region.height;
}

}  // namespace redlight

#pragma once
// The orbit against burn-in: what stands still for months wanders over a small square of the display, too slowly to be
// seen. Pure.
#include "base/time.h"

namespace redlight {

/// How far everything that stands still lies from its place, in pixels to the right and down.
struct OrbitPlace {
  float x = 0, y = 0;
  bool operator==(const OrbitPlace&) const = default;
};

/// On a picture of this size, `speed` pixels a minute; 0: it stays where it is. The path is that of a ball on a table
/// without pockets: every place of the square is passed equally often. Almost always both are whole, so that type is
/// sharp; from one whole pixel to the next it glides, in 1.5 s or, where the speed leaves no time, all the time.
OrbitPlace orbit_at(double speed, Instant now, int width, int height);

}  // namespace redlight

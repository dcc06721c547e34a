#pragma once
// How credits roll: from a moment of rest at the beginning to one at the end, at one calm speed in between, fading in
// and out at the edges of their window. Pure function of time.
#include <vector>

#include "base/time.h"
#include "picture/picture.h"
#include "picture/slide_layout.h"
#include "scene/light_score.h"

namespace redlight {

/// How far the lines have moved up, in pixels: 0 to roll.travel. `seen` counts from when the scene began to come on
/// stage, `length` is how long it takes from then until the next one begins to come; past it the last lines rest.
double roll_offset(const RollPlace& roll, Duration seen, Duration length);

/// How much is seen of what stands with its middle at `y`, 0..1.
double roll_opacity(const RollPlace& roll, double y);

/// The lines of the page as they are to be seen. Where nothing may drift (Motion::calm) they come a page at a time.
std::vector<Sprite> rolled(const std::vector<Sprite>& lines, const RollPlace& roll, Duration seen, Duration length,
                           Motion motion);

}  // namespace redlight

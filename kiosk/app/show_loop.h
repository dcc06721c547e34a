#pragma once
// One loop of a show, told ahead, and the frames it is cut into. Pure but for looking into the films for their lengths.
#include "show/show.h"
#include "show/timeline.h"

namespace redlight {

/// One loop on a display of this size, in frames.
Timeline loop_of(const Show& show, int width, int height, int fps);

/// The time of frame `index`, exact for every frame rate.
constexpr Instant frame_time(long index, int fps) { return Instant(Duration(index * 1'000'000'000L / fps)); }

}  // namespace redlight

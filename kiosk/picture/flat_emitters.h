#pragma once
// The lights that a flat picture shows: neon, lamps, lit windows. Bright, saturated or white-hot, and far brighter than
// what is around them; never skin, and white only where it is no lettering. Pure.
#include "picture/plane_filters.h"

namespace redlight {

/// 0..1 per pixel of `colours`, softly. `skin` and `lettering` may be smaller.
FloatPlane find_emitters(const ColourPlanes& colours, const FloatPlane& skin, const FloatPlane& lettering);

}  // namespace redlight

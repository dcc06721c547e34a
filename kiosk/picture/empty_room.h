#pragma once
// What a room needs that its pictures show only where nobody stands in it: guides and sources with their foreground
// taken out. Pure.
#include "picture/plane.h"

namespace redlight {

/// `plane` with what the matte covers filled in from both sides, straight from one to the other: walls and floors go on
/// across a picture. The matte, 0..1, may have another size; it is of the same picture.
FloatPlane filled_across(const FloatPlane& plane, const FloatPlane& matte);

/// `plane` without what the matte covers.
FloatPlane without(const FloatPlane& plane, const FloatPlane& matte);

}  // namespace redlight

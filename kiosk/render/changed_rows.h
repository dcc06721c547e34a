#pragma once
// Which rows of a picture look different from those of the one before, so that a target that still holds the one before
// need not be drawn anew as a whole: between two steps of the light only a visitor's light and words move. Pure.
#include "picture/picture.h"

namespace redlight {

/// Rows [begin, end) outside of which both pictures are the same; all rows when their grounds differ in more than
/// visitors' lights. Empty (begin == end) when nothing differs.
Span changed_rows(const Picture& before, const Picture& after);

}  // namespace redlight

#pragma once
// Planes of linear light as 8-bit code. Pure.
#include <cstdint>
#include <vector>

#include "picture/plane.h"

namespace redlight {

using Codes = std::vector<std::uint8_t>;

/// The brightest sample between the margins, never 0: the scale of a plane's code.
float peak_of(const FloatPlane& plane, int margin);

/// Square-root code with dither: linear light is (code / 255)^2 * scale. `noise` chooses where the dither's tile
/// begins, counted from the picture's first column, so that the margin changes nothing in the picture.
Codes square_root_code(const FloatPlane& plane, int margin, float scale, std::uint32_t noise);

/// 0..1 as 0..255, rounded; values outside are brought in.
Codes straight_code(const FloatPlane& plane);

}  // namespace redlight

#pragma once
// The sRGB transfer curve (IEC 61966-2-1) for art that is read; what is shown goes through encode() in
// shaders/light.glsl. Pure.
#include <array>

namespace redlight {

/// Linear light, 0..1, of each 8-bit sRGB code. In float, so that the last bit of the machine's pow() does not matter.
const std::array<float, 256>& srgb_to_linear_table();

}  // namespace redlight

#pragma once
// Where each row of relit art is fetched from when the camera sways and the water trembles: worked out once a frame,
// for both renderers. Pure.
#include <cstdint>
#include <vector>

#include "picture/picture.h"

namespace redlight {

struct RowMove {
  std::int32_t far_shift = 0, near_shift = 0;  ///< columns to the right, in 1/256 pixel; never beyond the art's margin
  std::int32_t ripple = 0;                     ///< rows down that a wet row's reflections are fetched from
};

/// One per row of the art; empty when nothing moves.
std::vector<RowMove> row_moves(const LitGround& ground);

}  // namespace redlight

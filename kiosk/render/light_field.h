#pragma once
// Light that is worked out on a coarse grid once a frame and added to relit art by both renderers: drifting haze,
// visitors' lights. Pure functions of the ground; called on the renderer's thread.
#include <functional>
#include <optional>
#include <vector>

#include "picture/picture.h"

namespace redlight {

/// Linear light, before exposure, at nodes `step` pixels apart, straight in between. Node (0, 0) lies on pixel (x, y);
/// the pixels from there to the last node are covered, others get nothing.
struct LightField {
  int step = 1, x = 0, y = 0, columns = 0, rows = 0;
  std::vector<float> red, green, blue;  ///< columns * rows
};

/// The air light that drifting haze adds, over the whole picture; empty when there is none.
std::optional<LightField> haze_field(const LitGround& ground);

/// Calls work(begin, end) for parts that together are [0, rows), on whatever threads, and returns when all are done.
using RowWork = std::function<void(int begin, int end)>;
using RunRows = std::function<void(int rows, const RowWork& work)>;
inline void run_here(int rows, const RowWork& work) { work(0, rows); }

/// The lights that visitors hold: what they do to surface and air around them, shadows included, at the size of the
/// art's guides, or at every `every`-th of them. Empty when none burns or the art has no guides.
std::optional<LightField> touch_field(const LitGround& ground, int every = 1, const RunRows& run = run_here);

/// The rows of the art that touch_field() covers.
Span touch_rows(const LitGround& ground);

}  // namespace redlight

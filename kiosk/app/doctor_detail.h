#pragma once
// For `doctor`: with which level of detail a show would begin here on the cpu renderer, found as play finds it on a
// machine that it does not know yet. Reads the machine's clock; takes about a quarter of a second. Main thread.
#include <span>
#include <vector>

#include "app/detail_level.h"
#include "platform/machine.h"

namespace redlight {

struct DetailFinding {
  DisplayMode mode;
  DetailLevel level = DetailLevel::full;
  double full_ms = 0, frame_ms = 0, budget_ms = 0;  ///< a frame in full, at `level`, and one refresh
  bool fits = true;                                 ///< frame_ms is no more than budget_ms
};

/// For each of `modes`; for the usual sizes at 60 Hz when there are none.
std::vector<DetailFinding> measure_detail(std::span<const DisplayMode> modes);

}  // namespace redlight

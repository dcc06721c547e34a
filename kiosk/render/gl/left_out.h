#pragma once
// Tells the log what the GL is too small for, so that it is never missing in silence: once for each size, not with
// each picture. On the thread of the context.
#include <set>
#include <string_view>
#include <utility>

#include "base/log.h"

namespace redlight {

class LeftOut {
 public:
  /// `what`, of this size, is not drawn.
  void tell(std::string_view what, int width, int height, int max_size) {
    if (told_.emplace(width, height).second)
      spdlog::error("{} of {}x{} pixels is left out: this GL takes {} on a side", what, width, height, max_size);
  }

 private:
  std::set<std::pair<int, int>> told_;
};

}  // namespace redlight

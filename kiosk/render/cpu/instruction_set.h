#pragma once
// Which instruction sets the row functions were compiled for, and which of them this machine has.
#include <string_view>
#include <vector>

#include "render/cpu/row_plan.h"

namespace redlight {

struct InstructionSet {
  std::string_view name;  ///< "x86-64-v3"
  rows::DrawRows draw_rows;
};

/// Those that run here, the widest first; never empty. Any thread.
const std::vector<InstructionSet>& instruction_sets();

}  // namespace redlight

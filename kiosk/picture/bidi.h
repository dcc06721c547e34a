#pragma once
// Which way text runs (Unicode Standard Annex 9). Pure; any thread.
#include <string_view>
#include <vector>

#include "picture/type.h"

namespace redlight {

/// The direction of the first letter that has one; left to right where none has.
Direction direction_of(std::string_view text);

/// The embedding level of each letter of one line, even for left to right, odd for right to left. Empty when all of it
/// runs from left to right.
std::vector<int> embedding_levels(const std::vector<char32_t>& letters, Direction direction);

}  // namespace redlight

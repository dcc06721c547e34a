#pragma once
// Where something stands in a file that a person wrote. A value.

namespace redlight {

/// Line and column from 1; 0 where there is none.
struct Place {
  int line = 0, column = 0;
};

}  // namespace redlight

#pragma once
// Everything that the loader had to say, a line each.
#include <string>

#include "show/loader.h"

namespace redlight {

inline std::string said_by(const LoadedShow& loaded) {
  std::string text;
  for (const Diagnostic& one : loaded.diagnostics) text += format(one) + "\n";
  return text;
}

}  // namespace redlight

#include "show/report.h"

#include <algorithm>
#include <tuple>

namespace redlight {

std::vector<Diagnostic> Report::finish() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return std::move(diagnostics_);
}

}  // namespace redlight

#include "show/diagnostic.h"

#include <algorithm>

namespace redlight {

std::string format(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file.string();
  if (diagnostic.line > 0) {
    text += ":" + std::to_string(diagnostic.line);
    if (diagnostic.column > 0) text += ":" + std::to_string(diagnostic.column);
  }
  if (!text.empty()) text += ": ";
  text += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  text += diagnostic.what;
  for (const auto& part : {diagnostic.expected, diagnostic.remedy})
    if (!part.empty()) text += ", " + part;
  return text;
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::error; });
}

}  // namespace redlight

#pragma once
// What is wrong with a file that a person wrote, told so that the person can mend it: file:line:column: error: what,
// expected what, do what.
#include <filesystem>
#include <string>
#include <vector>

namespace redlight {

enum class Severity { warning, error };

struct Diagnostic {
  std::filesystem::path file;
  int line = 0, column = 0;  ///< from 1; 0 when the fault has no place in the file
  Severity severity = Severity::error;
  std::string what;      ///< "unknown key 'transitoin'"
  std::string expected;  ///< "expected one of hold, id, kind, transition, video"; may be empty
  std::string remedy;    ///< "did you mean 'transition'?"; may be empty
};

/// "show.toml:12:5: error: unknown key 'transitoin', expected one of ..., did you mean 'transition'?"
std::string format(const Diagnostic& diagnostic);

bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace redlight

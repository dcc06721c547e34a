#pragma once
// Collects the faults of one file while it is read, and hands them out in the order of the file. Private to the show
// room; one thread.
#include <filesystem>
#include <string>
#include <vector>

#include "show/diagnostic.h"
#include "show/place.h"

namespace redlight {

/// What a fault says, without its place.
struct Complaint {
  std::string what, expected, remedy;
};

class Report {
 public:
  explicit Report(std::filesystem::path file) : file_(std::move(file)) {}

  const std::filesystem::path& file() const { return file_; }
  void error(Place place, Complaint complaint) { add(place, Severity::error, std::move(complaint)); }
  void warning(Place place, Complaint complaint) { add(place, Severity::warning, std::move(complaint)); }
  std::size_t size() const { return diagnostics_.size(); }

  /// Everything that was reported, sorted by place.
  std::vector<Diagnostic> finish();

 private:
  void add(Place place, Severity severity, Complaint complaint) {
    diagnostics_.push_back({file_, place.line, place.column, severity, std::move(complaint.what),
                            std::move(complaint.expected), std::move(complaint.remedy)});
  }

  std::filesystem::path file_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace redlight

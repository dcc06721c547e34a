#pragma once
// How far a long job is, on standard error: a bar with the time left on a terminal, a line every tenth of the way
// elsewhere. Main thread.
#include <chrono>
#include <string>

namespace redlight {

class ProgressBar {
 public:
  ProgressBar(std::string label, long total);
  void show(long done);
  /// Ends the line.
  void finish();

 private:
  std::string label_;
  long total_;
  bool terminal_;
  int last_percent_ = -1;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), shown_{};
};

}  // namespace redlight

#include "app/progress_bar.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace redlight {

ProgressBar::ProgressBar(std::string label, long total)
    : label_(std::move(label)), total_(std::max(total, 1L)), terminal_(isatty(STDERR_FILENO) == 1) {}

void ProgressBar::show(long done) {
  const auto now = std::chrono::steady_clock::now();
  const int percent = static_cast<int>(std::min(done, total_) * 100 / total_);
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  // The first frames wait for the art and say nothing about the rest.
  std::string left = "...";
  if (percent >= 2) {
    const long seconds = std::lround(elapsed / static_cast<double>(done) * static_cast<double>(total_ - done));
    left = fmt::format("{}:{:02}", seconds / 60, seconds % 60);
  }
  if (terminal_) {
    if (now - shown_ < std::chrono::milliseconds(100) && done < total_) return;
    shown_ = now;
    constexpr int kWidth = 32;
    const int filled = percent * kWidth / 100;
    fmt::print(stderr, "\r{} [{:#<{}}{:.<{}}] {:3} %  {} left ", label_, "", filled, "", kWidth - filled, percent,
               left);
  } else if (percent / 10 != last_percent_ / 10 || last_percent_ < 0) {
    last_percent_ = percent;
    fmt::print(stderr, "{} {} %, {} left\n", label_, percent, left);
  }
  std::fflush(stderr);
}

void ProgressBar::finish() {
  if (terminal_) fmt::print(stderr, "\n");
}

}  // namespace redlight

#pragma once
// Counts opposing changes of luminance as WCAG 2.2 SC 2.3.1 does, frame after frame: each of `least` of the maximum or
// more, the darker side below 0.8 of it. Two opposing changes are a flash.
#include <algorithm>
#include <cstddef>
#include <deque>

namespace redlight {

class FlashCounter {
 public:
  explicit FlashCounter(long rate, double least = 0.1) : rate_(rate), least_(least) {}

  /// `luminance` is of the maximum, 0..1.
  void feed(long frame, double luminance) {
    if (!started_) {
      low_ = high_ = luminance;
      started_ = true;
    }
    low_ = std::min(low_, luminance), high_ = std::max(high_, luminance);
    if (direction_ >= 0 && high_ - luminance >= least_ && luminance < 0.8) change(frame, -1, luminance);
    if (direction_ <= 0 && luminance - low_ >= least_ && low_ < 0.8) change(frame, 1, luminance);
    while (!changes_.empty() && frame - changes_.front() >= rate_) changes_.pop_front();
    most_ = std::max(most_, changes_.size());
  }

  /// The most changes within one second.
  std::size_t most_changes() const { return most_; }

 private:
  void change(long frame, int direction, double luminance) {
    direction_ = direction;
    low_ = high_ = luminance;
    changes_.push_back(frame);
  }

  long rate_;
  double least_;
  bool started_ = false;
  double low_ = 0, high_ = 0;
  int direction_ = 0;
  std::deque<long> changes_;
  std::size_t most_ = 0;
};

/// What is allowed in any second: three flashes.
inline constexpr std::size_t kMostChanges = 6;

}  // namespace redlight

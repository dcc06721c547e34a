#pragma once
// The clocks that the frame loop may read. One object, owned by the command that runs the loop, used on the main thread
// only.
#include "base/time.h"

namespace redlight {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
  /// Returns once now() >= `until`.
  virtual void sleep_until(Instant until) = 0;
};

/// The machine's monotonic clock; Instant{} is the moment of construction. Unaffected by changes of the date.
class SteadyClock final : public Clock {
 public:
  SteadyClock() : start_(std::chrono::steady_clock::now()) {}
  Instant now() override { return Instant(std::chrono::steady_clock::now() - start_); }
  void sleep_until(Instant until) override;

 private:
  std::chrono::steady_clock::time_point start_;
};

/// Stands still until somebody sleeps: a whole day passes as fast as the program can work through it.
class VirtualClock final : public Clock {
 public:
  Instant now() override { return now_; }
  void sleep_until(Instant until) override {
    if (until > now_) now_ = until;
  }

 private:
  Instant now_{};
};

}  // namespace redlight

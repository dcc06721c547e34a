#include "app/frame_watch.h"

#include <algorithm>
#include <vector>

namespace redlight {
namespace {
constexpr Duration kKept = std::chrono::seconds(5);
}

void FrameWatch::drop_old(Instant now) {
  while (!frames_.empty() && now - frames_.front().at > kKept) frames_.pop_front();
}

void FrameWatch::drawn(Instant now, Duration took, Duration budget) {
  drop_old(now);
  frames_.push_back({now, took, took > budget});
}

FrameFigures FrameWatch::figures(Instant now) {
  drop_old(now);
  FrameFigures f;
  if (frames_.empty()) return f;
  std::vector<Duration> times;
  for (const Frame& frame : frames_) {
    times.push_back(frame.took);
    f.late += frame.late ? 1 : 0;
  }
  f.drawn = static_cast<int>(times.size());
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  f.median = *middle, f.worst = *std::max_element(times.begin(), times.end());
  return f;
}

}  // namespace redlight

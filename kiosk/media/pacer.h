#pragma once
// Which of the decoded frames is due: a pure decision, without queue, thread or clock. Any thread.
#include <cstddef>
#include <span>

#include "base/time.h"

namespace redlight {

/// How much before its time a frame may be shown. Rounding of time stamps to ticks, nanoseconds and samples must not
/// cost a whole refresh.
inline constexpr Duration kEarliness = std::chrono::microseconds(500);

/// From the head of the queue: throw `drop` frames away, and then hand out one if `present`. With neither, the frame on
/// the glass is repeated.
struct Pace {
  std::size_t drop = 0;
  bool present = false;
};

constexpr bool is_due(Duration pts, Duration media_time) { return pts <= media_time + kEarliness; }

/// `queued`: pts in the order of presentation. The last one that is due is presented, those before it are dropped.
constexpr Pace pace(std::span<const Duration> queued, Duration media_time) {
  std::size_t due = 0;
  while (due < queued.size() && is_due(queued[due], media_time)) ++due;
  return due == 0 ? Pace{} : Pace{due - 1, true};
}

}  // namespace redlight

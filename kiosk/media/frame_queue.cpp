#include "media/frame_queue.h"

#include <array>
#include <span>
#include <utility>

#include "media/pacer.h"

namespace redlight {

namespace {
constexpr std::size_t kMaxFrames = 6;  // a tenth of a second at 60 Hz
constexpr std::size_t kMinFrames = 2;  // whatever they weigh, however long they are seen
constexpr std::size_t kMaxBytes = std::size_t{96} << 20;
constexpr std::chrono::milliseconds kAhead(80);  // two frames at 24 Hz, five at 60
}  // namespace

bool FrameQueue::has_room(std::size_t frames, std::size_t bytes, Duration ahead, bool wants_all) {
  return frames < kMinFrames || (frames < kMaxFrames && bytes <= kMaxBytes && (wants_all || ahead < kAhead));
}

void FrameQueue::want_all() {
  std::lock_guard lock(mutex_);
  wants_all_ = true;
}

Pushed FrameQueue::push(FrameItem item, int generation) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] {
    const FrameItem& first = items_.empty() ? item : items_.front();
    const Duration ahead = item.frame && first.frame ? item.frame->pts - first.frame->pts : Duration::zero();
    return is_closed_ || generation != generation_ || has_room(items_.size(), bytes_ + item.bytes, ahead, wants_all_);
  });
  if (is_closed_) return Pushed::closed;
  if (generation != generation_) return Pushed::stale;
  bytes_ += item.bytes;
  items_.push_back(std::move(item));
  lock.unlock();
  filled_.notify_one();
  return Pushed::yes;
}

FrameQueue::Due FrameQueue::take_due(Duration media_time, Patience patience) {
  Due due;
  std::deque<FrameItem> taken;  // freed outside the lock
  std::unique_lock lock(mutex_);
  for (;;) {
    std::array<Duration, kMaxFrames> pts;
    std::size_t count = 0;
    while (count < items_.size() && items_[count].frame) pts[count] = items_[count].frame->pts, ++count;
    const Pace plan = pace(std::span(pts).first(count), media_time);
    for (std::size_t i = 0; i < plan.drop + (plan.present ? 1 : 0); ++i) {
      bytes_ -= items_.front().bytes;
      taken.push_back(std::move(items_.front()));
      items_.pop_front();
    }
    if (!items_.empty() && !items_.front().frame) {
      items_.pop_front();
      has_ended_ = true;
    }
    if (!taken.empty()) {
      const VideoFrame& last = *taken.back().frame;
      taken_until_ = last.pts + last.duration;
    }
    if (items_.empty() && !has_ended_ && taken_until_ && *taken_until_ <= media_time) wants_all_ = true;  // it is late
    if (!taken.empty()) room_.notify_one();
    if (patience == Patience::never_wait || has_ended_ || is_closed_ || !items_.empty()) break;
    filled_.wait(lock, [&] { return is_closed_ || !items_.empty(); });
  }
  due.has_ended = has_ended_;
  lock.unlock();
  if (!taken.empty()) {
    due.frame = std::move(taken.back().frame);
    due.dropped = static_cast<long>(taken.size()) - 1;
  }
  return due;
}

FramePtr FrameQueue::take_first() {
  std::lock_guard lock(mutex_);
  if (items_.empty() || !items_.front().frame) return nullptr;
  FramePtr frame = std::move(items_.front().frame);
  bytes_ -= items_.front().bytes;
  items_.pop_front();
  room_.notify_one();
  return frame;
}

std::optional<Duration> FrameQueue::next_pts() const {
  std::lock_guard lock(mutex_);
  if (items_.empty() || !items_.front().frame) return std::nullopt;
  return items_.front().frame->pts;
}

bool FrameQueue::is_dry() const {
  std::lock_guard lock(mutex_);
  return items_.empty() && !has_ended_;
}

void FrameQueue::restart(int generation) {
  std::deque<FrameItem> dropped;
  {
    std::lock_guard lock(mutex_);
    dropped.swap(items_);
    bytes_ = 0;
    generation_ = generation;
    has_ended_ = false;
    taken_until_.reset();
  }
  room_.notify_all();
}

void FrameQueue::close() {
  {
    std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  room_.notify_all();
  filled_.notify_all();
}

}  // namespace redlight

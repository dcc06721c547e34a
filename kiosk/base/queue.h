#pragma once
// A bounded queue between two threads that hand things over by moving. It closes from both ends: finish() by the
// producer (what is queued is still delivered, then the consumer sees the end), close() by anybody (both sides return
// at once, what is queued is dropped). One mutex, never held while foreign code runs, except the move of a T.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace redlight {

template <class T>
class Queue {
 public:
  explicit Queue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room. False when the queue was closed; the item is dropped then.
  bool push(T item) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || items_.size() < capacity_; });
    if (closed_) return false;
    items_.push_back(std::move(item));
    lock.unlock();
    filled_.notify_one();
    return true;
  }

  /// Waits for an item. Empty when the queue was closed, or finished and drained.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || finished_ || !items_.empty(); });
    return take(lock);
  }

  /// Never waits.
  std::optional<T> try_pop() {
    std::unique_lock lock(mutex_);
    return take(lock);
  }

  /// The producer has no more items.
  void finish() {
    {
      std::lock_guard lock(mutex_);
      finished_ = true;
    }
    filled_.notify_all();
  }

  void close() {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
      items_.clear();
    }
    filled_.notify_all();
    room_.notify_all();
  }

  std::size_t size() const {
    std::lock_guard lock(mutex_);
    return items_.size();
  }

 private:
  std::optional<T> take(std::unique_lock<std::mutex>& lock) {
    if (closed_ || items_.empty()) return std::nullopt;
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    lock.unlock();
    room_.notify_one();
    return item;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable filled_, room_;
  // guarded by mutex_
  std::deque<T> items_;
  bool finished_ = false, closed_ = false;
};

}  // namespace redlight

#include "media/packet_buffer.h"

#include <utility>

namespace redlight {

namespace {
constexpr std::size_t kMaxItems = 64;
constexpr std::size_t kMaxBytes = 8 << 20;

std::size_t bytes_of(const PacketItem& item) { return item.packet ? static_cast<std::size_t>(item.packet->size) : 0; }
}  // namespace

bool PacketBuffer::has_room(Lane lane) const {
  const Queue& own = lanes_[static_cast<std::size_t>(lane)];
  const Queue& other = lanes_[1 - static_cast<std::size_t>(lane)];
  return (own.items.size() < kMaxItems && own.bytes < kMaxBytes) || (other.is_starving && other.items.empty());
}

Pushed PacketBuffer::push(Lane lane, PacketItem item, int generation) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return is_closed_ || generation != generation_ || has_room(lane); });
  if (is_closed_) return Pushed::closed;
  if (generation != generation_) return Pushed::stale;
  Queue& queue = lanes_[static_cast<std::size_t>(lane)];
  queue.bytes += bytes_of(item);
  queue.items.push_back(std::move(item));
  lock.unlock();
  filled_.notify_all();
  return Pushed::yes;
}

std::optional<PacketBuffer::Popped> PacketBuffer::pop(Lane lane) {
  std::unique_lock lock(mutex_);
  Queue& queue = lanes_[static_cast<std::size_t>(lane)];
  if (queue.items.empty() && !is_closed_) {
    queue.is_starving = true;
    room_.notify_one();
    filled_.wait(lock, [&] { return is_closed_ || !queue.items.empty(); });
    queue.is_starving = false;
  }
  if (is_closed_) return std::nullopt;
  Popped popped{std::move(queue.items.front()), generation_};
  queue.items.pop_front();
  queue.bytes -= bytes_of(popped.item);
  lock.unlock();
  room_.notify_one();
  return popped;
}

void PacketBuffer::restart(int generation) {
  std::array<Queue, 2> dropped;  // freed outside the lock
  {
    std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      std::swap(dropped[i].items, lanes_[i].items);
      lanes_[i].bytes = 0;
    }
    generation_ = generation;
  }
  room_.notify_all();
}

void PacketBuffer::close() {
  {
    std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  room_.notify_all();
  filled_.notify_all();
}

}  // namespace redlight

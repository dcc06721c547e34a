#pragma once
// Keeps the planes of art that is being made, and gives the views into them: LitArt::memory. Any thread may add; the
// views stay where they are.
#include <deque>
#include <mutex>
#include <vector>

#include "picture/lit_art.h"

namespace redlight {

class ArtMemory {
 public:
  Bytes keep(std::vector<std::uint8_t> plane) {
    const std::lock_guard lock(mutex_);
    return planes_.emplace_back(std::move(plane));
  }
  std::span<const Span> keep(std::vector<Span> rows) {
    const std::lock_guard lock(mutex_);
    return rows_.emplace_back(std::move(rows));
  }

 private:
  std::mutex mutex_;
  std::deque<std::vector<std::uint8_t>> planes_;  // a deque: what is added later moves nothing
  std::deque<std::vector<Span>> rows_;
};

}  // namespace redlight

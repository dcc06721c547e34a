#pragma once
// Prepared art that somebody still holds, found again by what it was made from: a kiosk that takes another's place has
// its art at once, and the renderers what they keep for it. Any thread.
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "picture/lit_art.h"

namespace redlight {

class ArtShelf {
 public:
  /// `key` as art_key() makes it. Null when there is none.
  ArtPtr find(std::uint64_t key) const {
    const std::lock_guard lock(mutex_);
    const auto found = arts_.find(key);
    return found == arts_.end() ? nullptr : found->second.lock();
  }

  void add(std::uint64_t key, const ArtPtr& art) {
    const std::lock_guard lock(mutex_);
    std::erase_if(arts_, [](const auto& one) { return one.second.expired(); });
    arts_[key] = art;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::uint64_t, ArtPtr::weak_type> arts_;
};

}  // namespace redlight

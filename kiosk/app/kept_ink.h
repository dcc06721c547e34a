#pragma once
// Ink of what is laid out again and again while most of it stays as it was: what a layout used is there for the next
// one, and dropped when that has no use for it. One thread.
#include <map>
#include <utility>

namespace redlight {

template <class Key, class Ink>
class KeptInk {
 public:
  /// Another layout begins.
  void begin() { last_ = std::exchange(used_, {}), has_made_ = false; }

  /// What the last layout had under `key`, else what `make` makes. Good until the next layout begins.
  template <class Make>
  const Ink& find_or(const Key& key, const Make& make) {
    if (const auto found = used_.find(key); found != used_.end()) return found->second;
    if (auto kept = last_.extract(key)) return used_.insert(std::move(kept)).position->second;
    has_made_ = true;
    return used_.emplace(key, make()).first->second;
  }

  /// Since the layout began.
  bool has_made() const { return has_made_; }

 private:
  std::map<Key, Ink> last_, used_;
  bool has_made_ = false;
};

}  // namespace redlight

#pragma once
// The script of --replay, handed out as its time comes. Main thread.
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "show/replay.h"

namespace redlight {

class InputScript {
 public:
  explicit InputScript(std::vector<TimedInput> inputs) : inputs_(std::move(inputs)) {}

  /// Hands every input that is due and was not handed out before to `take`.
  template <class Take>
  void due(Instant now, Take take) {
    for (; next_ < inputs_.size() && inputs_[next_].at <= now; next_++) take(inputs_[next_]);
  }

 private:
  std::vector<TimedInput> inputs_;
  std::size_t next_ = 0;
};

/// An empty path is a script in which nothing happens. Prints every fault on standard error; empty when one is an
/// error.
std::optional<InputScript> read_script(const std::filesystem::path& file);

}  // namespace redlight

#pragma once
// Tells when something that happens in bursts has come to rest: a file that is written piece by piece, an editor that
// saves by way of three files. Pure; a value of one thread.
#include <optional>

#include "base/time.h"

namespace redlight {

class QuietTime {
 public:
  /// Rest is when nothing has happened for so long.
  explicit QuietTime(Duration rest) : rest_(rest) {}

  /// Something happened.
  void stir(Instant now) { last_ = now; }

  /// Something happened that settled() has not told of.
  bool is_stirred() const { return last_.has_value(); }

  /// True once for every burst, as soon as it has come to rest.
  bool settled(Instant now) {
    if (!last_ || now - *last_ < rest_) return false;
    last_.reset();
    return true;
  }

 private:
  Duration rest_;
  std::optional<Instant> last_;  // of a burst that was not told yet
};

}  // namespace redlight

#pragma once
// How much of a room's life is worked out, so that a machine that cannot keep up with all of it shows less and stays in
// time. A value between 0 and 1 for each thing that can be left out: at 0 it costs nothing. Pure; main thread.
#include "base/time.h"

namespace redlight {

/// Strengths, 0..1, on top of what the show asks for.
struct Detail {
  float camera = 1;  ///< the camera's breath
  float water = 1;   ///< the trembling of the wet floor
  float haze = 1;    ///< drifting haze
  bool operator==(const Detail&) const = default;
};

/// Moves from one detail to another so slowly that nobody sees it begin or end.
class DetailFade {
 public:
  explicit DetailFade(const Detail& start = {}) : from_(start), to_(start) {}

  /// From what is shown at `now` to `target`.
  void aim(const Detail& target, Instant now);
  /// Reaches its target exactly. Times do not go backwards.
  Detail at(Instant now) const;

  static constexpr Duration kLasts = std::chrono::seconds(3);

 private:
  Detail from_, to_;
  Instant begun_{};
};

}  // namespace redlight

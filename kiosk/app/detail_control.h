#pragma once
// The level of detail of a running show: asks the governor, or holds the level that was asked for, moves the room there
// so slowly that nobody sees it, tells the log of each change, and remembers what lasted. Says at which scale relit
// art is wanted; whoever owns the kiosk makes one of that scale. Main thread.
#include <optional>

#include "app/detail_memory.h"
#include "app/governor.h"
#include "scene/detail.h"

namespace redlight {

class DetailControl {
 public:
  /// Held at `start` for ever, or free to change from there.
  enum class Rule { fixed, governed };
  DetailControl(DetailLevel start, Rule rule, std::string why, DetailMemory memory);

  /// How much of the room is shown at `now`.
  Detail room(Instant now) const { return fade_.at(now); }
  /// The scale of the art that is wanted; what is on the glass may be another for a while.
  int ground_scale() const { return step_of(level()).ground_scale; }

  /// A frame with relit art of `scale` was drawn at `now`. Frames that show none cost the same at every level: they are
  /// not handed in.
  void drawn(Instant now, int scale, Duration took, Duration budget);
  /// Something else was at work, as a scene being loaded: the last seconds do not count.
  void excuse() { governor_.forget(); }

  DetailLevel level() const { return governor_.level(); }
  std::string why() const { return told_.empty() ? governor_.why() : told_; }

 private:
  Governor governor_;
  Rule rule_;
  std::string told_;  // why it is that level, until the governor knows better
  DetailMemory memory_;
  DetailFade fade_;
  Instant changed_{};
  bool is_kept_ = false;  // the level, in the memory
};

}  // namespace redlight

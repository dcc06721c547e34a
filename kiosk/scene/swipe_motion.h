#pragma once
// How the words of a scene follow a finger that is drawn across them: less and less the farther it goes, as on a rubber
// band, and stiffer where the loop comes round. Let go they swing back, or, where it was a swipe, go on as they went
// while the next scene's words arrive from the other side. Pure but for its own state: told of pointers and of time.
// Owned by the kiosk, main thread.
#include <cstdint>
#include <map>
#include <optional>

#include "base/time.h"
#include "show/director.h"
#include "show/input.h"

namespace redlight {

/// How far the words of the two scenes on stage stand to the right of their places, in widths of the picture.
struct WordShift {
  double current = 0, incoming = 0;
  bool operator==(const WordShift&) const = default;
};

class SwipeMotion {
 public:
  void point(const PointerEvent& event, Instant now);
  /// Time passes. `scenes` are those of the show.
  WordShift step(const Stage& stage, std::size_t scenes, Instant now);

 private:
  struct Spring {
    double place = 0, speed = 0;  // widths, widths a second
    void swing(double time);
  };
  double pulled(const Stage& stage, std::size_t scenes) const;
  void change_scene(const Stage& stage);

  std::optional<std::int64_t> held_by_;
  std::map<std::int64_t, Instant> fingers_;  // on the glass, and when each was last heard of
  double from_ = 0, to_ = 0;                 // of the finger that draws
  Spring newest_, before_;                   // the words of the newest scene on stage, and of the one that it covers
  unsigned serial_ = 0;                      // of the newest
  Instant last_{}, pulled_at_{};
};

}  // namespace redlight

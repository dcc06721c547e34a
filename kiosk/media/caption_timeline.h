#pragma once
// When captions change: media time is cut into spans in each of which they stand still, or, where a script of its own
// moves them, stand for one picture of film. So a page is made once for a span, ahead of its time. Pure; made once per
// script, read from any thread.
#include <cstddef>
#include <vector>

#include "media/caption_script.h"

namespace redlight {

/// How long captions that move stand still: whole milliseconds, as libass counts.
inline constexpr Duration kCaptionStep = std::chrono::milliseconds(42);

class CaptionTimeline {
 public:
  explicit CaptionTimeline(const CaptionScript& script);

  struct Span {
    Duration from{}, until{};
    bool has_words = false;
    bool operator==(const Span&) const = default;
  };
  /// The span that holds `time`; before the first event and after the last one there are spans without words.
  Span at(Duration time) const;

  /// The begins of the spans that lead to `from`, its own last: since when events that touch each other have been
  /// seen without a pause. Words that come while others are seen keep their place when those go, so a page depends on
  /// how it came about. At most the last eight; spans in which captions move count as one.
  std::vector<Duration> history(Duration from) const;

 private:
  struct Cut {
    Duration at{};
    int events = 0;        ///< that are seen from here on
    int moving = 0;        ///< of them
    bool goes_on = false;  ///< one of them was seen before the cut as well
  };
  std::size_t cut_before(Duration time) const;  // index + 1, 0 for none
  std::vector<Cut> cuts_;
};

}  // namespace redlight

#pragma once
// Keeps what is shown within the flash limits (picture/flash_meter.h), whatever a film or a show file asks for: told
// what the next picture would look like, it says how that picture is to be shown. On material within the limits, its
// margin included, the answer is always `as it is`.
//
// When a picture would be the one change too many, it is not shown so: a change to brighter or redder is dimmed until
// it is no change any more (a white flash on black is then a dark grey one: never black); a change to darker is put off
// by holding what was shown before, for less than a second. As long as the material goes on like that, no rise is let
// through; afterwards the picture comes back slowly, within about a second, which is one change.
//
// Its limits are stricter than the rule's by a margin, since what it is told of a picture is an estimate. Pure: time is
// an argument; constant memory. One owner, one thread.
#include <functional>
#include <optional>

#include "picture/flash_meter.h"

namespace redlight {

/// The limits that the limiter keeps: 8 % of luminance for 10, 16 of redness for 20. What it is told of a picture may
/// be off by a little light; where that light is it knows, and its area has next to no margin.
inline constexpr FlashLimits kLimiterLimits{0.08f, 0.84f, 16, 0.78f, 0.24};

struct FlashVerdict {
  bool hold = false;  ///< show what was shown before once more
  float level = 1;    ///< else: dim the picture to this, 0..1 of its display-coded values
  bool is_as_it_is() const { return !hold && level == 1; }
  bool operator==(const FlashVerdict&) const = default;
};

class FlashLimiter {
 public:
  /// What the picture looks like when it is dimmed to `level`; the same grid from call to call. The reference is valid
  /// until the next call.
  using Preview = std::function<const FlashField&(float level)>;

  /// How the picture that is due at `now` is to be shown. Times do not go backwards.
  FlashVerdict judge(const Preview& preview, Instant now);

  /// Whether pictures are being changed, or were until a moment ago.
  bool is_at_work() const { return material_.has_value(); }

 private:
  FlashVerdict rein_in(const Preview& preview, Instant now);
  float highest_level(const Preview& preview, float most, Instant now, double allowed_rise) const;

  std::optional<FlashMeter> shown_;     // fed with what is shown
  std::optional<FlashMeter> material_;  // fed with what would have been shown; only while at work
  FlashField last_;                     // what was shown last
  Instant then_{};
  float level_ = 1;  // the last dimmed picture's
};

}  // namespace redlight

#pragma once
// Counts, cell by cell, the changes of which flashes are made, and says how much of the picture has more of them than
// is safe. The one machine behind the analyser (picture/flash_analyser.h) and the limiter (picture/flash_limiter.h).
// Pure: time is an argument; constant memory for as long as it runs. One owner, one thread.
//
// The rule is WCAG 2.2 SC 2.3.1 with its definitions of general flash, red flash and their thresholds; where the
// quantity is luminance, on a display whose white is 200 cd/m2, these are also the limits of ITU-R BT.1702 (20 cd/m2, a
// darker state below 160 cd/m2). BT.1702 takes a quarter of the whole screen for its area: when a quarter of the whole
// flashes, a quarter of at least one of its nine blocks does, so that the block of WCAG is the stricter of the two.
//
// A transition is the change between one peak and the next valley of a cell's luminance (for red: of its redness), of
// any steepness: a slow ramp over many frames is one transition, a rise in two steps is one, and what wavers by less
// than the limit in between is none. It counts from the frame on which it reaches the limit. Two opposing transitions
// are a flash. Six transitions in a second are three flashes and allowed; with the seventh the cell is over the limit,
// from then on until the first of the seven is a second old. A second is half open: what flashes exactly three times a
// second, for hours, is allowed.
//
// Redness is max(0, R - G - B) * 320 in linear light; its transition is one of more than 20 that begins, ends or passes
// at a saturated red, R / (R + G + B) >= 0.8.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/time.h"
#include "picture/flash_field.h"

namespace redlight {

enum class FlashKind { general, red };
inline constexpr std::array kFlashKinds{FlashKind::general, FlashKind::red};

struct FlashLimits {
  float change = 0.10f;  ///< of relative luminance, 0..1: this and more is a transition
  float bright = 0.80f;  ///< a change whose darker state is as bright as this is none
  float red_change = 20;
  float red_share = 0.80f;
  double area = 0.25;  ///< of a block: more than this is over the limit
};
inline constexpr int kAllowedTransitions = 6;  ///< in any one second
inline constexpr Duration kFlashSecond = std::chrono::seconds(1);

/// What one more field would bring.
struct FlashForecast {
  double over = 0;    ///< the largest share of a block that would be over the limit, of either kind
  double rising = 0;  ///< the largest share of a block that would complete a change to brighter or redder
};

class FlashMeter {
 public:
  /// `kept`: how many transitions of each cell are remembered, at least seven; more only tell how many there were.
  explicit FlashMeter(FlashGrid grid, const FlashLimits& limits = {}, std::uint32_t kept = 64);

  /// The picture is `field` from `now` on. Times do not go backwards.
  void feed(const FlashField& field, Instant now);
  /// What feed() would bring, without bringing it.
  FlashForecast forecast(const FlashField& field, Instant now) const;

  /// After the last feed: the largest share of a block that the next one, whatever it is, can bring over the limit. In
  /// calm material it is 0, and a forecast not worth its while.
  double reach() const { return std::max(sides_[0].reach, sides_[1].reach); }
  /// After the last feed: the largest share of a block, 0..1, that is over the limit.
  double area(FlashKind kind) const { return side(kind).area; }
  bool is_over(FlashKind kind) const { return area(kind) > limits_.area; }
  /// Of the cells over the limit: the most transitions within the last second, as far as they are remembered.
  int transitions(FlashKind kind) const;
  /// Of the cells over the limit: when the oldest of their last seven transitions was, and when the newest.
  Instant first_transition(FlashKind kind) const;
  Instant last_transition(FlashKind kind) const;

  FlashGrid grid() const { return grid_; }
  const FlashLimits& limits() const { return limits_; }

 private:
  /// What is known of the cells, each number in a row of its own, so that a field that changes nothing, as almost every
  /// one, touches little memory.
  struct Side {
    std::vector<float> low, high;                       // since the last transition
    std::vector<std::uint8_t> is_red_low, is_red_high;  // 1: a saturated red was seen there or since; red flashes only
    std::vector<std::int8_t> direction;                 // of the last transition
    std::vector<std::uint32_t> count;                   // transitions so far; where the next one is kept
    std::vector<Instant> times;                         // kept_ for each cell
    std::vector<Instant> over_until, full_until;
    std::vector<std::uint8_t> over;  // 1: that cell is over the limit
    std::vector<std::uint8_t> full;  // 1: it has all the transitions that a second allows, or is over the limit
    Instant marked_until{};          // from then on none is, unless more transitions come
    double area = 0, reach = 0;
  };
  struct Extremes {
    float low, high;
    std::uint8_t is_red_low, is_red_high;
    std::int8_t direction;
  };
  struct Level {
    float value = 0;
    bool is_red = false;
  };

  template <FlashKind kind>
  Level level_of(const Rgb& light) const;
  /// 1 when `level` completes a rise, -1 a fall, 0 neither; draws the cell's extremes on to it.
  template <FlashKind kind>
  int move(Extremes& cell, Level level) const;
  template <FlashKind kind>
  void begin_side(const FlashField& field, Instant now);
  template <FlashKind kind>
  void feed_side(const FlashField& field, Instant now);
  void count_transition(Side& on, std::size_t cell, Instant now) const;
  template <FlashKind kind>
  void forecast_side(const FlashField& field, Instant now, std::vector<std::uint8_t>& over,
                     std::vector<std::uint8_t>& rising) const;
  /// When the transition was that is `back` before the last one.
  Instant time_of(const Side& of, std::size_t cell, std::uint32_t back) const;
  double worst_share(const std::vector<std::uint8_t>& marked) const;
  const Side& side(FlashKind kind) const { return sides_[static_cast<std::size_t>(kind)]; }
  Side& side(FlashKind kind) { return sides_[static_cast<std::size_t>(kind)]; }

  FlashGrid grid_;
  FlashLimits limits_;
  std::uint32_t kept_;
  bool is_started_ = false;
  Instant now_{};
  std::array<Side, 2> sides_;
  mutable std::vector<std::uint8_t> over_, rising_;  // of forecast()
  mutable std::vector<std::int32_t> sums_;           // of worst_share()
};

}  // namespace redlight

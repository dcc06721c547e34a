#pragma once
// Decides how much of a show is drawn (detail_level.h) from how long its frames took, so that none takes longer than
// one refresh: a step down at once when frames are late again and again, a step up only after a long calm time and with
// room to spare. Pure: handed the time and what was measured. Main thread.
//
// Down: in each of the last four half seconds a fifth of the frames was late; or, over twenty seconds, a twelfth, in
// most of the half seconds. One stall, a job in the background of a second, a scene that is loaded, are no reason. As
// many levels at once as the usual frame asks for. Up: one level, after `wait()` of calm, when nineteen of twenty
// frames of that time, at the costs of the levels, would have needed no more than three quarters of a refresh. A step
// up that had to be taken back doubles the wait, from one minute up to one hour; two hours without a step down bring it
// back to a minute.
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "app/detail_level.h"

namespace redlight {

/// How long frames took, in bins of 1/32 of a refresh; what is longer than three is as three.
class FrameTimes {
 public:
  void add(Duration took, Duration budget);
  void add(const FrameTimes& other);
  void halve();

  std::uint32_t all() const;
  /// Those that took `budgets` or longer.
  std::uint32_t over(int budgets) const;
  /// In budgets, what `part` of the frames do not exceed; 0 when there are none.
  double share_at(double part) const;
  Duration worst() const { return worst_; }

 private:
  static constexpr int kBinsEach = 32, kBins = 3 * kBinsEach + 1;
  std::array<std::uint32_t, kBins> count_{};
  Duration worst_{};
};

class Governor {
 public:
  explicit Governor(DetailLevel start = DetailLevel::full) : level_(start) {}

  /// A frame was drawn at `now` at the level `shown` in the time `took`; `budget` is one refresh. A level that was
  /// chosen takes a while to be on the glass: frames of another one are not counted. Times do not go backwards.
  void drawn(Instant now, DetailLevel shown, Duration took, Duration budget);
  /// The last seconds say nothing of what comes: something was loaded, the display was switched.
  void forget();

  DetailLevel level() const { return level_; }
  /// Why it is that level, for the log and the staff.
  const std::string& why() const { return why_; }
  /// How much calm there must be before the next step up.
  Duration wait() const { return wait_; }

 private:
  static constexpr std::size_t kSlots = 40, kNewest = 4;
  static constexpr Duration kFirstWait = std::chrono::minutes(1);

  /// What is left of a half second that has passed.
  struct Slot {
    std::uint32_t drawn = 0, late = 0;
    Duration worst{};
  };

  void end_slot(Instant now, Duration budget);
  Slot newest(std::size_t slots) const;
  bool is_late_again_and_again() const;
  void step_down(Instant now, Duration budget);
  void try_up(Instant now, Duration budget);
  void change(DetailLevel to, Instant now);

  DetailLevel level_;
  std::string why_ = "nothing was late";
  Duration wait_ = kFirstWait;
  FrameTimes slot_;                       // half a second, being filled
  std::optional<Instant> slot_begun_;     // empty: nothing was drawn since the last change
  std::array<Slot, kSlots> window_{};     // those before it, the newest last
  std::size_t slots_ = 0;                 // of the window that are filled
  std::array<FrameTimes, kNewest> last_;  // the newest of the window, in full
  FrameTimes times_;                      // since the last change; older ones count less
  Duration calm_{};                       // how long it was calm since then
  Instant last_down_{}, last_halved_{};
  bool raised_ = false;  // the level was reached by a step up
};

}  // namespace redlight

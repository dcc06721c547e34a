#pragma once
// The staff's desk: asks for the PIN, then offers what the staff may want without leaving the show. It opens over the
// picture, which goes on behind it, and closes by itself when nobody uses it. While it is open it hears all input and
// the show none. Works by touch and mouse, and by keys and pads: next and previous go from button to button, select
// presses. Pure: handed input and time, it answers with actions; app/staff_overlay.h draws it. One thread.
//
// A wrong PIN makes the next try wait: 1 s, then twice as long each time, up to a minute. What was tried is not
// forgotten when the desk is closed.
#include <string>
#include <string_view>
#include <vector>

#include "show/input.h"

namespace redlight {

enum class DeskCommand {
  digit,  ///< DeskButton::digit
  erase,
  close,
  softer,
  mute,
  louder,
  language,
  clean,
  restart,
  previous,
  home,
  next,
  exit,
};

struct DeskButton {
  DeskCommand command = DeskCommand::close;
  int digit = 0;
  Region place{};           ///< in fractions of the picture
  bool is_lit = false;      ///< under a finger, or the keys stand on it
  bool asks_again = false;  ///< the next press does it
};

class StaffDesk {
 public:
  enum class Page { closed, pin, desk, cleaning };
  static constexpr Duration kCleaning = std::chrono::seconds(60);
  static constexpr Duration kPatience = std::chrono::seconds(45);  ///< without input until it closes
  static constexpr Duration kLongestWait = std::chrono::seconds(60);

  /// For a picture of this shape, width divided by height; the desk lies where everybody reaches it.
  void set_up(const Staff& staff, const TouchTargets& targets, double aspect);

  /// Opens or closes it. With a PIN it asks for it; without one only F12 opens, visitors' hands do not.
  void toggle(ActionKind asked_by, Instant now);
  Page page() const { return page_; }
  /// What the show must not hear.
  bool takes_input() const { return page_ != Page::closed; }

  /// What the staff asked the show for.
  std::vector<Action> step(const InputEvent& event, Instant now);
  /// Time passes: the cleaning ends, a desk that nobody uses closes.
  void tick(Instant now);

  /// The board that all lies on, and the part of it that is left for text, above the buttons.
  Region board() const;
  Region text() const;
  std::vector<DeskButton> buttons() const;
  std::size_t typed() const { return typed_.size(); }
  /// Until a PIN is heard again; 0: now.
  Duration wait(Instant now) const;
  /// Until touch is heard again, while cleaning.
  Duration cleaning_left(Instant now) const;

 private:
  struct Grid;
  Grid grid() const;
  std::vector<Action> press(std::size_t button, Instant now);
  void type(int digit, Instant now);
  void open_page(Page page, Instant now);
  std::vector<Action> hear(const KeyEvent& key, Instant now);
  std::vector<Action> hear(const PointerEvent& pointer, Instant now);

  std::string pin_;
  Region reach_{};
  double aspect_ = 1;
  Page page_ = Page::closed;
  Instant last_input_{}, opened_{};
  std::string typed_;
  unsigned wrong_ = 0;  // tries in a row
  Instant next_try_{};
  std::optional<std::size_t> focus_;                             // of the keys
  std::optional<std::pair<std::int64_t, std::size_t>> pressed_;  // pointer and button
  bool exit_asked_ = false;
};

}  // namespace redlight

#pragma once
// From raw input to actions: taps, swipes, keys and pads, and the staff's exit. Pure: the platform hands it events with
// their time, and it is ticked once a frame. One finger's tap is one action, whatever the driver reports in addition
// (the platform switches off SDL's synthetic mouse and touch events).
//
// Gestures: a press that is released within 0.6 s and moved less than 3 % of the display's shorter side is a tap: on
// the right half next, on the left half previous. A horizontal move of at least 8 % of the width, faster released than
// 0.8 s, is a swipe: to the left next, to the right previous. A press that lasts longer, or a second finger at the same
// time, asks for nothing but counts as touch. A tap on the language button asks for the next language. Two fingers held
// in opposite corners for 3 s open the staff's desk.
//
// Keys: Right, Down, PageDown, Space, Return next; Left, Up, PageUp, Backspace previous; Home home; 1..9 and 0 jump to
// scene 1..10; the keys of remote controls as well. L: language. Ctrl+Alt+Q held together for one second: exit. F12, or
// the right mouse button held for 3 s: the staff's desk. Volume up and down, + and -, mute and M: the volume, which
// goes on while up or down is held. Every other key is touch. Other than that key repeat is ignored.
//
// Pads: d-pad and shoulder buttons right/left, A next, B previous, Start home, Y language, Back held for 3 s the desk.
#include <cstdint>
#include <map>
#include <optional>
#include <variant>
#include <vector>

#include "base/time.h"
#include "show/action.h"
#include "show/touch_targets.h"

namespace redlight {

enum class Key {
  other,
  select,  ///< next as well; presses the staff's buttons
  next,
  previous,
  home,
  digit,
  control,
  alt,
  q,
  language,
  staff,
  staff_held,  ///< the same for what visitors may have in hand: opens only after a while
  louder,
  softer,
  mute
};  // Key::digit carries its value

struct KeyEvent {
  Key key = Key::other;
  int digit = 0;  ///< 0..9
  bool down = true;
  bool repeat = false;
};

/// A finger that is down for longer is a panel that is broken, or an arm that leans on it: nobody is there.
inline constexpr Duration kLongestHold = std::chrono::seconds(60);

/// Coordinates of the picture as the visitor sees it (rotation undone), 0..1 from the top left.
struct PointerEvent {
  enum class Phase { down, move, up, cancel };
  std::int64_t pointer = 0;  ///< finger id; the mouse is -1
  Phase phase = Phase::down;
  double x = 0, y = 0;
};

using InputEvent = std::variant<KeyEvent, PointerEvent>;

class Interpreter {
 public:
  /// `aspect`: width of the display divided by its height.
  explicit Interpreter(double aspect);
  /// Where the buttons and the staff's corners lie; without, there are none.
  void set_targets(const TouchTargets& targets) { targets_ = targets; }
  /// The display asks whether somebody is there: a finger that comes down while it does so says yes, and nothing else.
  void set_asking(bool is_asking) { is_asking_ = is_asking; }
  /// The actions that `event` completes.
  std::vector<Action> step(const InputEvent& event, Instant now);
  /// Time passes: the staff exit fires, stuck fingers are forgotten after 30 s.
  std::vector<Action> tick(Instant now);

 private:
  struct Press {
    Instant since{};
    double x = 0, y = 0;                  // where it began
    double last_x = 0, last_y = 0;        // where it is
    double moved = 0;                     // the farthest it ever was from its beginning, in heights of the display
    bool alone = true;                    // false once another finger was down at the same time
    bool only_answers = false;            // it came down while the display asked
    std::optional<std::size_t> corner{};  // of the staff's, in which it has been all the time
  };
  // A key of the exit chord, as long as it is held.
  using Held = std::optional<Instant>;

  void on(const KeyEvent& event, std::vector<Action>& actions);
  void on(const PointerEvent& event, std::vector<Action>& actions);
  void press(const PointerEvent& event, std::vector<Action>& actions);
  void release(const Press& press, std::vector<Action>& actions) const;
  void let_time_pass(Instant now, std::vector<Action>& actions);
  Held* held_key(Key key);
  bool holds_corners() const;

  double aspect_;
  std::optional<TouchTargets> targets_;
  bool is_asking_ = false;
  Instant now_{};
  std::map<std::int64_t, Press> presses_;
  Held control_, alt_, q_, staff_held_;
  bool exit_asked_ = false;   // once for each time the chord is held
  bool staff_asked_ = false;  // the same for the corners and the held key
};

}  // namespace redlight

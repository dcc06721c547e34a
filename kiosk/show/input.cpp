#include "show/input.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

constexpr Duration tap_time = std::chrono::milliseconds(600);
constexpr Duration swipe_time = std::chrono::milliseconds(800);
constexpr Duration exit_time = std::chrono::seconds(1);
constexpr Duration staff_time = std::chrono::seconds(3);
// A finger or a key that is down for so long asks for nothing any more: it was lifted while nobody listened, or is
// dirt.
constexpr Duration stuck_time = std::chrono::seconds(30);
constexpr double tap_reach = 0.03;        // of the shorter side
constexpr double swipe_reach = 0.08;      // of the width
constexpr double back_zone = 0.5;         // of the width
constexpr std::size_t most_fingers = 32;  // no panel reports more; the bound holds a broken driver's ids

std::optional<std::size_t> corner_at(const std::optional<TouchTargets>& targets, double x, double y) {
  if (!targets) return std::nullopt;
  for (std::size_t i = 0; i < targets->corners.size(); i++)
    if (contains(targets->corners[i], x, y)) return i;
  return std::nullopt;
}

bool sensible(double aspect) { return std::isfinite(aspect) && aspect > 0; }

}  // namespace

Interpreter::Interpreter(double aspect) : aspect_(sensible(aspect) ? aspect : 1) {}

std::vector<Action> Interpreter::step(const InputEvent& event, Instant now) {
  std::vector<Action> actions;
  let_time_pass(now, actions);
  std::visit([&](const auto& one) { on(one, actions); }, event);
  return actions;
}

std::vector<Action> Interpreter::tick(Instant now) {
  std::vector<Action> actions;
  let_time_pass(now, actions);
  return actions;
}

void Interpreter::let_time_pass(Instant now, std::vector<Action>& actions) {
  now_ = std::max(now_, now);
  if (!exit_asked_ && control_ && alt_ && q_ && now_ - std::max({*control_, *alt_, *q_}) >= exit_time) {
    exit_asked_ = true;
    actions.push_back({ActionKind::exit});
  }
  const bool holds_staff = (staff_held_ && now_ - *staff_held_ >= staff_time) || holds_corners();
  if (holds_staff && !staff_asked_) actions.push_back({ActionKind::corners});
  staff_asked_ = holds_staff;
  std::erase_if(presses_, [&](const auto& entry) { return now_ - entry.second.since >= stuck_time; });
  for (Held* key : {&control_, &alt_, &q_, &staff_held_})
    if (*key && now_ - **key >= stuck_time) key->reset();
}

/// Two fingers, in corners that lie opposite each other, for long enough.
bool Interpreter::holds_corners() const {
  if (presses_.size() != 2) return false;
  const Press &one = presses_.begin()->second, &other = std::next(presses_.begin())->second;
  // Corners that lie opposite each other are the first and the last of them, and the two between.
  return one.corner && other.corner && *one.corner + *other.corner == targets_->corners.size() - 1 &&
         now_ - std::max(one.since, other.since) >= staff_time;
}

// Keys

Interpreter::Held* Interpreter::held_key(Key key) {
  switch (key) {
    case Key::control:
      return &control_;
    case Key::alt:
      return &alt_;
    case Key::q:
      return &q_;
    case Key::staff_held:
      return &staff_held_;
    default:
      return nullptr;
  }
}

void Interpreter::on(const KeyEvent& event, std::vector<Action>& actions) {
  const bool is_volume = event.key == Key::louder || event.key == Key::softer;
  if (event.repeat && !is_volume) return;
  if (Held* held = held_key(event.key)) {
    if (!event.down)
      held->reset();
    else if (!*held)
      *held = now_;
    if (!event.down) exit_asked_ = false;
  }
  if (!event.down) return;
  switch (event.key) {
    case Key::staff_held:
      return;
    case Key::language:
      actions.push_back({ActionKind::language});
      return;
    case Key::staff:
      actions.push_back({ActionKind::panel});
      return;
    case Key::louder:
      actions.push_back({ActionKind::louder});
      return;
    case Key::softer:
      actions.push_back({ActionKind::softer});
      return;
    case Key::mute:
      actions.push_back({ActionKind::mute});
      return;
    case Key::select:
    case Key::next:
      actions.push_back({ActionKind::next});
      return;
    case Key::previous:
      actions.push_back({ActionKind::previous});
      return;
    case Key::home:
      actions.push_back({ActionKind::home});
      return;
    case Key::digit:
      if (event.digit >= 0 && event.digit <= 9) {
        actions.push_back({ActionKind::jump, event.digit == 0 ? 9u : static_cast<std::size_t>(event.digit) - 1});
        return;
      }
      break;
    default:
      break;
  }
  actions.push_back({ActionKind::touch});
}

// Fingers

void Interpreter::on(const PointerEvent& event, std::vector<Action>& actions) {
  if (event.phase == PointerEvent::Phase::down) return press(event, actions);
  const auto found = presses_.find(event.pointer);
  if (found == presses_.end()) return;
  Press& press = found->second;
  if (std::isfinite(event.x) && std::isfinite(event.y)) {
    press.last_x = event.x;
    press.last_y = event.y;
    if (press.corner && corner_at(targets_, event.x, event.y) != press.corner) press.corner.reset();
    press.moved = std::max(press.moved, std::hypot((event.x - press.x) * aspect_, event.y - press.y));
  }
  if (event.phase == PointerEvent::Phase::move) return;
  const Press ended = press;
  presses_.erase(found);
  if (event.phase == PointerEvent::Phase::up)
    release(ended, actions);
  else if (ended.alone)
    actions.push_back({ActionKind::touch});
}

void Interpreter::press(const PointerEvent& event, std::vector<Action>& actions) {
  if (!std::isfinite(event.x) || !std::isfinite(event.y)) return;
  // The same finger down again: its release was lost, and it begins anew.
  presses_.erase(event.pointer);
  const bool alone = presses_.empty();
  if (!alone) {
    for (auto& [pointer, press] : presses_) press.alone = false;
    actions.push_back({ActionKind::touch});
  }
  if (presses_.size() < most_fingers)
    presses_.emplace(event.pointer, Press{now_, event.x, event.y, event.x, event.y, 0, alone, is_asking_,
                                          corner_at(targets_, event.x, event.y)});
}

void Interpreter::release(const Press& press, std::vector<Action>& actions) const {
  // A gesture of several fingers counted as touch when it became one.
  if (!press.alone) return;
  const Duration time = now_ - press.since;
  const double across = press.last_x - press.x;
  const double down = press.last_y - press.y;
  const bool is_tap = time <= tap_time && press.moved < tap_reach * std::min(aspect_, 1.0);
  const bool is_language = targets_ && targets_->language && contains(*targets_->language, press.x, press.y);
  if (press.only_answers)
    actions.push_back({ActionKind::touch});
  else if (is_tap && is_language)
    actions.push_back({ActionKind::language});
  else if (is_tap)
    actions.push_back({press.x >= back_zone ? ActionKind::next : ActionKind::previous});
  else if (time < swipe_time && std::abs(across) >= swipe_reach && std::abs(across) * aspect_ > std::abs(down))
    actions.push_back({across < 0 ? ActionKind::next : ActionKind::previous});
  else
    actions.push_back({ActionKind::touch});
}

}  // namespace redlight

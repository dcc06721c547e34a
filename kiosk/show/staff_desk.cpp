#include "show/staff_desk.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace redlight {
namespace {

// In shorter sides of the picture.
constexpr double kEdge = 0.035, kGap = 0.014;
constexpr double kFoot = 0.06;  // in heights, below the board
constexpr std::size_t kColumns = 3;

struct PagePlan {
  std::vector<DeskButton> buttons;  // row by row
  double width, height, text;       // of a button; of the text above them
};

const PagePlan& plan_of(StaffDesk::Page page) {
  using C = DeskCommand;
  static const PagePlan pin{{{C::digit, 1},
                             {C::digit, 2},
                             {C::digit, 3},
                             {C::digit, 4},
                             {C::digit, 5},
                             {C::digit, 6},
                             {C::digit, 7},
                             {C::digit, 8},
                             {C::digit, 9},
                             {C::close},
                             {C::digit, 0},
                             {C::erase}},
                            0.16,
                            0.1,
                            0.12};
  static const PagePlan desk{{{C::softer},
                              {C::mute},
                              {C::louder},
                              {C::previous},
                              {C::home},
                              {C::next},
                              {C::language},
                              {C::clean},
                              {C::restart},
                              {C::close},
                              {C::exit}},
                             0.26,
                             0.085,
                             0.32};
  static const PagePlan notice{{}, 0.26, 0, 0.05};
  return page == StaffDesk::Page::pin ? pin : page == StaffDesk::Page::desk ? desk : notice;
}

/// Where button i of so many lies, row by row: the last one in the corner.
std::size_t spot_of(std::size_t i, std::size_t count) {
  return i + 1 == count ? (count + kColumns - 1) / kColumns * kColumns - 1 : i;
}

std::optional<Action> action_of(DeskCommand command) {
  switch (command) {
    case DeskCommand::softer:
      return Action{ActionKind::softer};
    case DeskCommand::mute:
      return Action{ActionKind::mute};
    case DeskCommand::louder:
      return Action{ActionKind::louder};
    case DeskCommand::previous:
      return Action{ActionKind::previous};
    case DeskCommand::home:
      return Action{ActionKind::home};
    case DeskCommand::next:
      return Action{ActionKind::next};
    case DeskCommand::language:
      return Action{ActionKind::fix_language};
    case DeskCommand::restart:
      return Action{ActionKind::restart};
    default:
      return std::nullopt;
  }
}

}  // namespace

/// Where things lie, in fractions of the picture.
struct StaffDesk::Grid {
  Region board;
  double edge_x, edge_y, step_x, step_y, button_x, button_y, text;
};

StaffDesk::Grid StaffDesk::grid() const {
  const PagePlan& page = plan_of(page_);
  const double rows = std::ceil(static_cast<double>(page.buttons.size()) / kColumns);
  const double width = kColumns * (page.width + kGap) - kGap + 2 * kEdge;
  const double height = 2 * kEdge + page.text + rows * (page.height + kGap);
  double across = aspect_ < 1 ? 1 : 1 / aspect_, down = aspect_ < 1 ? aspect_ : 1;  // of one shorter side
  // Where little of the panel is in reach the board is smaller.
  const double scale = std::min(1.0, (reach_.height - kFoot) / (height * down));
  across *= scale, down *= scale;
  Grid g{};
  g.edge_x = kEdge * across, g.edge_y = kEdge * down;
  g.button_x = page.width * across, g.button_y = page.height * down;
  g.step_x = g.button_x + kGap * across, g.step_y = g.button_y + kGap * down;
  g.text = page.text * down;
  g.board.width = width * across, g.board.height = height * down;
  g.board.x = (1 - g.board.width) / 2;
  // Upright panels: down where everybody reaches it; wide ones: in the middle.
  const double most = reach_.y + reach_.height - g.board.height;
  g.board.y = aspect_ < 1 ? most - kFoot : most / 2;
  return g;
}

Region StaffDesk::board() const { return grid().board; }

Region StaffDesk::text() const {
  const Grid g = grid();
  return {g.board.x + g.edge_x, g.board.y + g.edge_y, g.board.width - 2 * g.edge_x, g.text};
}

std::vector<DeskButton> StaffDesk::buttons() const {
  const Grid g = grid();
  std::vector<DeskButton> buttons = plan_of(page_).buttons;
  for (std::size_t i = 0; i < buttons.size(); i++) {
    const std::size_t spot = spot_of(i, buttons.size());
    buttons[i].place = {g.board.x + g.edge_x + static_cast<double>(spot % kColumns) * g.step_x,
                        g.board.y + g.edge_y + g.text + static_cast<double>(spot / kColumns) * g.step_y, g.button_x,
                        g.button_y};
    buttons[i].is_lit = focus_ == i || (pressed_ && pressed_->second == i);
    buttons[i].asks_again = exit_asked_ && buttons[i].command == DeskCommand::exit;
  }
  return buttons;
}

void StaffDesk::set_up(const Staff& staff, const TouchTargets& targets, double aspect) {
  pin_ = staff.pin, reach_ = targets.reach, aspect_ = aspect > 0 ? aspect : 1;
}

void StaffDesk::open_page(Page page, Instant now) {
  page_ = page, opened_ = last_input_ = now;
  typed_.clear(), focus_.reset(), pressed_.reset();
  exit_asked_ = false;
}

void StaffDesk::toggle(ActionKind asked_by, Instant now) {
  if (page_ != Page::closed) return open_page(Page::closed, now);
  if (!pin_.empty())
    open_page(Page::pin, now);
  else if (asked_by == ActionKind::panel)
    open_page(Page::desk, now);
}

Duration StaffDesk::wait(Instant now) const { return std::max(next_try_ - now, Duration::zero()); }

Duration StaffDesk::cleaning_left(Instant now) const { return std::max(opened_ + kCleaning - now, Duration::zero()); }

void StaffDesk::tick(Instant now) {
  if (page_ == Page::cleaning ? cleaning_left(now) == Duration::zero()
                              : page_ != Page::closed && now - last_input_ >= kPatience)
    open_page(Page::closed, now);
}

std::vector<Action> StaffDesk::step(const InputEvent& event, Instant now) {
  if (const auto* key = std::get_if<KeyEvent>(&event)) return hear(*key, now);
  return hear(std::get<PointerEvent>(event), now);
}

std::vector<Action> StaffDesk::hear(const KeyEvent& key, Instant now) {
  if (!key.down) return {};
  last_input_ = now;
  const std::size_t count = plan_of(page_).buttons.size();
  switch (key.key) {
    case Key::staff:
      open_page(Page::closed, now);
      return {};
    case Key::louder:
      return {{ActionKind::louder}};
    case Key::softer:
      return {{ActionKind::softer}};
    case Key::mute:
      return {{ActionKind::mute}};
    case Key::digit:
      if (page_ == Page::pin && !key.repeat) type(key.digit, now);
      return {};
    case Key::next:
      if (count > 0) focus_ = focus_ ? (*focus_ + 1) % count : 0;
      return {};
    case Key::previous:
      if (count > 0) focus_ = (focus_.value_or(count) + count - 1) % count;
      return {};
    case Key::select:
      return focus_ && !key.repeat ? press(*focus_, now) : std::vector<Action>{};
    default:
      return {};
  }
}

std::vector<Action> StaffDesk::hear(const PointerEvent& pointer, Instant now) {
  if (page_ == Page::cleaning) return {};
  last_input_ = now;
  const auto all = buttons();
  const auto under = std::find_if(all.begin(), all.end(),
                                  [&](const DeskButton& b) { return contains(b.place, pointer.x, pointer.y); });
  const auto index = static_cast<std::size_t>(under - all.begin());
  if (pointer.phase == PointerEvent::Phase::down) {
    focus_.reset();
    if (!pressed_ && under != all.end()) pressed_ = {pointer.pointer, index};
    return {};
  }
  if (!pressed_ || pressed_->first != pointer.pointer || pointer.phase == PointerEvent::Phase::move) return {};
  const std::size_t pressed = pressed_->second;
  pressed_.reset();
  return pointer.phase == PointerEvent::Phase::up && index == pressed ? press(pressed, now) : std::vector<Action>{};
}

std::vector<Action> StaffDesk::press(std::size_t button, Instant now) {
  const DeskButton chosen = plan_of(page_).buttons[button];
  const bool is_second = std::exchange(exit_asked_, chosen.command == DeskCommand::exit);
  switch (chosen.command) {
    case DeskCommand::digit:
      type(chosen.digit, now);
      return {};
    case DeskCommand::erase:
      if (!typed_.empty()) typed_.pop_back();
      return {};
    case DeskCommand::close:
      open_page(Page::closed, now);
      return {};
    case DeskCommand::clean:
      open_page(Page::cleaning, now);
      return {};
    case DeskCommand::exit:
      return is_second ? std::vector<Action>{{ActionKind::exit}} : std::vector<Action>{};
    default:
      return {*action_of(chosen.command)};
  }
}

void StaffDesk::type(int digit, Instant now) {
  if (wait(now) > Duration::zero()) return;
  typed_ += static_cast<char>('0' + digit);
  if (typed_.size() < pin_.size()) return;
  if (typed_ == pin_) {
    wrong_ = 0;
    return open_page(Page::desk, now);
  }
  typed_.clear();
  next_try_ = now + std::min<Duration>(std::chrono::seconds(1LL << std::min(wrong_, 10u)), kLongestWait);
  wrong_++;
}

}  // namespace redlight

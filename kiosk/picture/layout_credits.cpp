// Rolling credits: who did what, in two columns that meet at an axis, as at the end of a film.
#include <algorithm>

#include "picture/bidi.h"
#include "picture/slide_forms.h"

namespace redlight {
namespace {

constexpr double kRoles = 0.35, kGutter = 0.05;  // of the column's width; the rest is for the names
constexpr double kBegin = 0.30, kEnd = 0.74;     // of the window: where the first line begins, and the last one ends

class Roll {
 public:
  Roll(const PageCall& call, const Column& column, const PageStyle& page)
      : call_(call), column_(column), page_(page), from_right_(page.direction == Direction::right_to_left) {}

  void add_title() {
    std::vector<Block> blocks;
    add_with_companion(blocks, small_line(call_.words.eyebrow, kEmber, 0), second(&Words::eyebrow));
    add_with_companion(blocks, display(call_.words.heading, 3, 0.85), second(&Words::heading));
    add_blocks(blocks);
    if (!blocks.empty()) y_ += 1.6 * column_.unit;
  }

  void add_person(std::size_t i) {
    const Words::Person& person = call_.words.people[i];
    const auto* other = call_.second && i < call_.second->people.size() ? &call_.second->people[i] : nullptr;
    if (i > 0) y_ += (person.role.empty() ? 0.1 : 0.55) * column_.unit;
    Block role = small_line(person.role, kSmoke, 0);
    Block name = display(person.name, 1, 0);
    name.leading = 1.35;
    // Both stand on the base line of the name.
    const double base = name.size * 0.95 * column_.unit;
    double left = add_half(role, base, roles());
    if (other && !other->role.empty()) left = add_half(small_line(other->role, kSmoke, 0), base + left, roles());
    double right = add_half(name, base, names());
    if (other && !other->name.empty()) {
      Block beside = display(other->name, -1, 0);
      beside.colour = kSmoke, beside.leading = 1.45;
      right += add_half(beside, base + right - 0.12 * column_.unit, names());
    }
    y_ += std::max(left, right);
  }

  void add_note() {
    std::vector<Block> blocks;
    add_with_companion(blocks, small_line(call_.words.note, kSmoke, 0), second(&Words::note));
    if (blocks.empty()) return;
    y_ += 1.8 * column_.unit;
    add_blocks(blocks);
  }

  Setting take() { return {std::move(lines_), y_, shrunk_}; }

 private:
  struct Half {
    double x = 0, width = 0;
    Align align = Align::left;
  };
  /// The roles end at the axis, the names begin there; in Hebrew and Arabic the other way round.
  Half roles() const {
    const double width = kRoles * column_.width;
    return from_right_ ? Half{column_.x + column_.width - width, width, Align::left}
                       : Half{column_.x, width, Align::right};
  }
  Half names() const {
    const double width = (1 - kRoles - kGutter) * column_.width;
    return from_right_ ? Half{column_.x, width, Align::right}
                       : Half{column_.x + column_.width - width, width, Align::left};
  }

  const std::string* second(std::string Words::*field) const {
    return call_.second ? &(call_.second->*field) : nullptr;
  }

  /// Title and note stand in the column of the names.
  void add_blocks(const std::vector<Block>& blocks) {
    const Half half = names();
    Column column = column_;
    column.x = half.x, column.width = half.width;
    Setting setting = set_blocks(blocks, column, 1, page_, call_.measure);
    move_down(setting.lines, y_);
    shrunk_ = std::min(shrunk_, setting.shrunk);
    y_ += setting.height;
    lines_.insert(lines_.end(), setting.lines.begin(), setting.lines.end());
  }

  /// Returns how much of the height it takes. `base` is the first base line, from the top of the entry.
  double add_half(const Block& block, double base, const Half& half) {
    if (block.text.empty()) return 0;
    const Paragraph set = fit_paragraph(block, column_.unit, half.width, page_, call_.measure);
    shrunk_ = std::min(shrunk_, set.shrunk);
    double y = y_ + base;
    for (const std::string& text : set.lines) {
      const double slack = half.width - call_.measure(set.style, text);
      lines_.push_back({text, set.style, half.x + (half.align == Align::right ? slack : 0), y, block.colour});
      y += set.style.size * block.leading;
    }
    return static_cast<double>(set.lines.size()) * set.style.size * block.leading;
  }

  const PageCall& call_;
  const Column& column_;
  const PageStyle& page_;
  const bool from_right_;
  std::vector<TypeLine> lines_;
  double y_ = 0, shrunk_ = 1;
};

}  // namespace

SlidePage lay_out_credits(const PageCall& call) {
  const Column column = column_of(call.layout, call.width, call.height);
  const PageStyle page = page_style_of(call.words, call.second);
  Roll roll(call, column, page);
  roll.add_title();
  for (std::size_t i = 0; i < call.words.people.size(); i++) roll.add_person(i);
  roll.add_note();
  Setting setting = roll.take();
  const bool upright = is_upright(call.width, call.height);
  RollPlace window{(upright ? 0.06 : 0.10) * call.height, (upright ? 0.60 : 0.90) * call.height, 0};
  const double height = window.bottom - window.top;
  const bool rolls = setting.height > 0.86 * height;
  if (rolls) window.travel = setting.height - (kEnd - kBegin) * height;
  const double begin = rolls     ? window.top + kBegin * height
                       : upright ? call.height * 0.085
                                 : (window.top + window.bottom - setting.height) / 2;
  move_down(setting.lines, begin);
  SlidePage made;
  made.lines = std::move(setting.lines), made.shrunk = setting.shrunk, made.roll = window;
  return made;
}

}  // namespace redlight

#include "picture/slide_layout.h"

#include <algorithm>

#include "picture/bidi.h"
#include "picture/slide_forms.h"

namespace redlight {
namespace {

constexpr double kSafe = 0.045;  // of the width: no ink comes nearer to the edge

int heading_step(Layout layout, const Words& words) {
  switch (layout) {
    case Layout::quote:
    case Layout::date:
      return 5;
    case Layout::laurel:
      return 2;
    case Layout::image:
      return 3;
    default:
      return words.body.empty() ? 4 : 3;
  }
}

/// A quotation mark hangs to the left of the lines (to the right of Hebrew and Arabic ones). The column gives way where
/// the mark would leave the safe area.
void make_room_for_mark(const std::string& heading, double size, const PageStyle& page, const PageCall& call,
                        Column& column) {
  const TypeStyle style{Face::display, size, 0, page.latin, page.direction};
  const double mark = call.measure(style, opening_mark(heading)), safe = kSafe * call.width;
  const bool from_right = page.direction == Direction::right_to_left;
  const double room = from_right ? call.width - safe - column.x - column.width : column.x - safe;
  if (mark <= room) return;
  column.width -= mark - room;
  if (!from_right) column.x += mark - room;
}

SlidePage lay_out_stack(const PageCall& call) {
  Column column = column_of(call.layout, call.width, call.height);
  const PageStyle page = page_style_of(call.words, call.second);
  const auto blocks = blocks_of(call);
  if (call.layout == Layout::quote)
    make_room_for_mark(call.words.heading, scale_step(5) * column.unit, page, call, column);
  Setting setting = set_to_fit(blocks, column, page, call.measure);
  const bool upright = is_upright(call.width, call.height);
  move_down(setting.lines, upright ? column.top : std::max(column.top - setting.height / 2, 0.06 * call.height));
  SlidePage made;
  made.lines = std::move(setting.lines), made.shrunk = setting.shrunk;
  return made;
}

}  // namespace

void add_with_companion(std::vector<Block>& blocks, Block first, const std::string* second) {
  if (first.text.empty()) return;
  blocks.push_back(std::move(first));
  if (second && !second->empty()) blocks.push_back(companion_of(Block(blocks.back()), *second));
}

std::vector<Block> blocks_of(const PageCall& call) {
  const Words& w = call.words;
  const Words* s = call.second;
  std::vector<Block> blocks;
  const bool is_image = call.layout == Layout::image;
  // On a still that burns red an ember is not seen.
  add_with_companion(blocks, small_line(w.eyebrow, is_image ? kAsh : kEmber, 0), s ? &s->eyebrow : nullptr);
  Block heading = display(w.heading, heading_step(call.layout, w), 0.85);
  heading.hangs = call.layout == Layout::quote, heading.whole = call.layout == Layout::date;
  add_with_companion(blocks, heading, s ? &s->heading : nullptr);
  Block live = display(w.live, 2, 0.55);
  live.colour = kEmber;
  add_with_companion(blocks, live, s ? &s->live : nullptr);
  for (std::size_t i = 0; i < w.people.size(); i++) {
    const auto* other = s && i < s->people.size() ? &s->people[i] : nullptr;
    add_with_companion(blocks, small_line(w.people[i].role, kSmoke, 1.35), other ? &other->role : nullptr);
    Block name = display(w.people[i].name, w.people.size() > 2 ? 3 : 4, w.people[i].role.empty() ? 0.6 : 0.28);
    name.whole = true;
    add_with_companion(blocks, name, other ? &other->name : nullptr);
    if (other && !other->name.empty()) blocks.back().standing = Standing::beside;
  }
  Block body = running(w.body, call.layout == Layout::laurel ? 0.6 : 1.0);
  if (is_image) body = display(w.body, 2, 0.45);
  add_with_companion(blocks, body, s ? &s->body : nullptr);
  add_with_companion(blocks, small_line(w.note, kSmoke, is_image ? 0.7 : 1.25), s ? &s->note : nullptr);
  return blocks;
}

SlidePage lay_out_slide(Layout layout, const Words& words, int width, int height, const MeasureWidth& measure,
                        const Words* second) {
  const Words others = second ? without_repeats(*second, words) : Words{};
  const PageCall call{layout, words, second ? &others : nullptr, width, height, measure};
  switch (layout) {
    case Layout::laurel:
      return lay_out_laurel(call);
    case Layout::qr:
      return lay_out_code(call);
    case Layout::image:
      return lay_out_image(call);
    case Layout::credits:
      return lay_out_credits(call);
    default:
      return lay_out_stack(call);
  }
}

SlidePage lay_out_caption(std::string_view text, int width, int height, const MeasureWidth& measure,
                          std::string_view second) {
  const bool upright = is_upright(width, height);
  Column column = column_of(Layout::quote, width, height);
  if (upright) column.width = 0.62 * width, column.tallest = 0.34 * height;
  const std::string words(text), others(second == text ? std::string_view() : second);
  Words all;
  all.heading = words + others;
  PageStyle page = page_style_of(all, nullptr);
  page.direction = direction_of(text);
  std::vector<Block> blocks;
  Block block = display(words, upright ? 2 : 3, 0);
  block.size *= upright ? 1.12 : 0.98;
  add_with_companion(blocks, block, &others);
  Setting setting = set_to_fit(blocks, column, page, measure);
  move_down(setting.lines, upright ? 0.045 * height : std::max(0.46 * height - setting.height / 2, 0.05 * height));
  SlidePage made;
  made.lines = std::move(setting.lines), made.shrunk = setting.shrunk;
  return made;
}

}  // namespace redlight

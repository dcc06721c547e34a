// A QR code between what it is about and its address in words. Its modules are whole pixels; it is as large as a
// telephone needs from two metres, and the words give way to it.
#include <algorithm>
#include <cmath>

#include "picture/bidi.h"
#include "picture/slide_forms.h"

namespace redlight {
namespace {

constexpr double kUsual = 0.30, kMost = 0.42;  // of the side of a square as large as the page

/// Whole pixels of a module: what can be read, or more where the code has few of them, as far as there is room.
int module_of(const QrCode& code, const Column& column, int width, int height) {
  const double side = std::sqrt(static_cast<double>(width) * height);
  const int modules = code.size + 2 * kQuietZone;
  const int needed = static_cast<int>(std::ceil(kReadableModule / module_on_glass(1, width, height)));
  const int usual = static_cast<int>(kUsual * side / modules);
  const double room = std::min({kMost * side, column.width, 0.62 * column.tallest});
  return std::max(std::min(std::max(needed, usual), static_cast<int>(room / modules)), 1);
}

}  // namespace

SlidePage lay_out_code(const PageCall& call) {
  const Column column = column_of(call.layout, call.width, call.height);
  const PageStyle page = page_style_of(call.words, call.second);
  const bool upright = is_upright(call.width, call.height);
  SlidePage made;
  if (call.words.code)
    made.code = CodePlace{call.words.code, 0, 0, module_of(*call.words.code, column, call.width, call.height)};
  const double side = made.code ? made.code->side() : 0;
  // All but the address and the note stand above the code.
  Words above = call.words, below;
  below.note = std::exchange(above.note, "");
  const Words second = call.second ? *call.second : Words{};
  Words second_above = second, second_below;
  second_below.note = std::exchange(second_above.note, "");
  const auto head =
      blocks_of({call.layout, above, call.second ? &second_above : nullptr, call.width, call.height, call.measure});
  std::vector<Block> foot;
  Block address = small_line(call.words.link, kAsh, 0);
  address.tracking = 0.04;  // an address is read letter by letter
  add_with_companion(foot, address, nullptr);
  for (Block& block :
       blocks_of({call.layout, below, call.second ? &second_below : nullptr, call.width, call.height, call.measure}))
    foot.push_back(std::move(block));
  const auto gap = [&](double scale) { return 1.15 * column.unit * scale; };
  Setting top, bottom;
  double height = 0;
  for (int step = 0; step < kScaleSteps; step++) {
    const double scale = 1 - step * kScaleStep;
    top = set_blocks(head, column, scale, page, call.measure);
    bottom = set_blocks(foot, column, scale, page, call.measure);
    height = top.height + side + bottom.height + 2 * gap(scale);
    made.shrunk = std::min(top.shrunk, bottom.shrunk);
    if (height <= column.tallest) break;
  }
  const double begin = upright ? column.top : std::max(column.top - height / 2, 0.06 * call.height);
  move_down(top.lines, begin);
  const double paper = begin + top.height + (top.lines.empty() ? 0 : gap(made.shrunk));
  move_down(bottom.lines, paper + side + gap(made.shrunk) * 0.7);
  if (made.code) {
    made.code->y = static_cast<int>(std::lround(paper));
    const bool from_right = page.direction == Direction::right_to_left;
    made.code->x = static_cast<int>(std::lround(column.x + (from_right ? column.width - side : 0)));
  }
  made.lines = std::move(top.lines);
  made.lines.insert(made.lines.end(), bottom.lines.begin(), bottom.lines.end());
  return made;
}

}  // namespace redlight

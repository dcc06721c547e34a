// A still that fills the display, its words at the foot over a scrim.
#include <algorithm>
#include <cmath>

#include "picture/slide_forms.h"

namespace redlight {

SlidePage lay_out_image(const PageCall& call) {
  const bool upright = is_upright(call.width, call.height);
  Column column = column_of(Layout::text, call.width, call.height);
  column.width = upright ? column.width : std::min(0.6 * call.width, 34 * column.unit);
  column.tallest = (upright ? 0.34 : 0.5) * call.height;
  const PageStyle page = page_style_of(call.words, call.second);
  if (!upright && page.direction == Direction::right_to_left) column.x = call.width - column.x - column.width;
  Setting setting = set_to_fit(blocks_of(call), column, page, call.measure);
  SlidePage made;
  made.shrunk = setting.shrunk;
  if (setting.lines.empty()) return made;
  const double top = call.height - (upright ? 0.06 : 0.075) * call.height - setting.height;
  move_down(setting.lines, top);
  made.lines = std::move(setting.lines);
  // It begins well above the words, so that nobody sees where.
  const double rise = std::max(3.6 * column.unit, 0.9 * setting.height);
  const int begin = std::max(static_cast<int>(top - rise), 0);
  made.scrim = ScrimPlace{begin, call.height - begin, 0.9};
  return made;
}

}  // namespace redlight

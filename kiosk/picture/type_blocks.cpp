#include "picture/type_blocks.h"

#include <algorithm>
#include <cmath>

#include "picture/bidi.h"
#include "picture/utf8.h"

namespace redlight {
namespace {

constexpr double kLeastUnbroken = 0.72;  // smaller than this the author's own lines are broken anew

/// Of no script whose letters stand close or join.
bool bears_tracking(std::string_view text) {
  const auto letters = letters_of(text);
  return std::all_of(letters.begin(), letters.end(), [](const Letter& letter) {
    return letter.code < 0x530 || (letter.code >= 0x1e00 && letter.code < 0x2100);
  });
}

/// Where the author broke the lines himself, and where they must not break, they stay as they are, if they fit at three
/// quarters of their size or more.
double unbroken_scale(const Block& block, const TypeStyle& style, double width, const MeasureWidth& measure) {
  if (!block.whole && (block.face != Face::display || block.text.find('\n') == std::string::npos)) return 1;
  double widest = 0;
  for (std::size_t begin = 0; begin <= block.text.size();) {
    const std::size_t end = std::min(block.text.find('\n', begin), block.text.size());
    widest = std::max(widest, measure(style, std::string_view(block.text).substr(begin, end - begin)));
    begin = end + 1;
  }
  const double scale = width / std::max(widest, 1.0) * 0.995;
  return scale >= 1 || scale < kLeastUnbroken ? 1 : scale;
}

double widest_of(const std::vector<std::string>& lines, const TypeStyle& style, const MeasureWidth& measure) {
  double widest = 0;
  for (const auto& line : lines) widest = std::max(widest, measure(style, line));
  return widest;
}

double left_end(double slack, Align align) {
  return align == Align::centre ? slack / 2 : align == Align::right ? slack : 0;
}

}  // namespace

std::string_view opening_mark(std::string_view text) {
  constexpr std::u32string_view kMarks = U"\"'\u2018\u201c\u201e\u201a\u00ab\u2039\u300c\u300e";
  const auto letters = letters_of(text.substr(0, 4));
  return !letters.empty() && kMarks.find(letters.front().code) != std::u32string_view::npos ? letters.front().bytes
                                                                                            : std::string_view();
}

Block small_line(const std::string& text, Rgb colour, double gap) {
  return {text, Face::text, scale_step(-1) * 1.05, 1.5, gap, colour, bears_tracking(text) ? 0.10 : 0.02};
}

Block running(const std::string& text, double gap) { return {text, Face::display, scale_step(1), 1.5, gap, kAsh, 0}; }

Block display(const std::string& text, int step, double gap) {
  // Large type needs less air between its lines, and between its letters.
  return {text, Face::display, scale_step(step), step >= 4 ? 1.2 : 1.26, gap, kBone, 0};
}

Block companion_of(const Block& first, const std::string& text) {
  if (first.face == Face::text) {
    Block block = small_line(text, first.colour, 0.1);
    block.standing = Standing::beside;
    return block;
  }
  Block block = first;
  block.text = text, block.colour = kSmoke, block.hangs = false;
  const bool is_running = first.size <= scale_step(1) + 1e-9, is_large = first.size >= scale_step(4) - 1e-9;
  block.size = first.size * scale_step(is_running ? -1 : is_large ? -3 : -2);
  block.leading = is_running ? first.leading : 1.35, block.gap = is_running ? 0.55 : 0.3;
  return block;
}

PageStyle page_style_of(const Words& words, const Words* second) {
  PageStyle page{latin_of(words), Direction::left_to_right};
  if (second && latin_of(*second) == Latin::european) page.latin = Latin::european;
  std::string all = words.heading + words.body + words.eyebrow;
  for (const Words::Person& person : words.people) all += person.name;
  page.direction = direction_of(all + words.note);
  return page;
}

Paragraph fit_paragraph(const Block& block, double unit, double width, const PageStyle& page,
                        const MeasureWidth& measure) {
  Paragraph set;
  set.style = {block.face, block.size * unit, block.tracking, page.latin, direction_of(block.text)};
  set.style.size *= unbroken_scale(block, set.style, width, measure);
  set.lines = break_lines(block.text, set.style, width, measure);
  set.widest = widest_of(set.lines, set.style, measure);
  // A word wider than the column makes its whole block smaller, rather than being cut.
  if (set.widest > width) {
    set.style.size *= width / set.widest * 0.99;
    set.lines = break_lines(block.text, set.style, width, measure);
    set.widest = widest_of(set.lines, set.style, measure);
  }
  set.shrunk = set.style.size / (block.size * unit);
  return set;
}

Setting set_blocks(const std::vector<Block>& blocks, const Column& column, double scale, const PageStyle& page,
                   const MeasureWidth& measure) {
  Setting setting;
  const double unit = column.unit * scale;
  const bool from_right = page.direction == Direction::right_to_left;
  const Align align = from_right && column.align == Align::left ? Align::right : column.align;
  double y = 0;
  const Paragraph* beside = nullptr;  // what a block may stand beside
  Paragraph last;
  for (const Block& block : blocks) {
    if (block.text.empty()) continue;
    Paragraph set = fit_paragraph(block, unit, column.width, page, measure);
    setting.shrunk = std::min(setting.shrunk, set.shrunk * scale);
    const double apart = set.style.size * 1.1;
    if (block.standing == Standing::beside && beside && beside->lines.size() == 1 && set.lines.size() == 1 &&
        align != Align::centre && beside->widest + apart + set.widest <= column.width) {
      TypeLine line = setting.lines.back();
      line.x += from_right ? -apart - set.widest : beside->widest + apart;
      line.text = set.lines.front(), line.style = set.style, line.colour = block.colour;
      setting.lines.push_back(std::move(line));
      beside = nullptr;
      continue;
    }
    if (!setting.lines.empty()) y += block.gap * unit;
    for (const auto& text : set.lines) {
      double x = column.x + left_end(column.width - measure(set.style, text), align);
      if (const auto mark = opening_mark(text); block.hangs && !mark.empty() && &text == &set.lines.front())
        x += (from_right ? 1 : align == Align::left ? -1 : 0) * measure(set.style, mark);
      setting.lines.push_back({text, set.style, x, y + set.style.size * 0.95, block.colour});
      y += set.style.size * block.leading;
    }
    last = std::move(set);
    beside = &last;
  }
  setting.height = y;
  return setting;
}

Setting set_to_fit(const std::vector<Block>& blocks, const Column& column, const PageStyle& page,
                   const MeasureWidth& measure) {
  Setting setting = set_blocks(blocks, column, 1, page, measure);
  // Far below what reads well, but words that are too many are still better small than off the display.
  for (int step = 1; step < kScaleSteps && setting.height > column.tallest; step++)
    setting = set_blocks(blocks, column, 1 - step * kScaleStep, page, measure);
  return setting;
}

void move_down(std::vector<TypeLine>& lines, double by) {
  for (TypeLine& line : lines) line.y += by;
}

}  // namespace redlight

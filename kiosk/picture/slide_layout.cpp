#include "picture/slide_layout.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

constexpr Rgb kBone{0.93f, 0.90f, 0.88f}, kAsh{0.80f, 0.77f, 0.75f}, kSmoke{0.62f, 0.58f, 0.57f},
    kEmber{0.90f, 0.20f, 0.16f};

/// One style's lines and what goes before them. Sizes and gaps in units of the page.
struct Block {
  std::string text;
  Face face;
  double size, leading;  ///< of the em; from base line to base line, in ems
  double gap;            ///< above the block
  Rgb colour;
  double tracking;
};

/// The column that words stand in.
struct Column {
  double x, width, unit, tallest;
  bool centred;
};

bool is_latin(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0xe0; });
}

/// Small lines are spaced out where the script bears it: capitals and figures do, Hangul does not.
Block small_line(const std::string& text, Rgb colour, double gap) {
  return {text, Face::text, 0.84, 1.5, gap, colour, is_latin(text) ? 0.10 : 0.02};
}
Block running(const std::string& text, double gap) { return {text, Face::display, 1.22, 1.5, gap, kAsh, 0}; }
Block display(const std::string& text, double size, double gap) {
  return {text, Face::display, size, 1.24, gap, kBone, 0};
}

std::vector<Block> blocks_of(Layout layout, const Words& w) {
  std::vector<Block> blocks;
  const auto add = [&](Block block) {
    if (!block.text.empty()) blocks.push_back(std::move(block));
  };
  const double heading = layout == Layout::quote    ? 2.8
                         : layout == Layout::date   ? 2.9
                         : layout == Layout::laurel ? 1.55
                         : w.body.empty()           ? 2.5
                                                    : 2.05;
  add(small_line(w.eyebrow, kEmber, 0));
  add(display(w.heading, heading, 0.85));
  for (const Words::Person& person : w.people) {
    add(small_line(person.role, kSmoke, 1.35));
    add(display(person.name, w.people.size() > 2 ? 1.75 : 2.5, 0.28));
  }
  add(running(w.body, layout == Layout::laurel ? 0.6 : 1.0));
  add(small_line(w.note, kSmoke, 1.25));
  return blocks;
}

Column column_of(Layout layout, int width, int height) {
  const double unit = std::min(0.0264 * std::sqrt(static_cast<double>(width) * height), 0.045 * width);
  if (height > width) {
    const bool centred = layout == Layout::laurel;
    const double x = centred ? 0.20 * width : 0.085 * width;
    return {x, width - 2 * x, unit, (centred ? 0.20 : 0.44) * height, centred};  // a wreath stays clear of her head
  }
  // Wide displays keep their words in the left part, beside the rider; squarer ones need more of it.
  const double share = std::clamp(0.40 * (16.0 / 9) * height / width, 0.30, 0.62);
  if (layout == Layout::laurel)
    return {0.055 * width + 0.17 * share * width, 0.66 * share * width, unit, 0.80 * height, true};
  return {0.055 * width, (layout == Layout::quote ? 1.24 : 1.0) * share * width, unit, 0.80 * height, false};
}

struct Setting {
  std::vector<TypeLine> lines;
  double height = 0;
};

/// Where the author broke the lines himself they stay as they are, if they fit at three quarters of their size or more.
double unbroken_scale(const Block& block, const TypeStyle& style, double width, const MeasureWidth& measure) {
  if (block.face != Face::display || block.text.find('\n') == std::string::npos) return 1;
  double widest = 0;
  for (std::size_t begin = 0; begin <= block.text.size();) {
    const std::size_t end = std::min(block.text.find('\n', begin), block.text.size());
    widest = std::max(widest, measure(style, std::string_view(block.text).substr(begin, end - begin)));
    begin = end + 1;
  }
  const double scale = width / std::max(widest, 1.0) * 0.995;
  return scale >= 1 || scale < 0.72 ? 1 : scale;
}

Setting set_blocks(const std::vector<Block>& blocks, const Column& column, double scale, const MeasureWidth& measure) {
  Setting setting;
  double y = 0;
  const double unit = column.unit * scale;
  for (const Block& block : blocks) {
    TypeStyle style{block.face, block.size * unit, block.tracking};
    // A word wider than the column makes its whole block smaller, rather than being cut.
    double widest = 0;
    style.size *= unbroken_scale(block, style, column.width, measure);
    auto lines = break_lines(block.text, style, column.width, measure);
    for (const auto& line : lines) widest = std::max(widest, measure(style, line));
    if (widest > column.width)
      style.size *= column.width / widest * 0.99, lines = break_lines(block.text, style, column.width, measure);
    if (!setting.lines.empty()) y += block.gap * unit;
    for (const auto& line : lines) {
      const double slack = column.width - measure(style, line);
      setting.lines.push_back(
          {line, style, column.x + (column.centred ? slack / 2 : 0), y + style.size * 0.95, block.colour});
      y += style.size * block.leading;
    }
  }
  setting.height = y;
  return setting;
}

}  // namespace

Words words_of(const SlideScene& slide, std::string_view language, std::string_view fallback) {
  const auto in = [&](const Text& text) { return std::string(text.in(language, fallback)); };
  Words words{in(slide.eyebrow), in(slide.heading), in(slide.body), in(slide.note), {}};
  for (const Credit& credit : slide.people) words.people.push_back({in(credit.role), in(credit.name)});
  return words;
}

SlidePage lay_out_slide(Layout layout, const Words& words, int width, int height, const MeasureWidth& measure) {
  const Column column = column_of(layout, width, height);
  const auto blocks = blocks_of(layout, words);
  Setting setting = set_blocks(blocks, column, 1, measure);
  // Far below what reads well, but words that are too many are still better small than off the display.
  for (double scale = 0.95; setting.height > column.tallest && scale > 0.2; scale -= 0.05)
    setting = set_blocks(blocks, column, scale, measure);
  const bool upright = height > width;
  double top = upright ? 0.085 * height : std::max(0.47 * height - setting.height / 2, 0.06 * height);
  SlidePage page;
  if (layout == Layout::laurel) {
    // The branches stand beside the words, with room for a leaf between, and reach a little above and below them.
    const double reach = column.width * (upright ? 0.24 : 0.28),
                 wreath = std::max(setting.height * 1.5, (column.width + 2 * reach) * (upright ? 0.5 : 0.62));
    if (upright) top = 0.06 * height + (wreath - setting.height) / 2;
    page.laurel =
        LaurelPlace{column.x - reach, top - (wreath - setting.height) * 0.36, column.width + 2 * reach, wreath};
  }
  page.lines = std::move(setting.lines);
  for (TypeLine& line : page.lines) line.y += top;
  return page;
}

SlidePage lay_out_caption(std::string_view text, int width, int height, const MeasureWidth& measure) {
  const bool upright = height > width;
  Column column = column_of(Layout::quote, width, height);
  if (upright) column.width = 0.62 * width;
  const Setting setting = set_blocks({display(std::string(text), upright ? 1.75 : 1.9, 0)}, column, 1, measure);
  const double top = upright ? 0.045 * height : 0.46 * height - setting.height / 2;
  SlidePage page{setting.lines, {}};
  for (TypeLine& line : page.lines) line.y += top;
  return page;
}

}  // namespace redlight

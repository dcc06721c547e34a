#pragma once
// Blocks of type, one style each, set below each other in a column. Private to the slides' layouts. Pure.
#include "picture/page_rules.h"

namespace redlight {

enum class Standing {
  below,   ///< on lines of its own
  beside,  ///< on the line of the block before it, where that has only one and both fit
};

/// One style's lines and what goes before them. Sizes and gaps in units of the page.
struct Block {
  std::string text;
  Face face = Face::display;
  double size = 1;     ///< of the em
  double leading = 1;  ///< from base line to base line, in ems
  double gap = 0;      ///< above the block
  Rgb colour;
  double tracking = 0;
  Standing standing = Standing::below;
  bool hangs = false;  ///< a quotation mark at its beginning stands outside the column
  bool whole = false;  ///< a date or a name, which rather becomes a little smaller than it breaks
};

/// Spaced out where the script bears it: capitals and figures do, Hangul does not.
Block small_line(const std::string& text, Rgb colour, double gap);
Block running(const std::string& text, double gap);
Block display(const std::string& text, int step, double gap);

/// The same words in a second language, smaller and quieter.
Block companion_of(const Block& first, const std::string& text);

/// The opening quotation mark that the text begins with; empty when there is none.
std::string_view opening_mark(std::string_view text);

/// What all blocks of a page have in common.
struct PageStyle {
  Latin latin = Latin::korean;
  Direction direction = Direction::left_to_right;  ///< from right to left the column is aligned on its right
};
PageStyle page_style_of(const Words& words, const Words* second);

/// The lines of one block, at their size.
struct Paragraph {
  std::vector<std::string> lines;
  TypeStyle style;
  double widest = 0;
  double shrunk = 1;  ///< of the size that it should have
};
Paragraph fit_paragraph(const Block& block, double unit, double width, const PageStyle& page,
                        const MeasureWidth& measure);

struct Setting {
  std::vector<TypeLine> lines;
  double height = 0;
  double shrunk = 1;
};
/// From y = 0 downwards; `scale` makes everything smaller.
Setting set_blocks(const std::vector<Block>& blocks, const Column& column, double scale, const PageStyle& page,
                   const MeasureWidth& measure);

/// Words that are too many become smaller by steps of so much, at most so often.
inline constexpr double kScaleStep = 0.05;
inline constexpr int kScaleSteps = 18;

/// The largest setting that is no taller than the column; the smallest where none is.
Setting set_to_fit(const std::vector<Block>& blocks, const Column& column, const PageStyle& page,
                   const MeasureWidth& measure);

/// Moves all lines down.
void move_down(std::vector<TypeLine>& lines, double by);

}  // namespace redlight

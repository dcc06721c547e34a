#pragma once
// Where the words of a slide stand: pure rules from words, display and the width of a line to lines of type. A modular
// scale, margins in the safe area, lines balanced so that none is left alone, sizes that shrink within limits when the
// words are too many.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "picture/picture.h"
#include "picture/type.h"
#include "show/show.h"

namespace redlight {

/// The words of one slide in one language.
struct Words {
  std::string eyebrow, heading, body, note;
  struct Person {
    std::string role, name;
  };
  std::vector<Person> people;
};
Words words_of(const SlideScene& slide, std::string_view language, std::string_view fallback);

struct TypeLine {
  std::string text;
  TypeStyle style;
  double x = 0, y = 0;  ///< of the left end of the base line, in pixels
  Rgb colour;           ///< display-coded
};

/// A laurel wreath of this size, open at the top, around the lines of Layout::laurel. Drawn, not set: no face has one.
struct LaurelPlace {
  double x = 0, y = 0, width = 0, height = 0;
};

struct SlidePage {
  std::vector<TypeLine> lines;
  std::optional<LaurelPlace> laurel;
};

using MeasureWidth = std::function<double(const TypeStyle&, std::string_view)>;

SlidePage lay_out_slide(Layout layout, const Words& words, int width, int height, const MeasureWidth& measure);

/// The words over a poster, in its calm place.
SlidePage lay_out_caption(std::string_view text, int width, int height, const MeasureWidth& measure);

/// Breaks `text` at spaces (and at '\n', always) into the fewest lines that fit `limit`, as equal in width as possible.
std::vector<std::string> break_lines(std::string_view text, const TypeStyle& style, double limit,
                                     const MeasureWidth& measure);

}  // namespace redlight

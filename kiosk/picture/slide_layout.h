#pragma once
// Where the words of a slide stand: pure rules from words, display and the width of a line to lines of type. A modular
// scale, margins in the safe area, lines balanced so that none is left alone, sizes that shrink within limits when the
// words are too many. One rule for all displays from 16:9 upright to ultra-wide; page_rules.h has it.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "picture/picture.h"
#include "picture/slide_words.h"
#include "picture/type.h"
#include "show/show.h"

namespace redlight {

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

/// A QR code on its paper.
struct CodePlace {
  std::shared_ptr<const QrCode> code;
  int x = 0, y = 0;  ///< of the paper's top left corner
  int module = 1;    ///< pixels

  int side() const { return (code->size + 2 * kQuietZone) * module; }  ///< of the paper
};

/// The dark at the foot of a still.
struct ScrimPlace {
  int y = 0, height = 0;  ///< over the whole width
  double most = 0;        ///< 0..1, at the foot
};

/// Lines that roll upwards through a window, in pixels. Those of the page stand where they are at the beginning.
struct RollPlace {
  double top = 0, bottom = 0;  ///< of the window
  double travel = 0;           ///< from the beginning to the end; 0: all of them fit, and nothing rolls
  bool operator==(const RollPlace&) const = default;
};

struct SlidePage {
  std::vector<TypeLine> lines;
  std::optional<LaurelPlace> laurel;
  std::optional<CodePlace> code;
  std::optional<ScrimPlace> scrim;
  std::optional<RollPlace> roll;
  /// The smallest size that any words have, of the size that they should have. Below kLeastShrunk they are too many to
  /// be read from afar; nothing is cut off even then.
  double shrunk = 1;
};
inline constexpr double kLeastShrunk = 0.6;

using MeasureWidth = std::function<double(const TypeStyle&, std::string_view)>;

/// `second` has the words in a second language, which stand smaller beside or below the first; null: there is none.
SlidePage lay_out_slide(Layout layout, const Words& words, int width, int height, const MeasureWidth& measure,
                        const Words* second = nullptr);

/// The words over a poster, in its calm place. `second` as above, may be empty.
SlidePage lay_out_caption(std::string_view text, int width, int height, const MeasureWidth& measure,
                          std::string_view second = {});

/// Breaks `text` at spaces (and at '\n', always) into the fewest lines that fit `limit`, as equal in width as possible.
/// So Korean breaks between words, never within one.
std::vector<std::string> break_lines(std::string_view text, const TypeStyle& style, double limit,
                                     const MeasureWidth& measure);

}  // namespace redlight

#pragma once
// A line of type taken apart into its letters, each with what it sends around itself while it glows. Pure.
#include <memory>
#include <string_view>
#include <vector>

#include "picture/slide_layout.h"

namespace redlight {

/// Ink that lies (x, y) pixels to the right of and below the line's own ink.
struct PlacedInk {
  std::shared_ptr<const Coverage> ink;
  int x = 0, y = 0;
};

struct LetterInk {
  PlacedInk letter;  ///< all letters together are the line's ink
  PlacedInk rim;     ///< a little wider than the letter and soft: the red of a hot edge
  PlacedInk halo;    ///< wide and faint
};

/// The letters of `line`, which is `text` set in `style`, from its beginning to its end, which for Hebrew is from the
/// right; blanks have no ink and are left out. Lines are cut where there is least ink near a letter's end, so that what
/// leans over stays with its letter. What runs against the line, as figures in Hebrew, stays together. None of a line
/// with letters that join, as in Arabic: taken apart they would be others.
std::vector<LetterInk> letters_in(const InkLine& line, const TypeStyle& style, std::string_view text,
                                  const MeasureWidth& measure);

/// `ink` spread over `reach` pixels to all sides, softly, and multiplied by `gain`; it grows by twice the reach.
Coverage spread(const Coverage& ink, int reach, float gain);

}  // namespace redlight

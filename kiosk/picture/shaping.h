#pragma once
// From one line of text to glyphs in their places: bidirectional order, runs of one face and script each, HarfBuzz's
// shaping, tracking. Private to the type of this room. One thread.
#include <string_view>
#include <vector>

#include "picture/type_faces.h"

namespace redlight {

struct PlacedGlyph {
  FontFile* font = nullptr;
  unsigned index = 0;
  double x = 0, y = 0;  ///< of its origin from the line's, in ems of the style; y upwards
};

struct ShapedLine {
  std::vector<PlacedGlyph> glyphs;
  double width = 0;  ///< advance, in ems of the style
};

/// `style.size` does not matter. Letters that no face has are left out.
ShapedLine shape_line(const TypeFaces& faces, const TypeStyle& style, std::string_view text);

/// Whether letters of a script that joins them are in it: nothing may come between those.
bool joins_letters(std::string_view text);

}  // namespace redlight

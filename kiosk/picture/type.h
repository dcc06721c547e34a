#pragma once
// Type: measures and rasters single lines in the show's faces. HarfBuzz shapes, FreeType rasters, FriBidi orders what
// runs from right to left; here is the chain of faces (picture/type_faces.h) and what a typographer adds: tracking that
// leaves joined scripts joined, letters placed to a fraction of a pixel. One owner, one thread (the loader's).
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "picture/picture.h"

namespace redlight {

enum class Face {
  display,  ///< the serif of taglines, quotes, titles, names
  text,     ///< the sans of small lines
};

/// Which face sets Latin letters. The Korean faces have plain ones that sit well beside Hangul, and none with accents:
/// a page that needs those is set in the European faces throughout, so that no word is patched together.
enum class Latin { korean, european };

/// Which way a line runs as a whole; words of the other direction in it run their own way.
enum class Direction { left_to_right, right_to_left };

struct TypeStyle {
  Face face = Face::display;
  double size = 32;     ///< of the em, in pixels
  double tracking = 0;  ///< added after every letter but the last, in ems; not between letters that join
  Latin latin = Latin::korean;
  Direction direction = Direction::left_to_right;
  bool operator==(const TypeStyle&) const = default;
};

/// Ink of one line, and where its origin (the left end of its base line) lies in it.
struct InkLine {
  std::shared_ptr<const Coverage> coverage;  ///< null when there is no ink
  int origin_x = 0, origin_y = 0;
};

class Typesetter {
 public:
  /// Opens the faces in `folder`. Errors: not_found, malformed.
  static Result<std::unique_ptr<Typesetter>> open(const std::filesystem::path& folder);
  virtual ~Typesetter() = default;

  /// Advance width of the line, in pixels; grows with the size in proportion. `text` is UTF-8 without line breaks.
  virtual double width(const TypeStyle& style, std::string_view text) = 0;
  /// Letters that no face has leave no ink.
  virtual InkLine render(const TypeStyle& style, std::string_view text) = 0;
  /// The letters of `text` that no face has, each once, in their order.
  virtual std::vector<char32_t> missing(std::string_view text) const = 0;
};

}  // namespace redlight

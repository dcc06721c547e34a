#pragma once
// Type: measures and rasters single lines in the show's faces. Shaping and rasters are SDL_ttf's (HarfBuzz, FreeType);
// what it lacks is here: a chain of faces, so that a letter which one lacks comes from the next, and tracking. One
// owner, one thread (the loader's).
#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "picture/picture.h"

namespace redlight {

enum class Face {
  display,  ///< the serif of taglines, quotes, titles, names
  text,     ///< the sans of small lines
};

struct TypeStyle {
  Face face = Face::display;
  double size = 32;     ///< of the em, in pixels; rounded to whole pixels
  double tracking = 0;  ///< added after every letter, in ems
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

  /// Advance width of the line, in pixels. `text` is UTF-8 without line breaks.
  virtual double width(const TypeStyle& style, std::string_view text) = 0;
  virtual InkLine render(const TypeStyle& style, std::string_view text) = 0;
};

}  // namespace redlight

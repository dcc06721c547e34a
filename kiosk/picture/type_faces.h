#pragma once
// The faces of the program and the chains in which they stand in for each other, so that no letter is ever a box
// (assets/fonts/README.md tells what each covers). Private to the type of this room. One thread.
#include <array>
#include <filesystem>
#include <ft2build.h>
#include <hb.h>
#include <memory>
#include <string>
#include <vector>

#include FT_FREETYPE_H

#include "base/result.h"
#include "picture/type.h"

namespace redlight {

/// One face: FreeType's to raster, HarfBuzz's to shape. Read whole, because every glyph would seek in its file.
class FontFile {
 public:
  /// `scale` fits it to the faces it stands beside. Errors: not_found, malformed.
  static Result<std::unique_ptr<FontFile>> open(FT_Library library, const std::filesystem::path& file, double scale);

  bool has(char32_t letter) const { return FT_Get_Char_Index(face_.get(), letter) != 0; }
  FT_Face face() const { return face_.get(); }
  hb_font_t* shaper() const { return shaper_.get(); }
  /// From the shaper's units to ems of the style.
  double unit() const { return scale_ / face_->units_per_EM; }
  double scale() const { return scale_; }

 private:
  struct FaceDone {
    void operator()(FT_Face f) const { FT_Done_Face(f); }
  };
  struct ShaperDone {
    void operator()(hb_font_t* f) const { hb_font_destroy(f); }
  };
  std::string bytes_;
  double scale_ = 1;
  std::unique_ptr<FT_FaceRec_, FaceDone> face_;
  std::unique_ptr<hb_font_t, ShaperDone> shaper_;
};

class TypeFaces {
 public:
  /// Errors: not_found, malformed.
  static Result<TypeFaces> open(const std::filesystem::path& folder);

  /// The face for a letter; null when none has it.
  FontFile* find(const TypeStyle& style, char32_t letter) const;
  /// Letters that are never inked: controls, joiners, marks of direction, selectors of variants.
  static bool is_unseen(char32_t letter);

 private:
  struct LibraryDone {
    void operator()(FT_Library l) const { FT_Done_FreeType(l); }
  };
  std::unique_ptr<FT_LibraryRec_, LibraryDone> library_;  // before the faces, which end first
  std::vector<std::unique_ptr<FontFile>> files_;          // in the order of kFiles
};

}  // namespace redlight

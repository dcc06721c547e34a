#include "picture/type.h"

#include <algorithm>
#include <cmath>
#include <ft2build.h>
#include <map>
#include <string>
#include <tuple>

#include FT_OUTLINE_H

#include "picture/shaping.h"
#include "picture/utf8.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kKeptLines = 4096;  // a layout measures the same words at many sizes

double fraction_below(double v) { return v - std::floor(v); }

class FacesTypesetter final : public Typesetter {
 public:
  explicit FacesTypesetter(TypeFaces faces) : faces_(std::move(faces)) {}

  double width(const TypeStyle& style, std::string_view text) override {
    return shaped(style, text).width * style.size;
  }

  InkLine render(const TypeStyle& style, std::string_view text) override {
    const ShapedLine& line = shaped(style, text);
    if (line.glyphs.empty()) return {};
    const int margin = static_cast<int>(style.size / 2) + 2;  // letters may lean out of their advance
    const int ascent = static_cast<int>(std::ceil(style.size)), descent = static_cast<int>(std::ceil(style.size * 0.4));
    auto ink = std::make_shared<Coverage>();
    ink->width = static_cast<int>(std::ceil(line.width * style.size)) + 2 * margin;
    ink->height = ascent + descent + 2 * margin;
    ink->alpha.resize(static_cast<std::size_t>(ink->width) * static_cast<std::size_t>(ink->height));
    for (const PlacedGlyph& glyph : line.glyphs) lay(glyph, style.size, margin, margin + ascent, *ink);
    return {ink, margin, margin + ascent};
  }

  std::vector<char32_t> missing(std::string_view text) const override {
    std::vector<char32_t> letters;
    for (const Letter& letter : letters_of(text)) {
      const bool is_there = TypeFaces::is_unseen(letter.code) || faces_.find(TypeStyle{}, letter.code);
      if (!is_there && std::find(letters.begin(), letters.end(), letter.code) == letters.end())
        letters.push_back(letter.code);
    }
    return letters;
  }

 private:
  const ShapedLine& shaped(const TypeStyle& style, std::string_view text) {
    Key key{static_cast<int>(style.face), static_cast<int>(style.latin), static_cast<int>(style.direction),
            style.tracking, std::string(text)};
    if (const auto found = lines_.find(key); found != lines_.end()) return found->second;
    if (lines_.size() >= kKeptLines) lines_.clear();
    return lines_.emplace(std::move(key), shape_line(faces_, style, text)).first->second;
  }

  /// One glyph into `ink`, where its place to a fraction of a pixel is; across base lines letters stand on whole
  /// pixels, which keeps their feet sharp.
  static void lay(const PlacedGlyph& glyph, double size, int origin_x, int origin_y, Coverage& ink) {
    FT_Face face = glyph.font->face();
    const auto size_26_6 = static_cast<FT_F26Dot6>(std::lround(std::max(size * glyph.font->scale(), 1.0) * 64));
    const double x = glyph.x * size;
    if (FT_Set_Char_Size(face, size_26_6, size_26_6, 72, 72) != 0 ||
        FT_Load_Glyph(face, glyph.index, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0)
      return;
    FT_GlyphSlot slot = face->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return;
    FT_Outline_Translate(&slot->outline, static_cast<FT_Pos>(std::lround(fraction_below(x) * 64)), 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return;
    add(slot->bitmap, origin_x + static_cast<int>(std::floor(x)) + slot->bitmap_left,
        origin_y - static_cast<int>(std::lround(glyph.y * size)) - slot->bitmap_top, ink);
  }

  /// Where letters meet, as joined ones do, both cover their part of a pixel.
  static void add(const FT_Bitmap& bitmap, int x, int y, Coverage& ink) {
    const int rows = static_cast<int>(bitmap.rows), columns = static_cast<int>(bitmap.width);
    for (int row = std::max(0, -y); row < std::min(rows, ink.height - y); row++) {
      const unsigned char* from = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
      std::uint8_t* to = ink.alpha.data() + static_cast<std::ptrdiff_t>(y + row) * ink.width;
      for (int column = std::max(0, -x); column < std::min(columns, ink.width - x); column++)
        to[x + column] = static_cast<std::uint8_t>(std::min(to[x + column] + from[column], 255));
    }
  }

  using Key = std::tuple<int, int, int, double, std::string>;
  TypeFaces faces_;
  std::map<Key, ShapedLine> lines_;
};

}  // namespace

Result<std::unique_ptr<Typesetter>> Typesetter::open(const fs::path& folder) {
  auto faces = TypeFaces::open(folder);
  if (!faces) return tl::unexpected(faces.error());
  return std::unique_ptr<Typesetter>(std::make_unique<FacesTypesetter>(std::move(*faces)));
}

}  // namespace redlight

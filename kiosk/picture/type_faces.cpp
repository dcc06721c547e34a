#include "picture/type_faces.h"

#include <fstream>
#include <iterator>
#include <string_view>

namespace redlight {
namespace fs = std::filesystem;
namespace {

enum File { myeongjo, square, garamond, sans, hebrew_serif, hebrew_sans, naskh, arabic_sans, kFileCount };

struct FileName {
  const char* name;
  double scale;  // of the em: what makes its letters as large to the eye as those of the Korean faces
};
constexpr std::array<FileName, kFileCount> kFiles{{{"NanumMyeongjo.ttf", 1},
                                                   {"NanumSquareR.ttf", 1},
                                                   {"EBGaramond12-Regular.otf", 1.08},
                                                   {"NotoSans-Regular.ttf", 0.94},
                                                   {"NotoSerifHebrew-Regular.ttf", 0.96},
                                                   {"NotoSansHebrew-Regular.ttf", 1.1},
                                                   {"NotoNaskhArabic-Regular.ttf", 1.08},
                                                   {"NotoSansArabic-Regular.ttf", 1.12}}};

using Chain = std::array<File, kFileCount>;
// By Face, then by Latin.
constexpr Chain kChains[2][2] = {{{myeongjo, garamond, hebrew_serif, naskh, square, sans, hebrew_sans, arabic_sans},
                                  {garamond, myeongjo, hebrew_serif, naskh, square, sans, hebrew_sans, arabic_sans}},
                                 {{square, sans, hebrew_sans, arabic_sans, myeongjo, garamond, hebrew_serif, naskh},
                                  {sans, square, hebrew_sans, arabic_sans, myeongjo, garamond, hebrew_serif, naskh}}};

// Nanum Myeongjo sets these as wide as a Hangul syllable, which tears holes into Latin words: Garamond has them as a
// book does.
constexpr std::u32string_view kWidePunctuation = U":;\u2018\u2019\u201c\u201d";

struct Range {
  char32_t first, last;
};
constexpr Range kUnseen[] = {{0, 0x1f},        {0x7f, 0x9f},     {0xad, 0xad},      {0x61c, 0x61c},
                             {0x180b, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},  {0x2060, 0x206f},
                             {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xe0000, 0xe0fff}};

}  // namespace

Result<std::unique_ptr<FontFile>> FontFile::open(FT_Library library, const fs::path& file, double scale) {
  auto font = std::make_unique<FontFile>();
  font->scale_ = scale;
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorKind::not_found, "there is no such face", file.string());
  font->bytes_.assign((std::istreambuf_iterator<char>(in)), {});
  const auto size = font->bytes_.size();
  FT_Face face = nullptr;
  const auto* bytes = reinterpret_cast<const FT_Byte*>(font->bytes_.data());
  if (FT_New_Memory_Face(library, bytes, static_cast<FT_Long>(size), 0, &face) != 0 || !FT_IS_SCALABLE(face))
    return fail(ErrorKind::malformed, "this is no typeface", file.string());
  font->face_.reset(face);
  hb_blob_t* blob =
      hb_blob_create(font->bytes_.data(), static_cast<unsigned>(size), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  hb_face_t* shaped = hb_face_create(blob, 0);
  hb_blob_destroy(blob);
  font->shaper_.reset(hb_font_create(shaped));  // in units of the face
  hb_face_destroy(shaped);
  return font;
}

Result<TypeFaces> TypeFaces::open(const fs::path& folder) {
  TypeFaces faces;
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return fail(ErrorKind::unsupported, "FreeType does not start", folder.string());
  faces.library_.reset(library);
  for (const FileName& file : kFiles) {
    auto font = FontFile::open(library, folder / file.name, file.scale);
    if (!font) return tl::unexpected(font.error());
    faces.files_.push_back(std::move(*font));
  }
  return faces;
}

FontFile* TypeFaces::find(const TypeStyle& style, char32_t letter) const {
  const bool is_wide = style.face == Face::display && kWidePunctuation.find(letter) != std::u32string_view::npos;
  for (const File file : kChains[static_cast<std::size_t>(style.face)][static_cast<std::size_t>(style.latin)])
    if (!(is_wide && file == myeongjo) && files_[file]->has(letter)) return files_[file].get();
  return nullptr;
}

bool TypeFaces::is_unseen(char32_t letter) {
  for (const auto& [first, last] : kUnseen)
    if (letter >= first && letter <= last) return true;
  return false;
}

}  // namespace redlight

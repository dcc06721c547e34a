#include "picture/type.h"

#include <SDL_ttf.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "picture/utf8.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

struct FontClose {
  void operator()(TTF_Font* f) const { TTF_CloseFont(f); }
};
using Font = std::unique_ptr<TTF_Font, FontClose>;
struct SurfaceFree {
  void operator()(SDL_Surface* s) const { SDL_FreeSurface(s); }
};
using Surface = std::unique_ptr<SDL_Surface, SurfaceFree>;

/// SDL_ttf has one FreeType for all faces of the process, and counts its users without a lock: typesetters of different
/// threads take turns.
std::mutex& turn() {
  static std::mutex mutex;
  return mutex;
}

// Which file serves a face, and what stands in for letters it lacks (assets/fonts/README.md).
constexpr std::array<std::array<const char*, 3>, 2> kChain{
    {{"NanumMyeongjo.ttf", "EBGaramond12-Regular.otf", "NanumSquareR.ttf"},
     {"NanumSquareR.ttf", "NanumMyeongjo.ttf", "EBGaramond12-Regular.otf"}}};

// Nanum Myeongjo sets these as wide as a Hangul syllable, which tears holes into Latin words: the next face of the
// chain has them as a book does.
constexpr std::u32string_view kWidePunctuation = U":;\u2018\u2019\u201c\u201d";

constexpr double kMeasuredSize = 200;  // pixels; an advance, a whole number there, is good to a quarter of a percent

/// A stretch of letters from one font.
struct Run {
  TTF_Font* font = nullptr;
  std::string text;
  double x = 0;
};

class SdlTypesetter final : public Typesetter {
 public:
  explicit SdlTypesetter(fs::path folder) : folder_(std::move(folder)) {}
  SdlTypesetter(const SdlTypesetter&) = delete;
  SdlTypesetter& operator=(const SdlTypesetter&) = delete;

  ~SdlTypesetter() override {
    const std::lock_guard lock(turn());
    fonts_.clear();
    if (is_up_) TTF_Quit();  // SDL_ttf counts
  }

  Result<void> open_faces() {
    const std::lock_guard lock(turn());
    is_up_ = TTF_Init() == 0;
    if (!is_up_) return fail(ErrorKind::unsupported, TTF_GetError(), folder_.string());
    for (const char* file : kChain[0])
      if (!font(file, 32))
        return fail(fs::exists(folder_ / file) ? ErrorKind::malformed : ErrorKind::not_found, TTF_GetError(),
                    (folder_ / file).string());
    return {};
  }

  double width(const TypeStyle& style, std::string_view text) override {
    // A layout tries many sizes, and a font of each would be opened for nothing: advances grow with the size.
    const std::lock_guard lock(turn());
    TypeStyle measured = style;
    measured.size = kMeasuredSize;
    double end = 0;
    split(measured, text, end);
    return end * style.size / kMeasuredSize;
  }

  InkLine render(const TypeStyle& style, std::string_view text) override {
    const std::lock_guard lock(turn());
    double end = 0;
    const auto runs = split(style, text, end);
    if (runs.empty()) return {};
    // Faces of a chain stand on one base line: room for the tallest.
    int ascent = 0, descent = 0;
    for (const Run& run : runs)
      ascent = std::max(ascent, TTF_FontAscent(run.font)), descent = std::max(descent, -TTF_FontDescent(run.font));
    const int margin = static_cast<int>(style.size / 2) + 2;  // letters may lean out of their advance
    auto ink = std::make_shared<Coverage>();
    ink->width = static_cast<int>(std::ceil(end)) + 2 * margin, ink->height = ascent + descent + 2 * margin;
    ink->alpha.resize(static_cast<std::size_t>(ink->width) * static_cast<std::size_t>(ink->height));
    for (const Run& run : runs) {
      const Surface surface(TTF_RenderUTF8_Blended(run.font, run.text.c_str(), SDL_Color{255, 255, 255, 255}));
      if (surface)
        lay(*surface, margin + static_cast<int>(std::lround(run.x)), margin + ascent - TTF_FontAscent(run.font), *ink);
    }
    return {ink, margin, margin + ascent};
  }

 private:
  /// Each face's file is read once: every glyph of every size would seek in it otherwise.
  const std::string& bytes_of(const char* file) {
    std::string& bytes = files_[file];
    if (bytes.empty()) {
      std::ifstream in(folder_ / file, std::ios::binary);
      bytes.assign((std::istreambuf_iterator<char>(in)), {});
    }
    return bytes;
  }

  TTF_Font* font(const char* file, int size) {
    auto& slot = fonts_[{file, size}];
    if (!slot) {
      const std::string& bytes = bytes_of(file);
      slot.reset(TTF_OpenFontRW(SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size())), 1, size));
      if (slot) TTF_SetFontHinting(slot.get(), TTF_HINTING_LIGHT_SUBPIXEL);
    }
    return slot.get();
  }

  TTF_Font* font_for(const TypeStyle& style, char32_t letter) {
    const auto& chain = kChain[static_cast<std::size_t>(style.face)];
    const int size = std::max(static_cast<int>(std::lround(style.size)), 4);
    const std::size_t first =
        style.face == Face::display && kWidePunctuation.find(letter) != std::u32string_view::npos ? 1 : 0;
    for (std::size_t i = first; i < chain.size(); i++)
      if (TTF_Font* f = font(chain[i], size); f && TTF_GlyphIsProvided32(f, letter)) return f;
    return font(chain[0], size);
  }

  static double advance(TTF_Font* font, const std::string& text) {
    int w = 0;
    TTF_SizeUTF8(font, text.c_str(), &w, nullptr);
    return w;
  }

  /// Runs of one font each; with tracking, of one letter each. `end` becomes the advance width.
  std::vector<Run> split(const TypeStyle& style, std::string_view text, double& end) {
    std::vector<Run> runs;
    for (const Letter& letter : letters_of(text)) {
      TTF_Font* f = font_for(style, letter.code);
      if (!f) continue;
      if (runs.empty() || runs.back().font != f || style.tracking != 0) runs.push_back({f, "", 0});
      runs.back().text += letter.code == U'\uFFFD' ? std::string_view("\uFFFD") : letter.bytes;
    }
    end = 0;
    for (Run& run : runs) {
      run.x = end;
      end += advance(run.font, run.text) + style.tracking * style.size;
    }
    if (!runs.empty()) end -= style.tracking * style.size;
    return runs;
  }

  /// The alpha of `surface` into `ink` at (x, y); where letters overlap the denser wins.
  static void lay(const SDL_Surface& surface, int x, int y, Coverage& ink) {
    for (int row = 0; row < surface.h; row++) {
      const int to_y = y + row;
      if (to_y < 0 || to_y >= ink.height) continue;
      const auto* from = reinterpret_cast<const std::uint32_t*>(static_cast<const std::uint8_t*>(surface.pixels) +
                                                                static_cast<std::ptrdiff_t>(row) * surface.pitch);
      std::uint8_t* to = ink.alpha.data() + static_cast<std::ptrdiff_t>(to_y) * ink.width;
      for (int column = std::max(0, -x); column < std::min(surface.w, ink.width - x); column++)
        to[x + column] = std::max(to[x + column], static_cast<std::uint8_t>(from[column] >> 24));
    }
  }

  bool is_up_ = false;
  fs::path folder_;
  std::map<std::string, std::string> files_;  // before the fonts, which read from it
  std::map<std::pair<std::string, int>, Font> fonts_;
};

}  // namespace

Result<std::unique_ptr<Typesetter>> Typesetter::open(const fs::path& folder) {
  auto typesetter = std::make_unique<SdlTypesetter>(folder);
  if (auto opened = typesetter->open_faces(); !opened) return tl::unexpected(opened.error());
  return std::unique_ptr<Typesetter>(std::move(typesetter));
}

}  // namespace redlight

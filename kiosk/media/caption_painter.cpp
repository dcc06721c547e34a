#include "media/caption_painter.h"

#include <algorithm>
#include <array>
#include <ass/ass.h>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/log.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::array<const char*, 3> kFaces{"NanumSquareR.ttf", "NanumMyeongjo.ttf", "EBGaramond12-Regular.otf"};
constexpr const char* kFamily = "NanumSquare";
constexpr const char* kOtherLetters = "EB Garamond 12";  // for letters that the family lacks, as an e with an accent
constexpr std::array<std::string_view, 3> kFamilies{kFamily, "NanumMyeongjo", kOtherLetters};

// Our style, in ems unless it says otherwise. An em is a part of the display's shorter side.
constexpr double kEm = 0.046;
constexpr double kCell = 1.105;  // ems from the highest to the lowest of the face, what libass calls its size
constexpr double kLead = 0.17;   // between the lines, on top of that
constexpr double kOutline = 0.06, kBlur = 0.045;
constexpr double kLine = 25;  // of ems; a longer one is read with the head
// What displays may hide, as a part of each side; outlines reach out of the margins by a little.
constexpr double kSafe = 0.05, kSafeText = 0.06;
constexpr double kLow = 0.085, kLowUpright = 0.135;  // from the display's lower edge to the words; of its height
constexpr double kInFilm = 0.05;                     // from the film's lower edge; of the film's height
constexpr double kSmallest = 0.35;                   // to which words shrink that do not fit

// A script of its own may ask for more than anybody reads.
constexpr std::size_t kMostInks = 512;
constexpr int kGlyphs = 2000, kBitmapMegabytes = 24;  // libass's own caches

void log_line(int level, const char* format, va_list arguments, void*) {
  if (level > 2 || !spdlog::should_log(spdlog::level::debug)) return;
  char line[512];
  std::vsnprintf(line, sizeof line, format, arguments);
  spdlog::debug("libass: {}", line);
}

bool is_upright(const CaptionArea& area) { return area.height > area.width; }

double em_of(const CaptionArea& area) { return kEm * std::min(area.width, area.height); }

/// The header of a script in our style; one unit of it is a pixel.
std::string our_header(const CaptionArea& area) {
  const double em = em_of(area);
  // Both from the edges of the film: what the display wants, and what the film wants.
  const double side = std::max(kSafeText * area.width, (area.width - kLine * em) / 2);
  const int left = std::max(0, static_cast<int>(side) - area.film_x);
  const int right = std::max(0, static_cast<int>(side) - (area.width - area.film_x - area.film_width));
  const double low = (is_upright(area) ? kLowUpright : kLow) * area.height;
  const double below_film = area.height - area.film_y - area.film_height;
  const int bottom = static_cast<int>(std::max(low - below_film, kInFilm * area.film_height));
  return fmt::format(
      "[Script Info]\nScriptType: v4.00+\nPlayResX: {}\nPlayResY: {}\nWrapStyle: 0\nScaledBorderAndShadow: yes\n"
      "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, "
      "Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, "
      "MarginL, MarginR, MarginV, Encoding\n"
      "Style: Default,{},{:.2f},&H00E6ECF0,&H00E6ECF0,&H20000000,&H00000000,0,0,0,0,100,100,0,0,1,{:.2f},0,2,{},{},{},"
      "1\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n",
      area.film_width, area.film_height, kFamily, em * kCell, std::max(1.0, em * kOutline), left, right, bottom);
}

/// Whether ink lies where a display may hide it.
bool is_safe(const CaptionPage& page, const CaptionArea& area) {
  const double x = kSafe * area.width, y = kSafe * area.height;
  return std::all_of(page.inks.begin(), page.inks.end(), [&](const CaptionInk& ink) {
    return ink.x >= x && ink.y >= y && ink.x + ink.width <= area.width - x && ink.y + ink.height <= area.height - y;
  });
}

/// The part of a bitmap that has ink: libass leaves room around it.
CaptionInk ink_of(const ASS_Image& image) {
  int left = image.w, right = 0, top = image.h, bottom = 0;
  const auto row_at = [&](int y) { return image.bitmap + static_cast<std::ptrdiff_t>(y) * image.stride; };
  for (int y = 0; y < image.h; ++y)
    for (int x = 0; x < image.w; ++x)
      if (row_at(y)[x] > 0)
        left = std::min(left, x), right = std::max(right, x + 1), top = std::min(top, y), bottom = y + 1;
  CaptionInk ink;
  if (right <= left) return ink;
  ink.x = image.dst_x + left, ink.y = image.dst_y + top, ink.width = right - left, ink.height = bottom - top;
  ink.coverage.reserve(static_cast<std::size_t>(ink.width) * static_cast<std::size_t>(ink.height));
  for (int y = top; y < bottom; ++y) ink.coverage.insert(ink.coverage.end(), row_at(y) + left, row_at(y) + right);
  return ink;
}

CaptionPagePtr page_of(const ASS_Image* images) {
  auto page = std::make_shared<CaptionPage>();
  for (const ASS_Image* image = images; image && page->inks.size() < kMostInks; image = image->next) {
    if (image->w <= 0 || image->h <= 0 || (image->color & 0xff) == 0xff) continue;
    CaptionInk ink = ink_of(*image);
    if (ink.coverage.empty()) continue;
    const auto channel = [&](int shift) { return static_cast<float>(image->color >> shift & 0xff) / 255.f; };
    ink.red = channel(24), ink.green = channel(16), ink.blue = channel(8), ink.opacity = 1 - channel(0);
    page->inks.push_back(std::move(ink));
  }
  return page->inks.empty() ? nullptr : page;
}

bool is_ours(std::string_view family) {
  return std::find(kFamilies.begin(), kFamilies.end(), family) != kFamilies.end();
}

/// A script's own families become ours; libass frees what is written here.
void use_our_families(ASS_Track& track) {
  for (int i = 0; i < track.n_styles; ++i) {
    char*& family = track.styles[i].FontName;
    if (family && is_ours(family)) continue;
    std::free(family);
    family = strdup(kFamily);
  }
}

/// The same for overrides in an event's text: "\\fnArial" sets a family up to the next override.
std::string with_our_families(std::string text) {
  for (auto at = text.find("\\fn"); at != std::string::npos; at = text.find("\\fn", at + 3)) {
    const auto begin = at + 3, end = std::min(text.find_first_of("\\}", begin), text.size());
    if (!is_ours(text.substr(begin, end - begin))) text.replace(begin, end - begin, kFamily);
  }
  return text;
}

long long milliseconds(Duration time) { return std::chrono::floor<std::chrono::milliseconds>(time).count(); }

}  // namespace

void CaptionPainter::LibraryDone::operator()(ass_library* library) const { ass_library_done(library); }
void CaptionPainter::RendererDone::operator()(ass_renderer* renderer) const { ass_renderer_done(renderer); }
void CaptionPainter::TrackFree::operator()(ass_track* track) const { ass_free_track(track); }
CaptionPainter::~CaptionPainter() = default;

Result<std::unique_ptr<CaptionPainter>> CaptionPainter::open(const fs::path& fonts) {
  std::unique_ptr<CaptionPainter> painter(new CaptionPainter);
  painter->library_.reset(ass_library_init());
  if (!painter->library_) return fail(ErrorKind::exhausted, "There is no memory to draw captions.");
  ass_set_message_cb(painter->library_.get(), log_line, nullptr);
  ass_set_extract_fonts(painter->library_.get(), 0);
  for (const char* face : kFaces) {
    std::ifstream in(fonts / face, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (bytes.empty()) return fail(ErrorKind::not_found, "A face for captions is missing.", fonts / face);
    ass_add_font(painter->library_.get(), face, bytes.data(), static_cast<int>(bytes.size()));
  }
  painter->renderer_.reset(ass_renderer_init(painter->library_.get()));
  if (!painter->renderer_) return fail(ErrorKind::exhausted, "There is no memory to draw captions.");
  ASS_Renderer* renderer = painter->renderer_.get();
  // No provider: the faces of the machine are not looked at.
  ass_set_fonts(renderer, nullptr, kOtherLetters, ASS_FONTPROVIDER_NONE, nullptr, 0);
  ass_set_shaper(renderer, ASS_SHAPING_COMPLEX);
  ass_set_hinting(renderer, ASS_HINTING_NONE);
  ass_set_cache_limits(renderer, kGlyphs, kBitmapMegabytes);
  return painter;
}

CaptionPainter::Track CaptionPainter::track_of(const CaptionScript& script, const std::vector<Duration>& history,
                                               const CaptionArea& area) const {
  Track track(ass_new_track(library_.get()));
  if (!track) return track;
  const bool has_our_style = script.header.empty();
  std::string header = has_our_style ? our_header(area) : script.header;
  ass_process_codec_private(track.get(), header.data(), static_cast<int>(header.size()));
  ass_set_check_readorder(track.get(), 0);
  use_our_families(*track);
  const std::string before =
      has_our_style ? fmt::format("0,Default,,0,0,0,,{{\\blur{:.2f}}}", em_of(area) * kBlur) : "";
  for (std::size_t i = 0; i < script.events.size(); ++i) {
    const CaptionEvent& event = script.events[i];
    if (event.begin > history.back()) break;
    if (event.end <= history.front()) continue;
    std::string line = std::to_string(i) + "," + before + with_our_families(event.text);
    ass_process_chunk(track.get(), line.data(), static_cast<int>(line.size()), milliseconds(event.begin),
                      milliseconds(event.end - event.begin));
  }
  return track;
}

CaptionPagePtr CaptionPainter::draw(ass_track& track, const std::vector<Duration>& history, double scale,
                                    const CaptionArea& area) {
  ass_set_frame_size(renderer_.get(), area.width, area.height);
  ass_set_storage_size(renderer_.get(), area.film_width, area.film_height);
  ass_set_margins(renderer_.get(), area.film_y, area.height - area.film_y - area.film_height, area.film_x,
                  area.width - area.film_x - area.film_width);
  ass_set_font_scale(renderer_.get(), scale);
  const ASS_Image* images = nullptr;
  for (const Duration time : history) images = ass_render_frame(renderer_.get(), &track, milliseconds(time), nullptr);
  return page_of(images);
}

CaptionPagePtr CaptionPainter::paint(const CaptionScript& script, const CaptionTimeline& timeline, Duration from,
                                     const CaptionArea& area) {
  const auto history = timeline.history(from);
  const bool has_our_style = script.header.empty();
  ass_set_line_spacing(renderer_.get(), has_our_style ? em_of(area) * kLead : 0);
  // Words that do not fit, a very long one or too many lines, are set smaller.
  for (double scale = 1;; scale *= 0.85) {
    const Track track = track_of(script, history, area);
    if (!track) return nullptr;
    CaptionPagePtr page = draw(*track, history, scale, area);
    if (!has_our_style || !page || is_safe(*page, area) || scale < kSmallest) return page;
  }
}

}  // namespace redlight

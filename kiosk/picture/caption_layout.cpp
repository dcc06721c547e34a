#include "picture/caption_layout.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "picture/page_rules.h"

namespace redlight {
namespace {

// Sizes in units of the page, as slides have them; the rest in ems, or of the width.
constexpr double kSize = 1.75, kNoteSize = 0.84, kLeading = 1.3, kCapitals = 0.7, kNoteGap = 1.9, kNoteSpacing = 0.10,
                 kWidest = 0.88;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; !text.empty() && begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// How much smaller the lines must be set to be no wider than `limit`, at most 1.
double fitting(const TypeStyle& style, const std::vector<std::string>& lines, double limit,
               const MeasureWidth& measure) {
  double widest = limit;
  for (const std::string& line : lines) widest = std::max(widest, measure(style, line));
  return limit / widest;
}

}  // namespace

SlidePage lay_out_caption_at(const CaptionSetting& setting, std::string_view text, std::string_view note,
                             CaptionPart part, int width, int height, const MeasureWidth& measure) {
  const double unit = std::min(0.0264 * std::sqrt(static_cast<double>(width) * height), 0.045 * width);
  const auto lines = lines_of(text), small_lines = lines_of(note);
  TypeStyle large{Face::display, kSize * setting.size * unit, setting.spacing},
      small{Face::text, kNoteSize * unit, kNoteSpacing};
  const double large_fits = fitting(large, lines, kWidest * width, measure),
               small_fits = fitting(small, small_lines, kWidest * width, measure);
  large.size *= large_fits, small.size *= small_fits;
  const double leading = large.size * kLeading,
               tall = large.size * kCapitals + leading * (static_cast<double>(lines.size()) - 1);
  double y = setting.y * height - tall / 2 + large.size * kCapitals;  // of the first base line
  SlidePage page;
  page.shrunk = part == CaptionPart::text ? large_fits : small_fits;
  const auto add = [&](const std::string& line, const TypeStyle& style, Rgb colour) {
    const double share = setting.align == Align::left ? 0 : setting.align == Align::centre ? 0.5 : 1;
    page.lines.push_back({line, style, setting.x * width - share * measure(style, line), y, colour});
  };
  if (part == CaptionPart::text) {
    for (const std::string& line : lines) add(line, large, kBone), y += leading;
    return page;
  }
  y += leading * (static_cast<double>(lines.size()) - 1) + small.size * kNoteGap;
  for (const std::string& line : small_lines) add(line, small, kSmoke), y += small.size * kLeading * 1.15;
  return page;
}

}  // namespace redlight

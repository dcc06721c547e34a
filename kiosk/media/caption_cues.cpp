// SubRip and WebVTT: cues of a line with two times and the text below it, parted by empty lines.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "media/caption_lines.h"
#include "media/caption_markup.h"

namespace redlight {
namespace {

constexpr std::string_view kArrow = "-->";

struct TimeLine {
  Duration begin, end;
  std::string_view settings;  // what a WebVTT cue says of its place
};

bool is_number(std::string_view line) {
  return !line.empty() && std::all_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<TimeLine> time_line(std::string_view line) {
  const auto arrow = line.find(kArrow);
  if (arrow == std::string_view::npos) return std::nullopt;
  const auto after = trimmed(line.substr(arrow + kArrow.size()));
  const auto end_of_time = std::min(after.find_first_of(" \t"), after.size());
  // SubRip's hours are always there, but programs forget them, and nothing else can be meant.
  const auto begin = caption_time(trimmed(line.substr(0, arrow)), Hours::may_lack);
  const auto end = caption_time(after.substr(0, end_of_time), Hours::may_lack);
  if (!begin || !end) return std::nullopt;
  return TimeLine{*begin, *end, trimmed(after.substr(end_of_time))};
}

/// Whether a WebVTT cue asks for the upper half of the picture: "line:0", "line:10%".
bool wants_top(std::string_view settings) {
  const auto at = settings.find("line:");
  if (at == std::string_view::npos) return false;
  const auto value = settings.substr(at + 5, settings.find_first_of(" \t", at) - at - 5);
  const auto digits = std::min(value.find_first_not_of("0123456789"), value.size());
  if (digits == 0 || digits > 3) return false;  // negative lines are counted from below
  int number = 0;
  for (const char c : value.substr(0, digits)) number = number * 10 + (c - '0');
  return value.substr(digits).starts_with("%") || value.substr(digits).starts_with(".") ? number < 50 : number < 8;
}

class CueParser {
 public:
  CueParser(const std::vector<std::string_view>& lines, CaptionFormat format)
      : lines_(lines), is_webvtt_(format == CaptionFormat::webvtt) {}

  CaptionText run() {
    if (is_webvtt_ && (lines_.empty() || !lines_[0].starts_with("WEBVTT")))
      gathering_.fault(0, "the file does not begin as WebVTT does", "expected WEBVTT as the first line");
    for (std::size_t line = 0; line < lines_.size();) {
      if (trimmed(lines_[line]).empty()) {
        ++line;
        continue;
      }
      const std::size_t begin = line;
      while (line < lines_.size() && !trimmed(lines_[line]).empty()) ++line;
      if (!is_remark(begin)) read_block(begin, line);
    }
    return gathering_.finish(expected());
  }

 private:
  std::string expected() const {
    return is_webvtt_ ? "expected 00:00:01.000 --> 00:00:04.000 and the text below it"
                      : "expected 00:00:01,000 --> 00:00:04,000 and the text below it";
  }

  bool is_remark(std::size_t begin) const {
    const auto line = lines_[begin];
    return is_webvtt_ && ((begin == 0 && line.starts_with("WEBVTT")) || line.starts_with("NOTE") ||
                          line.starts_with("STYLE") || line.starts_with("REGION"));
  }

  /// Several cues where the empty lines between them are missing.
  void read_block(std::size_t begin, std::size_t end) {
    std::size_t first = begin;
    const auto has_arrow = [&](std::size_t i) { return lines_[i].find(kArrow) != std::string_view::npos; };
    while (first < end && !has_arrow(first)) ++first;
    if (first == end) return gathering_.fault(begin, in_quotes(trimmed(lines_[begin])) + " has no time", expected());
    while (first < end) {
      std::size_t next = first + 1;
      while (next < end && !has_arrow(next)) ++next;
      const bool number_follows = next < end && next > first + 1 && is_number(trimmed(lines_[next - 1]));
      read_cue(first, number_follows ? next - 1 : next);
      first = next;
    }
  }

  void read_cue(std::size_t begin, std::size_t end) {
    const auto time = time_line(lines_[begin]);
    if (!time)
      return gathering_.fault(begin, in_quotes(trimmed(lines_[begin])) + " is not a line of two times", expected());
    std::string text;
    for (std::size_t i = begin + 1; i < end; ++i) text.append(text.empty() ? "" : "\n").append(lines_[i]);
    text = caption_markup(text);
    if (text.empty()) return;  // a pause that some programs write
    if (is_webvtt_ && wants_top(time->settings)) text.insert(0, "{\\an8}");
    gathering_.add(begin, {time->begin, time->end, std::move(text)});
  }

  const std::vector<std::string_view>& lines_;
  const bool is_webvtt_;
  CaptionGathering gathering_;
};

}  // namespace

CaptionText parse_cues(const std::vector<std::string_view>& lines, CaptionFormat format) {
  return CueParser(lines, format).run();
}

}  // namespace redlight

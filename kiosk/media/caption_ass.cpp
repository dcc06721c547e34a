// ASS scripts: the events are taken out line by line, the rest is the header that libass reads. Fonts and pictures that
// a script carries along are left out: type is the show's own on every machine.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "media/caption_lines.h"

namespace redlight {
namespace {

// The order in which libass takes the fields of an event, after its times.
constexpr std::array<std::string_view, 8> kFields{"layer",   "style",   "name",   "marginl",
                                                  "marginr", "marginv", "effect", "text"};
constexpr const char* kDialogue = "expected Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,Text";

std::vector<std::string> names_in(std::string_view format) {
  std::vector<std::string> names;
  while (!format.empty()) {
    const auto comma = std::min(format.find(','), format.size());
    names.push_back(lower_ascii(trimmed(format.substr(0, comma))));
    format.remove_prefix(std::min(comma + 1, format.size()));
  }
  return names;
}

class AssParser {
 public:
  explicit AssParser(const std::vector<std::string_view>& lines) : lines_(lines) {}

  CaptionText run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) read_line(i);
    if (!has_events_) gathering_.fault(0, "the script has no part [Events]", "expected an ASS script");
    return gathering_.finish(kDialogue);
  }

 private:
  enum class Part { kept, events, dropped };

  void read_line(std::size_t i) {
    const auto line = trimmed(lines_[i]);
    if (line.starts_with("[")) {
      const std::string name = lower_ascii(line);
      part_ = name == "[events]"                          ? Part::events
              : name == "[fonts]" || name == "[graphics]" ? Part::dropped
                                                          : Part::kept;
      has_events_ = has_events_ || part_ == Part::events;
    }
    if (part_ == Part::kept) {
      gathering_.header.append(line).append("\n");
    } else if (part_ == Part::events) {
      if (line.starts_with("Format:")) format_ = names_in(line.substr(7));
      if (line.starts_with("Dialogue:")) read_dialogue(i, line.substr(9));
    }
  }

  void read_dialogue(std::size_t i, std::string_view line) {
    std::array<std::string_view, kFields.size()> fields{};
    std::optional<Duration> begin, end;
    for (std::size_t f = 0; f < format_.size(); ++f) {
      const bool is_last = f + 1 == format_.size();
      const auto comma = is_last ? std::string_view::npos : line.find(',');
      if (!is_last && comma == std::string_view::npos)
        return gathering_.fault(i, "the line has fewer fields than its Format", kDialogue);
      const auto value = trimmed(line.substr(0, comma));
      if (format_[f] == "start") begin = caption_time(value, Hours::needed);
      if (format_[f] == "end") end = caption_time(value, Hours::needed);
      const auto field = std::find(kFields.begin(), kFields.end(), format_[f]);
      if (field != kFields.end()) fields[static_cast<std::size_t>(field - kFields.begin())] = value;
      if (!is_last) line.remove_prefix(comma + 1);
    }
    if (!begin || !end) return gathering_.fault(i, "the times of the caption cannot be read", kDialogue);
    std::string text;
    for (std::size_t f = 0; f < fields.size(); ++f) text.append(f == 0 ? "" : ",").append(fields[f]);
    gathering_.add(i, {*begin, *end, std::move(text)});
  }

  const std::vector<std::string_view>& lines_;
  CaptionGathering gathering_;
  Part part_ = Part::kept;
  bool has_events_ = false;
  std::vector<std::string> format_ =
      names_in("Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text");
};

}  // namespace

CaptionText parse_ass(const std::vector<std::string_view>& lines) { return AssParser(lines).run(); }

}  // namespace redlight

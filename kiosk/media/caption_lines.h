#pragma once
// Private to media/. The lines of a caption file, and what is gathered while they are read. Pure; any thread.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "media/caption_reader.h"

namespace redlight {

class CaptionGathering {
 public:
  /// Faults beyond the first twenty are not kept: the file is of another kind.
  void fault(std::size_t line, std::string what, std::string expected);
  /// Both are from 0, `line` is for messages. An event without length or beyond the limits is a fault.
  void add(std::size_t line, CaptionEvent event);
  bool is_full() const { return text_.script.events.size() >= kMostCaptionEvents; }
  /// In order; a script without events is a fault.
  CaptionText finish(std::string_view expected);

  std::string header;

 private:
  CaptionText text_;
  bool told_full_ = false;
};

/// "01:02:03.45", "2:03,450", "03.4": whole milliseconds; hours may be left out when `hours` says so.
enum class Hours { needed, may_lack };
std::optional<Duration> caption_time(std::string_view text, Hours hours);

std::string_view trimmed(std::string_view text);

/// `lines` have no line ends. In caption_cues.cpp and caption_ass.cpp.
CaptionText parse_cues(const std::vector<std::string_view>& lines, CaptionFormat format);
CaptionText parse_ass(const std::vector<std::string_view>& lines);

}  // namespace redlight

#pragma once
// Reads caption files: SubRip (.srt), WebVTT (.vtt) and ASS (.ass, .ssa). What is wrong with a file is told with its
// line, and what is right is read all the same. Text is UTF-8, or UTF-16 that begins with its mark. Pure but for
// read_caption_file; any thread.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "media/caption_script.h"

namespace redlight {

enum class CaptionFormat { subrip, webvtt, ass };

/// By the ending of the name, in capitals or not.
std::optional<CaptionFormat> caption_format_of(const std::filesystem::path& file);

struct CaptionFault {
  int line = 0;  ///< from 1
  std::string what, expected;
};

struct CaptionText {
  CaptionScript script;              ///< without what is faulty
  std::vector<CaptionFault> faults;  ///< the first ones, by line
};

/// Errors: not_found, unreadable, exhausted (more than kMostCaptionBytes), unsupported (the ending).
Result<CaptionText> read_caption_file(const std::filesystem::path& file);

CaptionText parse_captions(std::string_view bytes, CaptionFormat format);

}  // namespace redlight

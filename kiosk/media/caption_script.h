#pragma once
// The captions of a film as a plain value, whatever file or track they came from. Made by the readers
// (caption_reader.h, caption_tracks.h), drawn by the painter (caption_painter.h). Any thread.
#include <cstddef>
#include <string>
#include <vector>

#include "base/time.h"

namespace redlight {

/// What a script may hold at most; what is beyond is refused or left out. The captions of a feature film have 2000
/// events and 200 KB.
inline constexpr std::size_t kMostCaptionBytes = std::size_t{8} << 20;
inline constexpr std::size_t kMostCaptionEvents = 20'000;
inline constexpr std::size_t kMostEventBytes = 16'000;  ///< of text

/// Seen from `begin` up to, not including, `end`; whole milliseconds.
struct CaptionEvent {
  Duration begin{}, end{};
  /// In the markup of ASS. Of a script without a header the text alone; of one with a header what follows the two
  /// times in a line of Matroska: "Layer,Style,Name,MarginL,MarginR,MarginV,Effect,Text".
  std::string text;
  bool operator==(const CaptionEvent&) const = default;
};

struct CaptionScript {
  std::string header;                ///< of an ASS script, which brings its own styles; empty: our style
  std::vector<CaptionEvent> events;  ///< by their begin; may overlap
};

}  // namespace redlight

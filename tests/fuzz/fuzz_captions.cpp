// Any bytes as a file of captions: read, cut into spans and drawn.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "media/caption_painter.h"
#include "media/caption_reader.h"

using namespace redlight;

namespace {

constexpr int kPages = 8;

CaptionFormat format_of(std::string_view text) {
  if (text.find("WEBVTT") < 8) return CaptionFormat::webvtt;
  return text.find("[Script Info]") < 8 || text.find("[Events]") < 64 ? CaptionFormat::ass : CaptionFormat::subrip;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto painter = CaptionPainter::open(std::filesystem::path(REDLIGHT_ASSETS) / "fonts");
  if (!painter) std::abort();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const CaptionText read = parse_captions(text, format_of(text));
  const CaptionTimeline timeline(read.script);
  constexpr CaptionArea kArea{320, 180, 0, 0, 320, 180};
  Duration time{};
  for (int page = 0; page < kPages; page++) {
    const CaptionTimeline::Span span = timeline.at(time);
    if (span.has_words) (*painter)->paint(read.script, timeline, span.from, kArea);
    if (span.until <= time) break;
    time = span.until;
  }
  return 0;
}

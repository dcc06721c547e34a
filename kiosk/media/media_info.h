#pragma once
// What a media file is, as far as the show needs to know. A plain value.
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace redlight {

struct MediaInfo {
  Duration duration{};  ///< of the longest of picture and sound; 0 when unknown
  bool has_video = false, has_audio = false;
  int width = 0, height = 0;             ///< visible pixels
  double frames_per_second = 0;          ///< average; 0 without video
  bool has_steady_rate = false;          ///< as far as the file says
  std::string video_codec, audio_codec;  ///< FFmpeg's names, for people
};

/// Opens the file, reads its headers and decodes the first frame, so that a file which cannot play is known before its
/// turn. Blocks for as long as that takes (at most 5 s); any thread. Errors: not_found, unreadable, malformed,
/// unsupported, exhausted.
Result<MediaInfo> probe(const std::filesystem::path& file);

/// The decoders and hardware device types that this machine's FFmpeg offers for the formats of a show, for `doctor`.
struct DecoderOffer {
  std::string format;                 ///< "H.264", "HEVC", ...
  std::string decoder;                ///< FFmpeg's name; empty when there is none
  std::vector<std::string> hardware;  ///< device types that claim it ("vaapi", "v4l2m2m")
  std::string device;                 ///< the one of them that answers on this machine; empty when none does
};
std::vector<DecoderOffer> decoder_offers();

}  // namespace redlight

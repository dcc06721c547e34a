#pragma once
// Writes a film: H.264 high (yuv420p, BT.709, limited range, CRF) and AAC stereo in an mp4 that starts to play before
// it is loaded. Bit-exact: the same frames and samples give the same bytes, run after run. One owner, one thread (the
// encoder may use threads of its own).
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.h"

namespace redlight {

struct MovieFormat {
  int width = 0, height = 0;  ///< even
  int fps_numerator = 60, fps_denominator = 1;
  bool has_sound = true;  ///< 48 kHz stereo
  int crf = 16;           ///< x264's constant rate factor, 0 (lossless) to 51
};

class MovieWriter {
 public:
  /// Writes to a temporary name beside `file` and renames it in finish(), so that an aborted run leaves no half film.
  /// Errors: unreadable, unsupported.
  static Result<std::unique_ptr<MovieWriter>> create(const std::filesystem::path& file, const MovieFormat& format);
  virtual ~MovieWriter() = default;

  /// The next frame: rows of 0xffRRGGBB words (BGRA in memory), sRGB/BT.709 coded, `stride` in pixels.
  virtual Result<void> add_frame(std::span<const std::uint32_t> pixels, int stride) = 0;
  /// The next samples, interleaved stereo, +-1.
  virtual Result<void> add_sound(std::span<const float> samples) = 0;
  /// Flushes the encoders, closes and renames. Without it the destructor removes the temporary file.
  virtual Result<void> finish() = 0;
};

}  // namespace redlight

#pragma once
// One decoded picture as plain planes, and what is needed to show it right. A value that is shared, never changed:
// whoever holds the pointer may read it from any thread. No libav type appears here, so that rooms above draw video
// without knowing FFmpeg: colours are those of an SDR display with the primaries of BT.709, whatever the film was made
// for. A still image is a frame as well (Matrix::rgb).
#include <array>
#include <cstdint>
#include <memory>

#include "base/time.h"

namespace redlight {

/// How luma and colour difference were made from R'G'B' (ITU-R BT.601, BT.709, BT.2020 non-constant luminance). rgb:
/// the planes are R', G', B' themselves.
enum class Matrix { bt601, bt709, bt2020, rgb };

/// limited: Y' 16..235, C 16..240 at 8 bits; full: 0..255.
enum class Range { limited, full };

struct Plane {
  const std::uint8_t* data = nullptr;
  int stride = 0;             ///< bytes from one row to the next
  int width = 0, height = 0;  ///< samples
};

/// Where the first sample of a plane that is half as wide or high lies: pixels right of and below the centre of the
/// first pixel. The default is MPEG-2's and H.264's.
struct ChromaSite {
  float x = 0, y = 0.5f;
  bool operator==(const ChromaSite&) const = default;
};

struct VideoFrame {
  int width = 0, height = 0;  ///< visible pixels
  double pixel_aspect = 1;    ///< width of a pixel divided by its height
  Matrix matrix = Matrix::bt709;
  Range range = Range::limited;
  ChromaSite chroma_site;
  /// 8 bits a sample, the picture upright; Y', Cb, Cr or R', G', B'. Cb and Cr may be half as wide and high, or one
  /// sample each for a picture without colour.
  std::array<Plane, 3> planes;
  Duration pts{};       ///< presentation time from the first frame of the file; goes on counting over loops
  Duration duration{};  ///< how long it is due to be seen
  std::shared_ptr<const void> storage;  ///< owns what the planes point to
};

using FramePtr = std::shared_ptr<const VideoFrame>;

}  // namespace redlight

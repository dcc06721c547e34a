#pragma once
// One decoded picture as plain planes, and what is needed to show it right. A value that is shared, never changed:
// whoever holds the pointer may read it from any thread. No libav type appears here, so that rooms above draw video
// without knowing FFmpeg. A still image is a frame as well (Matrix::rgb).
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

struct VideoFrame {
  int width = 0, height = 0;  ///< visible pixels
  double pixel_aspect = 1;    ///< width of a pixel divided by its height
  Matrix matrix = Matrix::bt709;
  Range range = Range::limited;
  std::array<Plane, 3>
      planes;           ///< 8 bits a sample; Y', Cb, Cr (planes 1 and 2 may be half as wide and high) or R', G', B'
  Duration pts{};       ///< presentation time from the first frame of the file; goes on counting over loops
  Duration duration{};  ///< how long it is due to be seen
  std::shared_ptr<const void> storage;  ///< owns what the planes point to
};

using FramePtr = std::shared_ptr<const VideoFrame>;

}  // namespace redlight

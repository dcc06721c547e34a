#pragma once
// How a frame lies in a picture, and the numbers of its colour matrix: what both renderers must agree on. Pure.
#include <cstdint>

#include "media/video_frame.h"
#include "picture/picture.h"

namespace redlight {

struct FramePlacement {
  int left = 0, top = 0, right = 0, bottom = 0;  ///< the pixels of the picture that show the frame; inside the picture
  double x = 0, y = 0, width = 0, height = 0;    ///< the part of the frame, in its own pixels, that they show
};
FramePlacement place_frame(const VideoFrame& frame, Fit fit, int width, int height);

/// The arguments of frame_luma() and frame_chroma() in shaders/frame.glsl.
struct ColourMatrix {
  std::int16_t luma_offset = 0;                                  ///< black, 64 to a code of 8 bits
  std::int16_t luma_scale = 16384;                               ///< of 16384
  std::int16_t red_v = 0, green_u = 0, green_v = 0, blue_u = 0;  ///< of 8192; the range of Cb and Cr is in them
};
/// From the luma coefficients of ITU-R BT.601-7, BT.709-6 and BT.2020-2; nothing for Matrix::rgb.
ColourMatrix colour_matrix(Matrix matrix, Range range);

/// The argument of frame_level() for a level of 0..1.
std::int16_t frame_level(float level);

/// The position on a plane (in samples, centres at .5) for luma position `at`, in one direction. A plane with half the
/// samples has one for every two pixels, the first of them `site` pixels after the first pixel (ChromaSite).
double plane_position(double at, int luma_size, int plane_size, float site);

}  // namespace redlight

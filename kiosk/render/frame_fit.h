#pragma once
// How a frame lies in a picture, and the numbers of its colour matrix: what both renderers must agree on. Pure.
#include "media/video_frame.h"
#include "picture/picture.h"

namespace redlight {

struct FramePlacement {
  int left = 0, top = 0, right = 0, bottom = 0;  ///< the pixels of the picture that show the frame; inside the picture
  double x = 0, y = 0, width = 0, height = 0;    ///< the part of the frame, in its own pixels, that they show
};
FramePlacement place_frame(const VideoFrame& frame, Fit fit, int width, int height);

/// The arguments of frame_colour() in shaders/frame.glsl.
struct ColourMatrix {
  float luma_scale = 1, luma_offset = 0, chroma_scale = 1, red_v = 0, green_u = 0, green_v = 0, blue_u = 0;
};
/// From the luma coefficients of ITU-R BT.601-7, BT.709-6 and BT.2020-2; identity for Matrix::rgb.
ColourMatrix colour_matrix(Matrix matrix, Range range);

/// Where sample `i` of a plane that is subsampled `luma_size / plane_size` times lies, as a position of that plane, for
/// luma position `at` (in samples, centres at .5). Chroma of 4:2:0 lies on the left luma sample horizontally and
/// between two rows vertically (MPEG-2, the usual siting of H.264).
double plane_position(double at, int luma_size, int plane_size, bool horizontal);

}  // namespace redlight

#pragma once
// A flat poster made in code, the same on every machine: a night with a neon sign, lit windows, a face-like oval of
// skin and lettering.
#include <string>

#include "picture/image.h"
#include "picture/plane_filters.h"

namespace redlight::test {

/// Where things are, in fractions of the picture.
inline constexpr double kFaceX = 0.5, kFaceY = 0.5, kFaceWide = 0.17, kFaceHigh = 0.15;  ///< centre, half axes
inline constexpr double kWordsTop = 0.80, kWordsBottom = 0.92;                           ///< from x = 0.1 to 0.9
inline constexpr double kNeonY = 0.18;  ///< a bar from x = 0.25 to 0.75

Image flat_poster(int width, int height);

/// `image` as planes of codes.
ColourPlanes colours_of(const Image& image);

}  // namespace redlight::test

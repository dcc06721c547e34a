#pragma once
// Private to media/. How a picture that was taken with the camera on its side is brought upright: one of the eight ways
// to lay a rectangle on itself. Pure; any thread.
//
// A pixel (x, y) of the upright picture is found by mirroring x and y as the flips say, in the upright picture's size,
// and then exchanging them if `transposes`.
#include <cstddef>
#include <cstdint>

#include "media/video_frame.h"

namespace redlight {

struct FrameTurn {
  bool transposes = false, flips_x = false, flips_y = false;

  explicit operator bool() const { return transposes || flips_x || flips_y; }
  bool operator==(const FrameTurn&) const = default;
};

/// From a display matrix of nine numbers, as ISO/IEC 14496-12 and FFmpeg have it; an angle that is no multiple of 90
/// degrees becomes the nearest one.
FrameTurn turn_of_matrix(const std::int32_t* matrix);

/// Where chroma that lay at `site` lies after the turn of a picture which is `width` by `height` afterwards;
/// `halved_x` and `halved_y` say in which of its new directions chroma is half as fine.
ChromaSite turned(ChromaSite site, const FrameTurn& turn, int width, int height, bool halved_x, bool halved_y);

/// How the samples of a plane follow each other, in samples: where the upright picture's first one lies, and the steps
/// to the one on its right and the one below. `stride` is that of the plane before the turn; `width` and `height` are
/// those after it.
struct TurnSteps {
  std::ptrdiff_t first, right, down;
};
TurnSteps steps_from(const FrameTurn& turn, std::ptrdiff_t stride, int width, int height);
/// The same the other way round: for the samples of the plane before the turn, of this size, where each goes to.
TurnSteps steps_to(const FrameTurn& turn, std::ptrdiff_t stride, int width, int height);

/// Copies a plane upright. Samples of more than 8 bits lose `shift` of them, with a fixed 2 by 2 dither.
void copy_turned(const std::uint8_t* from, TurnSteps steps, std::uint8_t* to, int stride, int width, int height);
void copy_turned(const std::uint16_t* from, TurnSteps steps, int shift, std::uint8_t* to, int stride, int width,
                 int height);

}  // namespace redlight

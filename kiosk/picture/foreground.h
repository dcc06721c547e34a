#pragma once
// What stands in front, found from two depths: that of the picture and that of the same room without it. Pure.
#include <vector>

#include "picture/lit_art.h"
#include "picture/plane.h"

namespace redlight {

/// How much of each pixel is foreground, 0..1: nearer than the room behind it by more than the noise of the depths, the
/// edge as soft as theirs, specks left out.
FloatPlane make_matte(const FloatPlane& depth, const FloatPlane& plate_depth);

/// How much of what lies behind the foreground the empty room shows, 0..1: all of it where the foreground surely is,
/// and less and less over `reach` pixels to both sides, where a camera that moves sideways uncovers it. The rest the
/// picture itself shows, with the shadow and the mirror image of what stands there.
FloatPlane share_of_room(const FloatPlane& matte, int reach);

/// The smallest box that holds all of the matte, widened by `margin` to both sides as far as the plane goes; empty when
/// there is nothing. In pixels of the plane.
Box box_of(const FloatPlane& matte, int margin);

struct DepthRows {
  std::vector<float> far_depth, near_depth;
};
/// Per row the median depth of the room and that of the foreground, smoothed over the rows; a row without foreground
/// has that of its neighbours.
DepthRows depth_rows(const FloatPlane& depth, const FloatPlane& plate_depth, const FloatPlane& matte);

/// The part of a plane, row by row.
FloatPlane part_of(const FloatPlane& plane, const Box& box);

}  // namespace redlight

#pragma once
// Plain shapes as ink, for signs and buttons: no face has them at every size. Edges are as soft as a pixel, or softer
// where asked for. All measures in pixels. Pure.
#include <memory>

#include "picture/picture.h"

namespace redlight {

/// A disc, its middle in the middle of the ink.
std::shared_ptr<const Coverage> disc_ink(double radius);

/// A ring whose line runs on `radius` and is so thick.
std::shared_ptr<const Coverage> ring_ink(double radius, double thickness);

/// A rectangle with round corners; `softness` is how far its edge reaches inwards, at least one pixel.
std::shared_ptr<const Coverage> plate_ink(int width, int height, double corner, double softness);

/// `over` laid into the middle of `under`, `down` pixels below its middle; the denser ink wins, what reaches out is
/// cut.
Coverage joined(Coverage under, const Coverage& over, int right, int down);

}  // namespace redlight

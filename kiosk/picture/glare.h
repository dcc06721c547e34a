#pragma once
// Glare: the veil of light that a lens lays around everything bright. It is linear, a convolution with the lens's
// point-spread function, and a convolution of a sum is the sum of the convolutions: so it is added to each light's
// layer once, when the art is made ready, and a frame pays nothing for it.
#include "picture/plane.h"

namespace redlight {

/// Adds the glare of `source` (linear light, including the light sources' own radiance) to `layer`; both have one size.
/// The point-spread function is a sum of ever wider blurs, an octave apart, that together take `strength` of the light;
/// its widths are fractions of the longer side, so that every display size looks alike.
void add_glare(FloatPlane& layer, const FloatPlane& source, float strength);

}  // namespace redlight

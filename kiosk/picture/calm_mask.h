#pragma once
// Where light must stay calm on a flat picture: faces and lettering. There relief is flattened and light that changes
// is held back, so that nothing ever looks like a filter laid over a face. Guesses on the safe side: what is taken for
// skin and is wood only gets a little less relief. Pure; planes 0..1 of the size of what came in.
#include "picture/plane_filters.h"

namespace redlight {

/// Skin by its colour: the box in Cb and Cr of Chai and Ngan, "Face segmentation using skin-color map in videophone
/// applications" (IEEE CSVT 9-4, 1999), with soft edges, where it fills a region.
FloatPlane find_skin(const ColourPlanes& colours);

/// Lettering: windows in which brightness has two values only (its bimodality (skewness^2 + 1) / kurtosis is near 1)
/// and changes between them more often than one clean edge would.
FloatPlane find_lettering(const FloatPlane& luma);

/// The two together, smooth.
FloatPlane find_calm(const FloatPlane& skin, const FloatPlane& lettering);

}  // namespace redlight

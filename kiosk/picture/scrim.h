#pragma once
// A scrim: the dark that comes up from the foot of a still so that words can be read on it. Pure.
#include <memory>

#include "picture/picture.h"

namespace redlight {

/// Ink that grows from nothing at the top to `most` (0..1) at the bottom, without bands.
std::shared_ptr<const Coverage> draw_scrim(int width, int height, double most);

}  // namespace redlight

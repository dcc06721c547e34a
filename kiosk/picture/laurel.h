#pragma once
// The laurel wreath of a festival selection, drawn as ink: two branches of leaves that lean outwards, open at the top.
// Pure.
#include <memory>

#include "picture/picture.h"

namespace redlight {

/// Ink of width x height pixels.
std::shared_ptr<const Coverage> draw_laurel(int width, int height);

}  // namespace redlight

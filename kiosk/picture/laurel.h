#pragma once
// The laurel wreath of a festival selection, drawn as ink: two branches of leaves that lean outwards, open at the top.
// Pure.
#include <memory>

#include "picture/picture.h"

namespace redlight {

/// The length of the largest leaf of a wreath of this size.
constexpr double laurel_leaf(double width, double height) { return (width < height ? width : height) * 0.125; }

/// Ink of width x height pixels.
std::shared_ptr<const Coverage> draw_laurel(int width, int height);

}  // namespace redlight

#pragma once
// A small source of art: a wall, a lit floor, a block that stands before it, one tube.
#include "picture/art_source.h"

namespace redlight::test {

/// `width` x `height`; the block covers x [.4, .6), y [.3, .8), the floor begins at y .7.
ArtSource small_source(int width, int height);

}  // namespace redlight::test

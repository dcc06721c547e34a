#pragma once
// Finds a driver that lies: a small picture that uses every part of the passes, drawn by the renderer under test and by
// the cpu renderer.
#include "render/renderer.h"

namespace redlight {

/// Draws with `renderer` and compares. Error: device, with how far it is off.
Result<void> self_test(Renderer& renderer);

}  // namespace redlight

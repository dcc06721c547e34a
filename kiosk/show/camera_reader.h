#pragma once
// Reads the camera of a poster. Private to the show room; part of the scene reader.
#include "show/camera.h"
#include "show/table_reader.h"

namespace redlight {

/// One move for both shapes of display, or one for each under `portrait` and `landscape`; empty when there is none or
/// it was wrong.
Cameras read_camera(TableReader& scene, Report& report);

}  // namespace redlight

#pragma once
// Reads where a poster's caption stands. Private to the show room; part of the scene reader.
#include "show/caption_setting.h"
#include "show/table_reader.h"

namespace redlight {

/// One setting for both shapes of display, or one for each under `portrait` and `landscape`; empty when there is none.
CaptionSettings read_caption_at(TableReader& scene, Report& report);

}  // namespace redlight

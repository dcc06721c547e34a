#pragma once
// Reads what show.toml says of the sound: `sound = "rain.ogg"`, or a table [sound] with the file and how loud
// everything is. Private to the show room; part of the loader.
#include "show/scene_reader.h"

namespace redlight {

/// Fills in Show::sound, its place and Show::levels. `paths` resolves the file.
void read_sound(TableReader& show_reader, SceneReader& paths, Report& report, Show& show);

}  // namespace redlight

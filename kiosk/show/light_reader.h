#pragma once
// Reads what show.toml says of lights: the tables [lights.NAME], and a scene's `lights` and `cue`. Private to the show
// room; part of the loader.
#include "show/table_reader.h"

namespace redlight {

/// The table `lights` of the show.
Lights read_lights(TableReader& show, Report& report);

/// What a scene says of lights, with the place of each light's first mention.
struct SceneLights {
  std::map<std::string, double> levels;
  LightCues cues;
  std::map<std::string, Place> places;
};
/// The scene's `lights` (only with `levels_too`) and `cue`.
SceneLights read_scene_lights(TableReader& scene, Report& report, bool levels_too);

/// Warns of every light that strength and level together would drive beyond what it may burn at.
void check_strengths(const Show& show, Report& report);

}  // namespace redlight

#pragma once
// The lights of a show as its author set them: what each lamp is and what a scene asks it to do. Plain values, part of
// the show (show/show.h); how a lamp then burns is the business of scene/light_score.h.
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "show/place.h"

namespace redlight {

/// The most a light may burn at, 1 being as it was lit on set: strength times the scene's level, held to this.
inline constexpr double kBrightest = 4;

/// What kind of lamp a light is.
enum class Behaviour {
  steady,     ///< does not move
  breathing,  ///< barely breathes
  tube,       ///< a fluorescent tube
  old_tube,   ///< one near the end of its life: its discharge swirls along it
  lamp,       ///< a filament: slow to rise, slow to fall
};

/// What a scene asks of a light at the moment it comes on stage.
enum class LightCue {
  strike,  ///< from dark: a tube preheats, fails twice, catches and warms up; another lamp is switched on
  warm,    ///< rises slowly from a glimmer
  swell,   ///< comes up over its level once, slowly, and settles again
  fill,    ///< fills the dark: begins well above its level and settles as the tubes come up
  hold,    ///< burns on without moving
  out,     ///< goes dark and stays so
};
using LightCues = std::map<std::string, LightCue>;

struct LightSettings {
  std::array<double, 3> tint{1, 1, 1};  ///< red, green, blue, linear, 0..1; multiplies the light's own colour
  double strength = 1;                  ///< 0..4, multiplies every scene's level
  std::optional<Behaviour> behaviour;   ///< empty: by the light's name
  Place place;                          ///< in show.toml, for faults that only opening the art shows
};
using Lights = std::map<std::string, LightSettings>;

/// Names as show.toml writes them, in the order of the enumerations.
const std::vector<std::string>& behaviour_names();
const std::vector<std::string>& cue_names();

/// What a light of this name is when nobody says so: "tube_..." a tube, "headlight" a lamp, "ambient" breathing,
/// anything else steady.
Behaviour usual_behaviour(std::string_view light);

/// The settings of a light: the author's, or all defaults; the behaviour is always set.
LightSettings settings_of(const Lights& lights, const std::string& light);

}  // namespace redlight

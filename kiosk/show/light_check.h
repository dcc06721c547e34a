#pragma once
// Holds what a show says of lights against the lights that its art has. Pure; used by the command `check`, which alone
// opens the art.
#include <map>
#include <string>
#include <vector>

#include "show/diagnostic.h"
#include "show/show.h"

namespace redlight {

/// The names of the lights in the art of each poster and each still, by its scene. One is left out when its art could
/// not be read; then nothing is said of what is set over it.
using ArtLights = std::map<std::size_t, std::vector<std::string>>;

/// An error for each light that a scene or [lights.NAME] names and no art there has.
std::vector<Diagnostic> check_lights(const Show& show, const ArtLights& art);

}  // namespace redlight

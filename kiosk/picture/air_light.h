#pragma once
// How the air of a room takes light: single scatter, for drifting haze and for dust. Pure; made when art is made ready,
// takes some milliseconds.
#include "picture/lit_art.h"

namespace redlight {

/// The air light of each light of `art`. A lamp scatters into the line of sight in proportion to 1 / its distance from
/// that line (the integral of 1 / r^2 along it), here as a sum of ever wider blurs of what burns; the farther the
/// surface behind, the more air there is before it.
AirLight make_air_light(const LitArt& art);

/// Where each source is, and whether it belongs to the foreground: more than half of what is seen of it lies in the
/// matte.
void place_sources(LitArt& art);

}  // namespace redlight

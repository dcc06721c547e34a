#pragma once
// What prepared art knows of the room: the guides for a light that was not there, and the wet floor. Pure.
#include "picture/art_memory.h"
#include "picture/art_source.h"
#include "picture/framing.h"

namespace redlight {

/// Null when the source knows neither normals nor depth.
std::shared_ptr<const Guides> make_guides(const GuidePlanes& planes, const FloatPlane& depth, const ArtFrame& frame,
                                          ArtMemory& memory);

/// The wet floor: what looks up, is smooth, lies low and is not foreground (`matte` as the frame has it, without
/// margin, or empty); soft at its edges. Sets LitArt::wet and wet_rows; leaves them empty where there is none.
void add_wet(const GuidePlanes& planes, const FloatPlane& matte, const ArtFrame& frame, LitArt& art, ArtMemory& memory);

}  // namespace redlight

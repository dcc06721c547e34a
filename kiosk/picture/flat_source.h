#pragma once
// A poster from one flat picture: split into pseudo-lights that are fed to the same sum as rendered layers. Its own
// emitters with their glow are "own_light", the rest is "ambient"; "tube_key" and "tube_rim" are red tubes laid around
// it, which only add. At the mix at which a show rests (picture/rest_mix.h), without the tubes, the sum of the layers
// is the light that the tone path shows as the picture that was delivered.
//
// What is inferred can be replaced by files (flat_maps.h). Reading takes a second or so; the result keeps the picture
// in memory until it is dropped.
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "picture/art_source.h"
#include "picture/framing.h"

namespace redlight {

/// Reads the picture for a display and infers what is needed. The source's planes have the size at which the display
/// shows them, so that the picture is resampled once, in display code, in which lettering does not ring. Errors: those
/// of read_image and read_replaced_maps.
Result<ArtSource> open_flat(const std::filesystem::path& picture, const Framing& framing);

/// The names of the lights that every such poster has.
std::vector<std::string> flat_light_names();

/// Whether picture and maps can be read; for `redlight check`.
Result<void> check_flat(const std::filesystem::path& picture);

/// Writes each map of the picture that `folder` does not hold yet, and returns what was written. Error: unreadable.
Result<std::vector<std::filesystem::path>> write_maps(const std::filesystem::path& picture,
                                                      const std::filesystem::path& folder);

}  // namespace redlight

#pragma once
// From a source of art to art that is ready for one display: framed, resampled in linear light, glare added, what
// stands in front told from the room, all as 8-bit code. Called on the loader thread; takes a second or two for a full
// set of layers, which is why the result is kept in a file (art_cache.h).
#include <stop_token>

#include "base/result.h"
#include "picture/art_source.h"
#include "picture/framing.h"
#include "picture/lit_art.h"

namespace redlight {

/// `stop` is looked at between lights. Errors: those of the source's functions, stopped.
Result<ArtPtr> prepare_art(const ArtSource& source, const Framing& framing, std::stop_token stop);

}  // namespace redlight

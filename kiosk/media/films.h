#pragma once
// Whether films and sound files can be opened already. What this room needs FFmpeg for is a module that the program
// loads while it runs (films_module.h): linking FFmpeg and the hundred libraries behind it takes longer than everything
// else before the first light. Who links it directly, as the tests do, always has it at hand. Any thread.
#include "base/result.h"

namespace redlight {

/// Whether Player::open and the others will not wait for the module; also true when it cannot be had, and then they say
/// why. The first question begins to load it, on a thread of its own.
bool films_at_hand();

/// Waits until the module is there. Errors: not_found, unsupported. Player::open, probe and MovieWriter::create do it
/// themselves.
Result<void> wait_for_films();

}  // namespace redlight

#pragma once
// What was inferred from the flat posters of a show, as images that a designer can paint on and put beside the poster.
#include <filesystem>

#include "app/options.h"
#include "show/show.h"

namespace redlight {

/// Writes the maps of each flat poster into `folder`/<poster's name>.maps and tells on standard output what it wrote
/// and where it belongs. kExitFailed, after an error in the log, when a poster cannot be read or a map not be written.
ExitCode render_maps(const Show& show, const std::filesystem::path& folder);

}  // namespace redlight

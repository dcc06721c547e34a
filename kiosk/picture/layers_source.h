#pragma once
// A poster's folder of layers (layers.json and its images) as a source of art. Any thread.
#include <filesystem>

#include "picture/art_source.h"

namespace redlight {

/// Reads layers.json, the masks and the depths; the layers themselves are read when they are asked for. Errors:
/// not_found, malformed, exhausted; a layer that is bad shows only when it is loaded.
Result<ArtSource> open_layers(const std::filesystem::path& folder);

/// Whether the folder is what it claims to be, without making anything ready; for `redlight check`.
Result<void> check_layers(const std::filesystem::path& path);

}  // namespace redlight

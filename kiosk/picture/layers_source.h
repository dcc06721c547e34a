#pragma once
// A poster's folder of layers (layers.json and its images) as a source of art. Any thread.
#include <filesystem>

#include "picture/art_source.h"
#include "picture/layers_file.h"

namespace redlight {

/// Reads layers.json, the masks and the depths; the layers themselves are read when they are asked for. Errors:
/// not_found, malformed, exhausted; a layer that is bad shows only when it is loaded.
Result<ArtSource> open_layers(const std::filesystem::path& folder);

/// The same room without who and what stands in it, from the folder's plate: a source of art of the same size, with the
/// same lights. The lamps of what is taken out are taken out as well; what they light stays. Errors: as open_layers;
/// malformed when there is no plate.
bool has_empty_room(const LayersFile& files);
Result<ArtSource> open_empty_room(const std::filesystem::path& folder);

/// Whether the folder is what it claims to be, without making anything ready; for `redlight check`.
Result<void> check_layers(const std::filesystem::path& path);

}  // namespace redlight

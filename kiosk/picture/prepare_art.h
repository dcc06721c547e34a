#pragma once
// From art files to art that is ready for one display: read, cropped, resampled in linear light, glare added,
// square-root coded with dither. Called on the loader thread; takes a second or so for a full set of layers.
#include <filesystem>
#include <optional>
#include <stop_token>

#include "base/result.h"
#include "media/video_frame.h"
#include "picture/lit_art.h"
#include "show/show.h"

namespace redlight {

/// Reads `folder`/layers.json and its layers. `stop` is looked at between layers. Errors: not_found, malformed,
/// exhausted, stopped.
Result<ArtPtr> prepare_art(const std::filesystem::path& folder, const std::optional<Region>& crop, int width,
                           int height, std::stop_token stop);

/// Reads one flat image as a frame of width x height (cropped to fill it).
Result<FramePtr> prepare_still(const std::filesystem::path& file, const std::optional<Region>& crop, int width,
                               int height);

/// Whether the files are there and are what they claim to be, without making anything ready; for `redlight check`.
Result<void> check_art(const std::filesystem::path& path);

}  // namespace redlight

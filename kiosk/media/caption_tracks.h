#pragma once
// Private to media/. Captions inside a film: its tracks of text. The film is opened beside the player and read through
// once for its captions alone, which costs what reading the file costs, and nothing where the container knows where
// each packet lies (mp4). Blocks; bounded in bytes, events and time.
#include <filesystem>
#include <stop_token>
#include <vector>

#include "base/result.h"
#include "media/caption_choice.h"
#include "media/caption_script.h"

namespace redlight {

/// The tracks that can be drawn; captions that are pictures (DVD, Blu-ray, DVB) are not among them. Errors as
/// MediaFile::open.
Result<std::vector<CaptionSource>> caption_tracks(const std::filesystem::path& film, std::stop_token stop);

/// All that one of them says. What was read before a fault or a limit is kept.
Result<CaptionScript> read_caption_track(const std::filesystem::path& film, int track, std::stop_token stop);

}  // namespace redlight

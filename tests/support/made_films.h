#pragma once
// Small films made by the ffmpeg program, for what MovieWriter does not write: other codecs, layouts, tags and defects.
// Made anew each time, into the test's output folder.
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "media/player.h"

namespace redlight::test {

/// Runs `ffmpeg -i <arguments> NAME` in that folder; the arguments in one text, parted by blanks. Fails the test when
/// ffmpeg does.
std::filesystem::path make_film(const std::string& name, const std::string& arguments);

/// Lavfi's name for an input of grey pictures of 64 x 48 whose luma is 40 + 10 * number, 25 a second.
std::string numbered_pictures(int count);
/// The number that such a picture shows.
int picture_number(const VideoFrame& frame);

/// The first frame; the test fails where there is none.
FramePtr first_frame(const std::filesystem::path& file);

struct Played {
  std::vector<FramePtr> frames;  ///< each once
  std::vector<float> sound;      ///< interleaved stereo, 48 kHz
  MediaInfo info;
  PlayerState state{};
};
/// Plays offline for `length` of media time, the way `render` does.
Played play_film(const std::filesystem::path& file, Duration length, PlayerOptions options = {});

}  // namespace redlight::test

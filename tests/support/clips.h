#pragma once
// Film clips for tests, made by MovieWriter: every frame carries its number as a bar code, and half a second into every
// second there are a white flash (one frame) and a beep (40 ms of 1 kHz). Made once per process and kept in the test's
// output folder.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/time.h"
#include "media/movie_writer.h"
#include "media/video_frame.h"

namespace redlight::test {

struct ClipSpec {
  std::string name;  ///< of the file, without a suffix
  int frames = 60;
  int fps_numerator = 60, fps_denominator = 1;
  int width = 320, height = 180;
  bool has_sound = true;
  Duration sound_length{};  ///< 0: as long as the picture
  bool has_tone = false;    ///< a steady 440 Hz under the beeps, a whole number of periods a second
};

/// Writes REDLIGHT_TEST_OUTPUT/<name>.mp4 anew and returns its path. Aborts the test when it cannot be written.
std::filesystem::path make_clip(const ClipSpec& spec);

/// The number in a frame's bar code; empty when it cannot be read.
std::optional<int> number_of(const VideoFrame& frame);

/// Whether the frame is a flash.
bool is_flash(const VideoFrame& frame);

/// The Y', Cb, Cr at a place given as a part of width and height.
struct Sample {
  int y, u, v;
};
Sample sample_at(const VideoFrame& frame, double x, double y);

}  // namespace redlight::test

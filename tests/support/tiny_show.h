#pragma once
// A show made in code, small and bright, in which every scene can be told from every other by its picture: layered art
// in red, a flat poster in green, teasers whose frames carry their number as bars, and slides.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "media/video_frame.h"
#include "picture/image.h"

namespace redlight::test {

inline constexpr int kTinyWidth = 96, kTinyHeight = 160;

/// A film every frame of which has a number of its own and the same mean brightness, so that a jump from scene to scene
/// cannot hide among its own changes.
struct TinyFilm {
  std::string file;
  int first_number = 0;  ///< of its first frame; unique over the films of a show
  int frames = 120;
  int fps = 60;
  bool has_sound = true;

  /// The number of the frame that is due when the film has been on stage for `time`.
  int number_due(Duration time) const;
};

void write_film(const std::filesystem::path& folder, const TinyFilm& film);
/// A folder with three layers (a tube, a lamp, ambient light), an emissive mask and layers.json.
void write_art(const std::filesystem::path& folder, int width = kTinyWidth, int height = kTinyHeight);
/// A picture with a ramp, bright green.
void write_flat(const std::filesystem::path& file, int width = kTinyWidth, int height = kTinyHeight);

/// The number of the film's frame that is seen; empty when none can be read.
std::optional<int> film_number(const Image& image);
std::optional<int> film_number(const VideoFrame& frame);

/// The mean of each channel, 0..255.
struct Mean {
  double r = 0, g = 0, b = 0;
  double brightness() const { return (r + g + b) / 3; }
};
Mean mean_of(const Image& image);
/// The largest difference of a channel.
double distance(const Mean& a, const Mean& b);

struct TinyTimes {
  std::string idle = "3600s", hold = "1s", transition = "300ms", touch_transition = "200ms";
};

/// Seven scenes: "lit" (layers), "one" (film), "flat" (image), "words" (slide on lit), "two" (film), "wreath" (slide on
/// flat), "three" (film). Two languages.
std::string tiny_show_text(const TinyTimes& times);
std::vector<TinyFilm> tiny_films();
/// Writes the media of tiny_show_text() and the text itself.
void write_tiny_show(const std::filesystem::path& folder, const TinyTimes& times = {});

/// Five scenes without films: "lit", "a", "flat", "b", "c".
std::string still_show_text(const TinyTimes& times);
void write_still_show(const std::filesystem::path& folder, const TinyTimes& times);

}  // namespace redlight::test

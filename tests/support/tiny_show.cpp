#include "support/tiny_show.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <numbers>

#include "media/movie_writer.h"
#include "media/pacer.h"
#include "media/voice.h"

namespace redlight::test {
namespace fs = std::filesystem;

namespace {

constexpr int kBits = 12;
// Middles of the two rows of bars, of the height. Together they are less than a fifth of any third of the height, and
// so no flash, however fast they change.
constexpr double kUpper = 1.0 / 64, kLower = 3.0 / 64;
constexpr std::uint32_t kLight = 0xffe8e8e8u, kDark = 0xff202020u, kGround = 0xff7070b0u;

std::uint32_t word(double r, double g, double b) {
  const auto byte = [](double v) { return static_cast<std::uint32_t>(std::clamp(v, 0.0, 255.0)); };
  return 0xff000000u | byte(r) << 16 | byte(g) << 8 | byte(b);
}

/// Two rows of bars, the lower one the negative of the upper: every number is as bright as every other.
std::uint32_t film_pixel(int number, int x, int y) {
  if (y >= kTinyHeight / 16) return kGround;
  const int bit = number >> (kBits - 1 - x * kBits / kTinyWidth) & 1;
  return (bit != 0) == (y < kTinyHeight / 32) ? kLight : kDark;
}

template <class LumaAt>
std::optional<int> read_bars(const LumaAt& luma_at) {
  int number = 0;
  for (int bit = 0; bit < kBits; ++bit) {
    const double x = (bit + 0.5) / kBits;
    const int difference = luma_at(x, kUpper) - luma_at(x, kLower);
    if (std::abs(difference) < 90) return std::nullopt;
    number = number * 2 + (difference > 0 ? 1 : 0);
  }
  return number;
}

void write_text(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  REQUIRE(out);
}

template <class Colour>
void write_picture(const fs::path& file, int width, int height, const Colour& colour) {
  Image image(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) image.row(y)[x] = colour(x / double(width), y / double(height));
  REQUIRE(write_png(image, file));
}

std::string show_head(const TinyTimes& times) {
  return "title = \"Tiny\"\nlanguages = [\"en\", \"ko\"]\n[attract]\nidle = \"" + times.idle + "\"\nhold = \"" +
         times.hold + "\"\ntransition = \"" + times.transition + "\"\ntouch_transition = \"" + times.touch_transition +
         "\"\n";
}

constexpr const char* kLitScene =
    "[[scene]]\nid = \"lit\"\nkind = \"poster\"\nart = \"art\"\ncaption = { en = \"Red\", ko = \"빛\" }\n";
constexpr const char* kFlatScene = "[[scene]]\nid = \"flat\"\nkind = \"poster\"\nart = \"flat.png\"\n";

std::string film_scene(const TinyFilm& film, const std::string& id) {
  return "[[scene]]\nid = \"" + id + "\"\nkind = \"teaser\"\nvideo = \"" + film.file + "\"\n";
}

std::string slide(const std::string& id, const std::string& ground, const std::string& layout = "text") {
  return "[[scene]]\nid = \"" + id + "\"\nkind = \"slide\"\nlayout = \"" + layout + "\"\nground = \"" + ground +
         "\"\nheading = { en = \"Words\", ko = \"말\" }\n";
}

}  // namespace

int TinyFilm::number_due(Duration time) const {
  const auto index = (time + kEarliness).count() * fps / 1'000'000'000;
  return first_number + static_cast<int>(std::clamp<std::int64_t>(index, 0, frames - 1));
}

void write_film(const fs::path& folder, const TinyFilm& film) {
  MovieFormat format;
  format.width = kTinyWidth, format.height = kTinyHeight, format.fps_numerator = film.fps;
  format.has_sound = film.has_sound;
  auto writer = MovieWriter::create(folder / film.file, format);
  REQUIRE(writer.has_value());
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(kTinyWidth) * kTinyHeight);
  std::vector<float> sound;
  for (int i = 0, sample = 0; i < film.frames; ++i) {
    for (int y = 0; y < kTinyHeight; ++y)
      for (int x = 0; x < kTinyWidth; ++x)
        pixels[static_cast<std::size_t>(y * kTinyWidth + x)] = film_pixel(film.first_number + i, x, y);
    REQUIRE((*writer)->add_frame(pixels, kTinyWidth));
    if (!film.has_sound) continue;
    sound.clear();
    for (; sample < (i + 1) * kSampleRate / film.fps; ++sample)
      sound.insert(sound.end(), 2,
                   static_cast<float>(0.25 * std::sin(2 * std::numbers::pi * 440 * sample / kSampleRate)));
    REQUIRE((*writer)->add_sound(sound));
  }
  REQUIRE((*writer)->finish());
}

void write_art(const fs::path& folder, int width, int height) {
  fs::create_directories(folder);
  write_picture(folder / "tube.png", width, height,
                [](double x, double y) { return word(200 + 50 * x, 20 + 40 * y, 20); });
  // The tube is red and what burns behind words is blue: a slide differs from its poster even while the tube dips.
  write_picture(folder / "lamp.png", width, height, [](double x, double y) { return word(20, 60 * x, 180 - 60 * y); });
  write_picture(folder / "ambient.png", width, height, [](double x, double) { return word(20, 30 + 40 * x, 140); });
  write_picture(folder / "emissive_mask.png", width, height, [](double x, double y) {
    return word(std::abs(x - 0.7) < 0.03 && y < 0.6 ? 255 : 0, 0, std::hypot(x - 0.3, y - 0.7) < 0.08 ? 255 : 0);
  });
  write_text(folder / "layers.json",
             R"({"layers": {
  "ambient": {"file": "ambient.png", "scale": 0.5},
  "tube_key": {"file": "tube.png", "scale": 0.4, "emitter_radiance": [9, 1, 1], "emitter_mask": "red"},
  "headlight": {"file": "lamp.png", "scale": 0.6, "emitter_radiance": [4, 3, 2], "emitter_mask": "blue"}
}})");
}

void write_flat(const fs::path& file, int width, int height) {
  write_picture(file, width, height, [](double x, double y) { return word(60 * x, 210 + 40 * y, 60); });
}

std::optional<int> film_number(const Image& image) {
  return read_bars([&](double x, double y) {
    const std::uint32_t pixel = image.row(static_cast<int>(y * image.height))[static_cast<int>(x * image.width)];
    return static_cast<int>(pixel >> 8 & 0xff);
  });
}

std::optional<int> film_number(const VideoFrame& frame) {
  return read_bars([&](double x, double y) {
    const Plane& plane = frame.planes[0];
    const auto row = static_cast<std::ptrdiff_t>(y * plane.height);
    return static_cast<int>(plane.data[row * plane.stride + static_cast<int>(x * plane.width)]);
  });
}

Mean mean_of(const Image& image) {
  std::uint64_t r = 0, g = 0, b = 0;
  for (const std::uint32_t pixel : image.pixels) r += pixel >> 16 & 0xff, g += pixel >> 8 & 0xff, b += pixel & 0xff;
  const double count = static_cast<double>(std::max<std::size_t>(image.pixels.size(), 1));
  return {static_cast<double>(r) / count, static_cast<double>(g) / count, static_cast<double>(b) / count};
}

double distance(const Mean& a, const Mean& b) {
  return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
}

std::vector<TinyFilm> tiny_films() {
  return {{"one.mp4", 1000, 120, 60, true}, {"two.mp4", 2000, 60, 30, false}, {"three.mp4", 3000, 100, 50, true}};
}

std::string tiny_show_text(const TinyTimes& times) {
  const auto films = tiny_films();
  return show_head(times) + kLitScene + film_scene(films[0], "one") + kFlatScene + slide("words", "lit") +
         film_scene(films[1], "two") + slide("wreath", "flat", "laurel") + film_scene(films[2], "three");
}

void write_tiny_show(const fs::path& folder, const TinyTimes& times) {
  write_art(folder / "art");
  write_flat(folder / "flat.png");
  for (const TinyFilm& film : tiny_films()) write_film(folder, film);
  write_text(folder / "show.toml", tiny_show_text(times));
}

std::string still_show_text(const TinyTimes& times) {
  return show_head(times) + kLitScene + slide("a", "lit") + kFlatScene + slide("b", "flat") + slide("c", "lit", "date");
}

void write_still_show(const fs::path& folder, const TinyTimes& times) {
  write_art(folder / "art");
  write_flat(folder / "flat.png");
  write_text(folder / "show.toml", still_show_text(times));
}

}  // namespace redlight::test

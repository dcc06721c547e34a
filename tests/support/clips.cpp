#include "support/clips.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <vector>

#include "media/voice.h"

namespace redlight::test {

namespace {

constexpr int kBits = 16;
constexpr std::uint32_t kWhite = 0xffffffffu, kBlack = 0xff000000u, kGrey = 0xff606060u;

/// The upper quarter: 16 blocks, the highest bit first. Below: grey, or white in a flash.
void draw(std::vector<std::uint32_t>& pixels, const ClipSpec& spec, int number, bool flash) {
  for (int y = 0; y < spec.height; ++y) {
    for (int x = 0; x < spec.width; ++x) {
      const int bit = kBits - 1 - x * kBits / spec.width;
      const std::uint32_t code = (number >> bit & 1) != 0 ? kWhite : kBlack;
      const std::uint32_t ground = flash ? kWhite : kGrey;
      pixels[static_cast<std::size_t>(y * spec.width + x)] = y < spec.height / 4 ? code : ground;
    }
  }
}

float sound_at(const ClipSpec& spec, std::int64_t sample) {
  const std::int64_t in_second = sample % kSampleRate;
  const double time = static_cast<double>(in_second) / kSampleRate;
  double value = spec.has_tone ? 0.25 * std::sin(2 * std::numbers::pi * 440 * time) : 0;
  if (in_second >= kSampleRate / 2 && in_second < kSampleRate / 2 + kSampleRate / 25)
    value += 0.5 * std::sin(2 * std::numbers::pi * 1000 * time);
  return static_cast<float>(value);
}

}  // namespace

std::filesystem::path make_clip(const ClipSpec& spec) {
  const std::filesystem::path file = std::filesystem::path(REDLIGHT_TEST_OUTPUT) / (spec.name + ".mp4");
  MovieFormat format;
  format.width = spec.width;
  format.height = spec.height;
  format.fps_numerator = spec.fps_numerator;
  format.fps_denominator = spec.fps_denominator;
  format.has_sound = spec.has_sound;
  auto writer = MovieWriter::create(file, format);
  REQUIRE(writer.has_value());
  const double fps = static_cast<double>(spec.fps_numerator) / spec.fps_denominator;
  const Duration length = spec.sound_length > Duration{} ? spec.sound_length : from_seconds(spec.frames / fps);
  const std::int64_t total = spec.has_sound ? samples_in(length) : 0;
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(spec.width * spec.height));
  std::vector<float> sound;
  std::int64_t written = 0;
  const auto add_sound_until = [&](std::int64_t until) {
    sound.clear();
    for (; written < until; ++written) sound.insert(sound.end(), 2, sound_at(spec, written));
    if (!sound.empty()) REQUIRE((*writer)->add_sound(sound).has_value());
  };
  for (int i = 0; i < spec.frames; ++i) {
    const double in_second = std::fmod(i / fps + 1e-9, 1.0);
    draw(pixels, spec, i, in_second >= 0.5 && in_second < 0.5 + 1 / fps - 1e-6);
    REQUIRE((*writer)->add_frame(pixels, spec.width).has_value());
    add_sound_until(std::min(total, samples_in(from_seconds((i + 1) / fps))));
  }
  add_sound_until(total);
  REQUIRE((*writer)->finish().has_value());
  return file;
}

Sample sample_at(const VideoFrame& frame, double x, double y) {
  int values[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const Plane& plane = frame.planes[i];
    const int column = std::min(static_cast<int>(x * plane.width), plane.width - 1),
              row = std::min(static_cast<int>(y * plane.height), plane.height - 1);
    values[i] = plane.data[std::ptrdiff_t{row} * plane.stride + column];
  }
  return {values[0], values[1], values[2]};
}

std::optional<int> number_of(const VideoFrame& frame) {
  int number = 0;
  for (int bit = 0; bit < kBits; ++bit) {
    const int luma = sample_at(frame, (bit + 0.5) / kBits, 0.125).y;
    if (luma > 80 && luma < 170) return std::nullopt;
    number = number * 2 + (luma >= 170 ? 1 : 0);
  }
  return number;
}

bool is_flash(const VideoFrame& frame) { return sample_at(frame, 0.5, 0.7).y > 170; }

}  // namespace redlight::test

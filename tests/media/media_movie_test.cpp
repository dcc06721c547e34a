// What MovieWriter writes, as our own decoder and probe() see it.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <vector>

#include "media/media_info.h"
#include "media/player.h"
#include "support/clips.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

std::vector<char> bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path output(const char* name) { return std::filesystem::path(REDLIGHT_TEST_OUTPUT) / name; }

/// BT.709 limited range to R'G'B' 0..255.
std::array<double, 3> to_rgb(const Sample& s) {
  const double y = (s.y - 16) / 219.0, u = (s.u - 128) / 224.0, v = (s.v - 128) / 224.0;
  const double r = y + 1.5748 * v, b = y + 1.8556 * u, g = (y - 0.2126 * r - 0.0722 * b) / 0.7152;
  return {r * 255, g * 255, b * 255};
}

FramePtr first_frame(const std::filesystem::path& file) {
  auto player = Player::open(file, {}, nullptr);
  player->wait_ready();
  return player->frame(Instant{});
}

}  // namespace

TEST_CASE("the same frames and samples give the same bytes") {
  const auto first = bytes_of(make_clip({.name = "exact", .has_tone = true}));
  const auto second = bytes_of(make_clip({.name = "exact", .has_tone = true}));
  CHECK(first.size() > 1000);
  CHECK(first == second);
}

TEST_CASE("colours come back within three steps") {
  constexpr int kSize = 256;
  const std::array<std::uint32_t, 16> colours{0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff, 0xff000000, 0xff808080,
                                              0xffffff00, 0xff00ffff, 0xffff00ff, 0xff7f1010, 0xff400000, 0xffe08060,
                                              0xff203040, 0xfff8f0e0, 0xff101010, 0xffc01020};
  std::vector<std::uint32_t> pixels(kSize * kSize);
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < kSize; ++x)
      pixels[static_cast<std::size_t>(y * kSize + x)] = colours[static_cast<std::size_t>(y / 64 * 4 + x / 64)];
  }
  auto writer = MovieWriter::create(output("colours.mp4"), {.width = kSize, .height = kSize, .has_sound = false});
  REQUIRE(writer);
  REQUIRE((*writer)->add_frame(pixels, kSize));
  REQUIRE((*writer)->finish());
  const FramePtr frame = first_frame(output("colours.mp4"));
  REQUIRE(frame);
  CHECK(frame->matrix == Matrix::bt709);
  CHECK(frame->range == Range::limited);
  CHECK(frame->pixel_aspect == 1);
  CHECK(frame->width == kSize);
  CHECK(frame->planes[1].width == kSize / 2);
  for (std::size_t i = 0; i < colours.size(); ++i) {
    const auto rgb =
        to_rgb(sample_at(*frame, (static_cast<double>(i % 4) + 0.5) / 4, (static_cast<double>(i / 4) + 0.5) / 4));
    for (std::size_t c = 0; c < 3; ++c) {
      INFO("colour " << i << " channel " << c);
      CHECK(std::abs(rgb[c] - static_cast<double>(colours[i] >> (16 - 8 * c) & 255)) <= 3);
    }
  }
}

TEST_CASE("a film is whole or not there") {
  std::filesystem::remove(output("whole.mp4"));
  const std::vector<std::uint32_t> pixels(64 * 64, 0xff336699);
  {
    auto writer = MovieWriter::create(output("whole.mp4"), {.width = 64, .height = 64, .has_sound = false});
    REQUIRE(writer);
    REQUIRE((*writer)->add_frame(pixels, 64));
    CHECK_FALSE(std::filesystem::exists(output("whole.mp4")));
    CHECK_FALSE((*writer)->add_frame(std::span(pixels).first(64), 64));
    CHECK_FALSE((*writer)->add_sound(std::array<float, 2>{}));
  }
  CHECK_FALSE(std::filesystem::exists(output("whole.mp4")));
  CHECK_FALSE(std::filesystem::exists(output("whole.mp4.part")));
  CHECK(MovieWriter::create(output("no/such/folder.mp4"), {.width = 64, .height = 64}).error().kind ==
        ErrorKind::unreadable);
  CHECK(MovieWriter::create(output("odd.mp4"), {.width = 63, .height = 64}).error().kind == ErrorKind::unsupported);
}

TEST_CASE("probe tells what the show needs") {
  const auto info = probe(make_clip({.name = "probe", .frames = 48, .fps_numerator = 24}));
  REQUIRE(info);
  CHECK(info->has_video);
  CHECK(info->has_audio);
  CHECK(info->width == 320);
  CHECK(info->height == 180);
  CHECK(info->frames_per_second == Approx(24));
  CHECK(std::abs((info->duration - 2s).count()) < 1'000'000);
  CHECK(info->video_codec == "h264");
  CHECK(info->audio_codec == "aac");
}

TEST_CASE("the decoders of a show are offered") {
  bool has_h264 = false;
  for (const auto& offer : decoder_offers()) has_h264 = has_h264 || (offer.format == "H.264" && !offer.decoder.empty());
  CHECK(decoder_offers().size() == 9);
  CHECK(has_h264);
}

// Files that are simple enough to be written by hand: what the planes hold for each pixel format, and sound without
// picture.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "media/audio_sink.h"
#include "media/player.h"
#include "support/clips.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

std::filesystem::path write(const char* name, const std::string& bytes) {
  const auto file = std::filesystem::path(REDLIGHT_TEST_OUTPUT) / name;
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file;
}

/// A Y4M film of `frames` frames, 32 x 16; `plane` gives the bytes of one frame.
std::filesystem::path write_y4m(const char* name, const std::string& colour, int frames, const std::string& planes) {
  std::string film = "YUV4MPEG2 W32 H16 F25:1 Ip A4:3 C" + colour + "\n";
  for (int i = 0; i < frames; ++i) film += "FRAME\n" + planes;
  return write(name, film);
}

std::string flat(int y, int y_count, int u, int v, int chroma_count) {
  std::string planes(static_cast<std::size_t>(y_count), static_cast<char>(y));
  planes.append(static_cast<std::size_t>(chroma_count), static_cast<char>(u));
  planes.append(static_cast<std::size_t>(chroma_count), static_cast<char>(v));
  return planes;
}

/// The same with 16-bit little-endian samples of 10 bits.
std::string deep(int y, int y_count, int u, int v, int chroma_count) {
  std::string planes;
  const auto add = [&](int value, int count) {
    for (int i = 0; i < count; ++i) planes += {static_cast<char>(value & 255), static_cast<char>(value >> 8)};
  };
  add(y, y_count);
  add(u, chroma_count);
  add(v, chroma_count);
  return planes;
}

FramePtr first_frame(const std::filesystem::path& file) {
  auto player = Player::open(file, {}, nullptr);
  player->wait_ready();
  INFO((player->error() ? describe(*player->error()) : ""));
  REQUIRE(player->state() == PlayerState::ready);
  return player->frame(Instant{});  // outlives its player
}

void check_flat(const FramePtr& frame, const Sample& expected) {
  REQUIRE(frame);
  const Sample s = sample_at(*frame, 0.9, 0.9);
  CHECK(s.y == expected.y);
  CHECK(s.u == expected.u);
  CHECK(s.v == expected.v);
}

/// A 16-bit mono WAV at 44.1 kHz with `samples` samples of a 440 Hz sine.
std::filesystem::path write_wav(const char* name, std::uint32_t samples) {
  std::string wav;
  const auto add = [&](std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) wav += static_cast<char>(value >> (8 * i) & 255);
  };
  wav += "RIFF";
  add(36 + samples * 2, 4);
  wav += "WAVEfmt ";
  add(16, 4);
  add(1, 2);
  add(1, 2);
  add(44100, 4);
  add(88200, 4);
  add(2, 2);
  add(16, 2);
  wav += "data";
  add(samples * 2, 4);
  for (std::uint32_t i = 0; i < samples; ++i) {
    const double value = 10000 * std::sin(2 * 3.14159265358979 * 440 * i / 44100);
    add(static_cast<std::uint16_t>(static_cast<std::int16_t>(std::lround(value))), 2);
  }
  return write(name, wav);
}

}  // namespace

TEST_CASE("planes of each pixel format") {
  SECTION("4:2:0") {
    const FramePtr frame = first_frame(write_y4m("420.y4m", "420mpeg2", 3, flat(100, 512, 90, 200, 128)));
    check_flat(frame, {100, 90, 200});
    CHECK(frame->planes[1].width == 16);
    CHECK(frame->planes[1].height == 8);
    CHECK(frame->pixel_aspect == Approx(4.0 / 3));
    CHECK(frame->matrix == Matrix::bt601);  // small and untagged
    CHECK(frame->duration == 40ms);
  }
  SECTION("4:2:2") {
    const FramePtr frame = first_frame(write_y4m("422.y4m", "422", 1, flat(30, 512, 90, 200, 256)));
    check_flat(frame, {30, 90, 200});
    CHECK(frame->planes[1].height == 16);
  }
  SECTION("4:4:4") {
    const FramePtr frame = first_frame(write_y4m("444.y4m", "444", 1, flat(235, 512, 16, 240, 512)));
    check_flat(frame, {235, 16, 240});
    CHECK(frame->planes[2].width == 32);
  }
  SECTION("10 bits become 8") {
    const FramePtr frame =
        first_frame(write_y4m("420p10.y4m", "420p10 XYSCSS=420P10", 2, deep(400, 512, 360, 800, 128)));
    check_flat(frame, {100, 90, 200});
    CHECK(frame->range == Range::limited);
  }
  SECTION("R'G'B' stays R'G'B'") {
    std::string ppm = "P6\n32 16\n255\n";
    for (int i = 0; i < 512; ++i) ppm += {static_cast<char>(200), static_cast<char>(30), static_cast<char>(7)};
    const FramePtr frame = first_frame(write("picture.ppm", ppm));
    check_flat(frame, {200, 30, 7});
    CHECK(frame->matrix == Matrix::rgb);
    CHECK(frame->range == Range::full);
  }
}

TEST_CASE("a picture with too many pixels is refused before it is decoded") {
  auto player = Player::open(write("bomb.ppm", "P6\n60000 60000\n255\n" + std::string(1000, 'x')), {}, nullptr);
  player->wait_ready();
  CHECK(player->state() == PlayerState::failed);
}

TEST_CASE("sound alone is resampled, loops without a seam, and ends") {
  const auto file = write_wav("bed.wav", 22050);  // half a second, a whole number of periods
  Mixer mixer;
  for (const bool loop : {true, false}) {
    MixdownSink sink(mixer);
    auto player = Player::open(file, {.loop = loop, .patience = Patience::wait_until_due}, &mixer);
    player->wait_ready();
    REQUIRE(player->state() == PlayerState::ready);
    CHECK_FALSE(player->info().has_video);
    Instant now{};
    sink.pump(now);
    player->play(now);
    for (int i = 1; i <= 150; ++i) {
      CHECK(player->frame(now) == nullptr);
      now = Instant(Duration(i * 1'000'000'000LL / 60));
      sink.pump(now);
    }
    CHECK(player->frame(now) == nullptr);
    CHECK(player->state() == (loop ? PlayerState::playing : PlayerState::ended));
    CHECK(player->counts().loops == (loop ? 5 : 0));
    const auto sound = sink.take();
    double worst = 0;
    const std::int64_t until = loop ? std::ssize(sound) / 2 : kSampleRate / 2;
    for (std::int64_t i = 0; i < until; ++i) {
      // The filter rings over some samples where a pass begins or ends.
      const std::int64_t in_pass = i % (kSampleRate / 2);
      if (in_pass < 48 || in_pass > kSampleRate / 2 - 48) continue;
      const double expected =
          10000 / 32768.0 * std::sin(2 * 3.14159265358979 * 440 * static_cast<double>(i) / kSampleRate);
      worst = std::max(worst, std::abs(expected - static_cast<double>(sound[static_cast<std::size_t>(i * 2)])));
    }
    CHECK(worst < 0.01);
    if (!loop) CHECK(std::abs(sound.back()) < 1e-6f);
  }
}

#include "support/made_films.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <fmt/format.h>
#include <sstream>

#include "media/audio_sink.h"
#include "support/program.h"

namespace redlight::test {

std::filesystem::path make_film(const std::string& name, const std::string& arguments) {
  const auto file = std::filesystem::path(REDLIGHT_TEST_OUTPUT) / name;
  std::vector<std::string> command{"/usr/bin/env", "ffmpeg", "-v", "error", "-nostdin", "-y"};
  std::istringstream words(arguments);
  for (std::string word; words >> word;) command.push_back(word);
  command.push_back(file);
  const Outcome outcome = run(command);
  INFO(arguments << "\n" << outcome.errors);
  REQUIRE(outcome.code == 0);
  return file;
}

std::string numbered_pictures(int count) {
  return fmt::format("-f lavfi -i color=s=64x48:r=25:d={},format=yuv420p,geq=lum='40+10*N':cb=128:cr=128",
                     count / 25.0);
}

int picture_number(const VideoFrame& frame) {
  const Plane& luma = frame.planes[0];
  return static_cast<int>(
      std::lround((luma.data[std::ptrdiff_t{luma.height / 2} * luma.stride + luma.width / 2] - 40) / 10.0));
}

FramePtr first_frame(const std::filesystem::path& file) {
  auto player = Player::open(file, {}, nullptr);
  player->wait_ready();
  INFO((player->error() ? describe(*player->error()) : ""));
  REQUIRE(player->state() == PlayerState::ready);
  FramePtr frame = player->frame(Instant{});  // outlives its player
  REQUIRE(frame);
  return frame;
}

Played play_film(const std::filesystem::path& file, Duration length, PlayerOptions options) {
  Mixer mixer;
  MixdownSink sink(mixer);
  options.patience = Patience::wait_until_due;
  auto player = Player::open(file, options, &mixer);
  player->wait_ready();
  INFO((player->error() ? describe(*player->error()) : ""));
  REQUIRE(player->state() == PlayerState::ready);
  Played played;
  played.info = player->info();
  sink.pump(Instant{});
  player->play(Instant{});
  constexpr Duration kStep = std::chrono::milliseconds(10);
  for (Duration due{}; due < length; due += kStep) {
    const FramePtr frame = player->frame(Instant(due));
    sink.pump(Instant(due + kStep));
    if (frame && (played.frames.empty() || played.frames.back() != frame)) played.frames.push_back(frame);
  }
  played.sound = sink.take();
  played.state = player->state();
  return played;
}

}  // namespace redlight::test

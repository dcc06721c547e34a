// Files that are broken, missing or never come, and players that are dropped at a bad moment.
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <sys/stat.h>
#include <vector>

#include "media/audio_sink.h"
#include "media/media_info.h"
#include "media/player.h"
#include "support/clips.h"
#include "support/stretched.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

std::filesystem::path output(const char* name) { return std::filesystem::path(REDLIGHT_TEST_OUTPUT) / name; }

std::vector<char> bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path write(const char* name, const std::vector<char>& bytes) {
  std::ofstream(output(name), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return output(name);
}

std::optional<ErrorKind> failure(const std::filesystem::path& file) {
  Mixer mixer;
  auto player = Player::open(file, {}, &mixer);
  player->wait_ready();
  if (player->state() != PlayerState::failed) return std::nullopt;
  CHECK(player->frame(Instant{}) == nullptr);
  player->play(Instant{});
  player->rewind();
  CHECK(player->state() == PlayerState::failed);
  const auto probed = probe(file);
  CHECK_FALSE(probed);
  if (!probed) CHECK(probed.error().kind == player->error()->kind);
  return player->error()->kind;
}

/// How long the destructor takes.
Duration drop(std::unique_ptr<Player> player) {
  const auto before = std::chrono::steady_clock::now();
  player.reset();
  return std::chrono::steady_clock::now() - before;
}

constexpr int kTooMany = 2000;  // refreshes, after which a player that should end has not

}  // namespace

TEST_CASE("what cannot be played fails with its reason") {
  CHECK(failure(output("missing.mp4")) == ErrorKind::not_found);
  CHECK(failure(output("")) == ErrorKind::unreadable);
  CHECK(failure(write("empty.mp4", {})) == ErrorKind::malformed);
  std::mt19937 random(7);
  std::vector<char> noise(200'000);
  for (char& c : noise) c = static_cast<char>(random());
  CHECK(failure(write("noise.mp4", noise)) == ErrorKind::malformed);
  auto headless = bytes_of(make_clip({.name = "headless"}));
  headless.resize(600);
  CHECK(failure(write("headless_cut.mp4", headless)) == ErrorKind::malformed);
}

TEST_CASE("a playlist opens no other file") {
  const std::string text = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:/etc/hostname\n#EXT-X-ENDLIST\n";
  CHECK(failure(write("list.m3u8", {text.begin(), text.end()})).has_value());
}

TEST_CASE("a truncated file plays up to the damage and ends") {
  auto bytes = bytes_of(make_clip({.name = "to_cut", .frames = 120, .has_tone = true}));
  bytes.resize(bytes.size() * 6 / 10);
  const auto file = write("cut.mp4", bytes);
  Mixer mixer;
  MixdownSink sink(mixer);
  auto player = Player::open(file, {.patience = Patience::wait_until_due}, &mixer);
  player->wait_ready();
  REQUIRE(player->state() == PlayerState::ready);
  Instant now{};
  sink.pump(now);
  player->play(now);
  int last = -1;
  for (int i = 0; i < kTooMany && player->state() == PlayerState::playing; ++i) {
    const FramePtr frame = player->frame(now);
    const auto number = number_of(*frame);
    if (number) CHECK(*number >= last);
    last = number.value_or(last);
    now += Duration(1'000'000'000 / 60);
    sink.pump(now);
  }
  CHECK(player->state() == PlayerState::ended);
  CHECK_FALSE(player->error().has_value());
  CHECK(last > 20);
  CHECK(last < 119);
}

TEST_CASE("damage in the middle stops nothing") {
  const auto whole = bytes_of(make_clip({.name = "to_damage", .frames = 120, .has_tone = true}));
  for (unsigned seed = 1; seed <= 6; ++seed) {
    auto bytes = whole;
    std::mt19937 random(seed);
    for (int i = 0; i < 40 * static_cast<int>(seed); ++i)
      bytes[bytes.size() / 4 + random() % (bytes.size() * 3 / 4)] = static_cast<char>(random());
    const auto file = write("damaged.mp4", bytes);
    Mixer mixer;
    MixdownSink sink(mixer);
    auto player = Player::open(file, {.patience = Patience::wait_until_due}, &mixer);
    player->wait_ready();
    if (player->state() == PlayerState::failed) continue;
    Instant now{};
    sink.pump(now);
    player->play(now);
    for (int i = 0; i < kTooMany && player->state() == PlayerState::playing; ++i) {
      REQUIRE(player->frame(now));
      now += Duration(1'000'000'000 / 60);
      sink.pump(now);
    }
    CHECK(player->state() == PlayerState::ended);
    for (const float sample : sink.take()) REQUIRE(std::abs(sample) <= 1.f);
  }
}

TEST_CASE("a player can be dropped in any state") {
  const auto clip = make_clip({.name = "drop", .frames = 30, .fps_numerator = 30});
  Mixer mixer;
  for (const bool loop : {false, true}) {
    CHECK(drop(Player::open(clip, {.loop = loop}, &mixer)) < stretched(500ms));  // opening
    auto player = Player::open(clip, {.loop = loop}, &mixer);
    player->wait_ready();
    CHECK(drop(std::move(player)) < stretched(500ms));  // ready, with full queues
    player = Player::open(clip, {.loop = loop}, &mixer);
    player->wait_ready();
    player->play(Instant{});
    player->frame(Instant(100ms));
    CHECK(drop(std::move(player)) < stretched(500ms));  // playing
    player = Player::open(clip, {.loop = loop, .patience = Patience::wait_until_due}, nullptr);
    player->wait_ready();
    player->play(Instant{});
    player->frame(Instant(5s));
    CHECK(player->state() == (loop ? PlayerState::playing : PlayerState::ended));
    CHECK(drop(std::move(player)) < stretched(500ms));
    player = Player::open(clip, {.loop = loop}, &mixer);
    player->wait_ready();
    player->rewind();
    CHECK(drop(std::move(player)) < stretched(500ms));  // seeking
    CHECK(drop(Player::open(output("missing.mp4"), {}, &mixer)) < stretched(500ms));
  }
}

TEST_CASE("a file that never comes does not hold the player") {
  const auto fifo = output("never.fifo");
  std::filesystem::remove(fifo);
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  Mixer mixer;
  auto player = Player::open(fifo, {}, &mixer);
  CHECK(player->state() == PlayerState::opening);
  CHECK(player->frame(Instant{}) == nullptr);
  CHECK(drop(std::move(player)) < stretched(500ms));
}

// Files that are broken, missing or never come, and players that are dropped at a bad moment.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "media/audio_sink.h"
#include "media/media_info.h"
#include "media/player.h"
#include "support/clips.h"
#include "support/made_films.h"
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

/// How far two pictures are apart, in codes, in the mean of the luma.
double apart(const VideoFrame& a, const VideoFrame& b) {
  const Plane &p = a.planes[0], &q = b.planes[0];
  if (p.width != q.width || p.height != q.height) return 255;
  double sum = 0;
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x)
      sum += std::abs(p.data[std::ptrdiff_t{y} * p.stride + x] - q.data[std::ptrdiff_t{y} * q.stride + x]);
  return sum / (static_cast<double>(p.width) * p.height);
}

/// Every frame of a whole film.
std::vector<FramePtr> frames_of(const std::filesystem::path& film) {
  auto player = Player::open(film, {.patience = Patience::wait_until_due}, nullptr);
  player->wait_ready();
  REQUIRE(player->state() == PlayerState::ready);
  player->play(Instant{});
  std::vector<FramePtr> frames;
  for (Instant now{}; player->state() == PlayerState::playing; now += 10ms) {
    const FramePtr frame = player->frame(now);
    if (frames.empty() || frames.back() != frame) frames.push_back(frame);
  }
  return frames;
}

/// A pipe that stands for a disk, which gives what it is told to and then waits.
class SlowDisk {
 public:
  explicit SlowDisk(const char* name) : path_(output(name)) {
    std::filesystem::remove(path_);
    REQUIRE(::mkfifo(path_.c_str(), 0600) == 0);
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    REQUIRE(descriptor_ >= 0);
  }
  ~SlowDisk() { close(); }
  SlowDisk(const SlowDisk&) = delete;
  SlowDisk& operator=(const SlowDisk&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// As much of `bytes` as the pipe holds now.
  std::size_t give(std::span<const char> bytes) const {
    const ssize_t done = ::write(descriptor_, bytes.data(), bytes.size());
    return done > 0 ? static_cast<std::size_t>(done) : 0;
  }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

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

TEST_CASE("damage in the middle stops nothing, and none of it is seen") {
  const auto clip = make_clip({.name = "to_damage", .frames = 120, .has_tone = true});
  const auto whole = bytes_of(clip);
  const auto frames = frames_of(clip);
  REQUIRE(frames.size() == 120);
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
    FramePtr last;
    double worst = 0;
    for (int i = 0; i < kTooMany && player->state() == PlayerState::playing; ++i) {
      const FramePtr frame = player->frame(now);
      REQUIRE(frame);
      const auto number = static_cast<std::size_t>(seconds(frame->pts) * 60 + 0.5);
      if (frame != last) worst = std::max(worst, apart(*frame, *frames.at(number)));
      last = frame;
      now += Duration(1'000'000'000 / 60);
      sink.pump(now);
    }
    CHECK(player->state() == PlayerState::ended);
    INFO("seed " << seed);
    CHECK(worst < 3);  // a few blocks may be wrong without the decoder's knowing
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

TEST_CASE("a disk that stalls stops the film, which goes on where it stood, or is over") {
  // The index at the beginning, since a pipe cannot be wound back.
  const auto film = make_film(
      "stalls.mp4", numbered_pictures(20) + ",noise=alls=3:allf=t -c:v libx264 -qp 1 -g 1 -bf 0 -movflags faststart");
  const auto bytes = bytes_of(film);
  SlowDisk disk("stalls.fifo");
  std::size_t given = 0;
  const auto give_until = [&](std::size_t end) {
    given += disk.give(std::span(bytes).subspan(given, end - given));
    return given == end;
  };
  const auto deadline = std::chrono::steady_clock::now() + stretched(20s);
  const auto patiently = [&](const auto& done) {
    while (!done()) {
      REQUIRE(std::chrono::steady_clock::now() < deadline);
      std::this_thread::yield();
    }
  };
  auto player = Player::open(disk.path(), {}, nullptr);
  patiently([&] { return give_until(bytes.size() * 3 / 5); });
  player->wait_ready();
  REQUIRE(player->state() == PlayerState::ready);
  Instant now{};
  player->play(now);
  std::vector<int> seen;
  const auto look = [&] {
    const int number = picture_number(*player->frame(now));
    if (seen.empty() || seen.back() != number) seen.push_back(number);
  };
  // As many as are surely there; the decoder keeps some back.
  while (seen.size() < 8) {
    std::optional<Instant> next;
    patiently([&] { return (next = player->next_frame_due(now)).has_value(); });
    now = *next;
    look();
  }
  const Instant stalled = now;
  for (; now < stalled + 6s; now += 16ms) look();
  CHECK(player->state() == PlayerState::playing);
  const Duration stood = player->media_time(now);
  CHECK(stood < 1s);
  SECTION("it comes back") {
    patiently([&] { return give_until(bytes.size()); });
    disk.close();
    while (player->state() == PlayerState::playing) {
      std::optional<Instant> next;
      patiently([&] { return (next = player->next_frame_due(now)).has_value() || seen.back() == 19; });
      if (seen.back() == 19) break;
      now = *next;
      look();
    }
    // What a quarter of a second holds may be lost, and nothing else.
    const long dropped = player->counts().dropped;
    CHECK(dropped <= 6);
    CHECK(static_cast<long>(seen.size()) + dropped == 20);
    CHECK(std::is_sorted(seen.begin(), seen.end()));
  }
  SECTION("it does not") {
    for (; now < stalled + 10s; now += 16ms) look();
    CHECK(player->state() == PlayerState::ended);
    CHECK(seen.back() < 19);
    CHECK(player->frame(now));  // the last good picture
  }
}

TEST_CASE("what fuzzing found ends") {
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(REDLIGHT_TEST_DATA) / "data/found")) {
    INFO(entry.path());
    Mixer mixer;
    MixdownSink sink(mixer);
    auto player = Player::open(entry.path(), {.loop = true, .patience = Patience::wait_until_due}, &mixer);
    player->wait_ready();
    if (player->state() != PlayerState::ready) continue;
    sink.pump(Instant{});
    player->play(Instant{});
    for (Instant now{}; now < Instant(2s); now += 40ms) {
      player->frame(now);
      sink.pump(now + 40ms);
    }
    CHECK(player->state() != PlayerState::failed);
  }
}

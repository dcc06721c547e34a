// Playing clips on a virtual time line.
#include <catch2/catch.hpp>
#include <cmath>
#include <thread>
#include <vector>

#include "media/audio_sink.h"
#include "media/player.h"
#include "media/voice.h"
#include "support/clips.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

/// The instant of refresh `i` of a display with `hz`.
Instant refresh(int i, int hz = 60) { return Instant(Duration(std::int64_t{i} * 1'000'000'000 / hz)); }

struct Run {
  std::vector<int> numbers;  // of the frame at each refresh
  std::vector<Duration> pts;
  std::vector<bool> flashes;
  std::vector<float> sound;
  PlayerCounts counts;
  PlayerState state{};
};

/// Plays `refreshes` frames offline, the way `render` does.
Run play_offline(const std::filesystem::path& file, bool loop, int refreshes, int hz = 60) {
  Mixer mixer;
  MixdownSink sink(mixer);
  PlayerOptions options;
  options.loop = loop;
  options.patience = Patience::wait_until_due;
  auto player = Player::open(file, options, &mixer);
  player->wait_ready();
  REQUIRE(player->state() == PlayerState::ready);
  sink.pump(refresh(0));
  player->play(refresh(0));
  Run run;
  for (int i = 0; i < refreshes; ++i) {
    const FramePtr frame = player->frame(refresh(i, hz));
    REQUIRE(frame);
    sink.pump(refresh(i + 1, hz));
    run.numbers.push_back(number_of(*frame).value_or(-1));
    run.pts.push_back(frame->pts);
    run.flashes.push_back(is_flash(*frame));
  }
  sink.finish();
  run.sound = sink.take();
  run.counts = player->counts();
  run.state = player->state();
  return run;
}

}  // namespace

TEST_CASE("every frame comes once and in order") {
  const auto clip = make_clip({.name = "once"});
  const Run run = play_offline(clip, false, 70);
  for (int i = 0; i < 60; ++i) CHECK(run.numbers[static_cast<std::size_t>(i)] == i);
  CHECK(run.numbers.back() == 59);
  CHECK(run.state == PlayerState::ended);
  CHECK(run.counts.presented == 60);
  CHECK(run.counts.dropped == 0);
  CHECK(std::ssize(run.sound) == 2 * samples_in(refresh(70).time_since_epoch()));
}

TEST_CASE("twenty loops have no gap and no repeat") {
  const auto clip = make_clip({.name = "loops", .has_tone = true});
  const Run run = play_offline(clip, true, 60 * 20);
  for (int i = 0; i < 60 * 20; ++i) CHECK(run.numbers[static_cast<std::size_t>(i)] == i % 60);
  CHECK(run.counts.presented == 60 * 20);
  CHECK(run.counts.dropped == 0);
  CHECK(run.counts.loops == 19);
}

namespace {

/// Where the beeps begin: samples that are loud after 100 ms of near silence.
std::vector<std::int64_t> beeps(const std::vector<float>& stereo) {
  std::vector<std::int64_t> starts;
  std::int64_t quiet = kSampleRate;
  for (std::int64_t i = 0; i < std::ssize(stereo) / 2; ++i) {
    if (std::abs(stereo[static_cast<std::size_t>(i * 2)]) < 0.1f) {
      ++quiet;
      continue;
    }
    if (quiet > kSampleRate / 10) starts.push_back(i);
    quiet = 0;
  }
  return starts;
}

}  // namespace

TEST_CASE("flash and beep are together, over loops") {
  const auto clip = make_clip({.name = "sync"});
  const Run run = play_offline(clip, true, 60 * 5);
  const auto starts = beeps(run.sound);
  REQUIRE(starts.size() == 5);
  std::size_t beep = 0;
  for (int i = 0; i < 60 * 5; ++i) {
    if (!run.flashes[static_cast<std::size_t>(i)]) continue;
    REQUIRE(beep < starts.size());
    // 0.1 of full scale is passed a few samples into the beep's first period.
    CHECK(std::abs(starts[beep] - samples_in(refresh(i).time_since_epoch())) < kSampleRate / 200);
    ++beep;
  }
  CHECK(beep == 5);
  for (std::size_t i = 1; i < starts.size(); ++i) CHECK(std::abs(starts[i] - starts[i - 1] - kSampleRate) <= 2);
}

TEST_CASE("sound goes on through the seam") {
  // 440 whole periods a second: every pass must join the last one in phase.
  const auto clip = make_clip({.name = "tone", .has_tone = true});
  const Run run = play_offline(clip, true, 60 * 4);
  double worst = 0;
  for (std::int64_t i = kSampleRate / 4; i < std::ssize(run.sound) / 2; ++i) {
    const std::int64_t in_second = i % kSampleRate;
    if (in_second > kSampleRate * 2 / 5 && in_second < kSampleRate * 3 / 5) continue;  // the beep
    const double expected = 0.25 * std::sin(2 * 3.14159265358979 * 440 * static_cast<double>(in_second) / kSampleRate);
    worst = std::max(worst, std::abs(expected - static_cast<double>(run.sound[static_cast<std::size_t>(i * 2)])));
  }
  CHECK(worst < 0.05);
}

TEST_CASE("two offline runs give the same bytes") {
  const auto clip = make_clip({.name = "same", .has_tone = true});
  const Run first = play_offline(clip, true, 150, 50), second = play_offline(clip, true, 150, 50);
  CHECK(first.numbers == second.numbers);
  CHECK(first.pts == second.pts);
  CHECK(first.sound == second.sound);
  CHECK(first.counts.dropped == second.counts.dropped);
}

TEST_CASE("other rates keep the cadence") {
  SECTION("24 frames a second on 60 Hz: twice, three times, twice") {
    const auto clip = make_clip({.name = "film", .frames = 24, .fps_numerator = 24});
    const Run run = play_offline(clip, true, 60 * 3);
    for (int i = 0; i < 60 * 3; ++i) CHECK(run.numbers[static_cast<std::size_t>(i)] == i * 24 / 60 % 24);
    CHECK(run.counts.presented == 72);
  }
  SECTION("30000/1001 on a display of its own rate") {
    const auto clip = make_clip({.name = "ntsc", .frames = 30, .fps_numerator = 30000, .fps_denominator = 1001});
    Mixer mixer;
    auto player = Player::open(clip, {.loop = true, .patience = Patience::wait_until_due}, &mixer);
    MixdownSink sink(mixer);
    player->wait_ready();
    const auto at = [](std::int64_t i) { return Instant(Duration(i * 1001'000'000'000 / 30'000)); };
    sink.pump(at(0));
    player->play(at(0));
    for (int i = 0; i < 120; ++i) {
      CHECK(number_of(*player->frame(at(i))) == i % 30);
      sink.pump(at(i + 1));
    }
    CHECK(player->counts().dropped == 0);
  }
  SECTION("60 frames a second on 25 Hz: the rest is dropped and counted") {
    const auto clip = make_clip({.name = "fast"});
    const Run run = play_offline(clip, false, 30, 25);
    CHECK(run.numbers[1] == 2);
    CHECK(run.counts.presented + run.counts.dropped == 60);
    CHECK(run.state == PlayerState::ended);
  }
}

TEST_CASE("rewind begins again, in any state") {
  const auto clip = make_clip({.name = "rewind", .frames = 30, .fps_numerator = 30});
  Mixer mixer;
  MixdownSink sink(mixer);
  auto player = Player::open(clip, {.patience = Patience::wait_until_due}, &mixer);
  Instant now{};
  sink.pump(now);
  player->rewind();  // while opening
  for (const int refreshes : {0, 10, 45, 1}) {
    player->wait_ready();
    REQUIRE(player->state() == PlayerState::ready);
    REQUIRE(player->frame(now));
    CHECK(number_of(*player->frame(now)) == 0);
    CHECK(player->media_time(now) == Duration{});
    sink.take();
    player->play(now);
    for (int i = 0; i < refreshes; ++i) {
      CHECK(number_of(*player->frame(now)) == std::min(i, 29));
      now += Duration(1'000'000'000 / 30);
      sink.pump(now);
    }
    if (refreshes == 45) {
      CHECK(player->state() == PlayerState::ended);
      const auto starts = beeps(sink.take());
      REQUIRE(starts.size() == 1);
      CHECK(std::abs(starts[0] - kSampleRate / 2) < kSampleRate / 100);
    }
    player->rewind();
  }
}

TEST_CASE("sound that is shorter or longer than the picture") {
  SECTION("shorter: silence, and the picture goes on in time") {
    const auto clip = make_clip({.name = "short_sound", .sound_length = 300ms, .has_tone = true});
    const Run run = play_offline(clip, true, 180);
    for (int i = 0; i < 180; ++i) CHECK(run.numbers[static_cast<std::size_t>(i)] == i % 60);
    CHECK(beeps(run.sound).size() == 3);
  }
  SECTION("longer: the last frame stays until it is over") {
    const auto clip = make_clip({.name = "long_sound", .frames = 30, .sound_length = 1s});
    const Run run = play_offline(clip, true, 120);
    for (int i = 0; i < 120; ++i) CHECK(run.numbers[static_cast<std::size_t>(i)] == std::min(i % 60, 29));
    CHECK(beeps(run.sound).size() == 2);
  }
}

TEST_CASE("a film without sound, or without a mixer, follows the time line") {
  const auto silent = make_clip({.name = "silent", .has_sound = false});
  const auto with_sound = make_clip({.name = "unheard"});
  for (const auto& clip : {silent, with_sound}) {
    auto player = Player::open(clip, {.patience = Patience::wait_until_due}, nullptr);
    player->wait_ready();
    player->play(refresh(7));
    for (int i = 0; i < 60; ++i) CHECK(number_of(*player->frame(refresh(7 + i))) == i);
    CHECK(player->media_time(refresh(67)) == refresh(67) - refresh(7));
  }
}

TEST_CASE("one frame is a still, and does not spin") {
  const auto clip = make_clip({.name = "still", .frames = 1, .has_sound = false});
  auto player = Player::open(clip, {.loop = true, .patience = Patience::wait_until_due}, nullptr);
  player->wait_ready();
  player->play(refresh(0));
  for (int i = 0; i < 60; ++i) CHECK(number_of(*player->frame(refresh(i))) == 0);
  CHECK(player->counts().loops <= 25);
}

TEST_CASE("a kiosk never waits, and time goes on without a sink") {
  const auto clip = make_clip({.name = "kiosk"});
  Mixer mixer;
  NullSink sink(mixer);
  auto player = Player::open(clip, {.loop = true}, &mixer);
  CHECK(player->frame(refresh(0)) == nullptr);
  player->wait_ready();
  player->play(refresh(0));
  Duration last{}, when_lost{};
  for (int i = 0; i < 600; ++i) {
    const bool sink_is_lost = i >= 100 && i < 300;
    // Time flies here, and a film that is not delivered would stop it.
    while (!player->next_frame_due(refresh(i))) std::this_thread::yield();
    REQUIRE(player->frame(refresh(i)));
    if (!sink_is_lost) sink.pump(refresh(i));
    const Duration time = player->media_time(refresh(i));
    CHECK(time >= last);
    last = time;
    if (i == 120) when_lost = time;
    if (i == 299) CHECK(std::abs((time - when_lost - (refresh(299) - refresh(120))).count()) < 1000);
  }
  CHECK(player->state() == PlayerState::playing);
}

// The loudness of files, against what EBU Tech 3341 asks of a meter.
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <numbers>
#include <vector>

#include "media/audio_sink.h"
#include "media/loudness.h"
#include "media/player.h"
#include "support/clips.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct Part {
  double seconds = 0, db = 0;  ///< of full scale; -200 is silence
};

/// A WAV file of 1 kHz at 48 kHz, 16 bits, all channels alike.
void write_tone(const fs::path& file, const std::vector<Part>& parts, int channels = 2) {
  std::vector<std::int16_t> samples;
  std::int64_t at = 0;
  for (const Part& part : parts) {
    const double height = part.db < -150 ? 0 : std::pow(10, part.db / 20) * 32767;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(part.seconds * 48000); ++i, ++at) {
      const double value = height * std::sin(2 * std::numbers::pi * static_cast<double>(at % 48) / 48);
      samples.insert(samples.end(), static_cast<std::size_t>(channels), static_cast<std::int16_t>(std::lround(value)));
    }
  }
  std::ofstream out(file, std::ios::binary);
  const auto number = [&](std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.put(static_cast<char>(value >> (8 * i)));
  };
  const auto size = static_cast<std::uint32_t>(samples.size() * 2);
  out << "RIFF", number(36 + size, 4), out << "WAVEfmt ", number(16, 4), number(1, 2);
  number(static_cast<std::uint32_t>(channels), 2), number(48000, 4);
  number(static_cast<std::uint32_t>(96000 * channels), 4), number(static_cast<std::uint32_t>(2 * channels), 2);
  number(16, 2), out << "data", number(size, 4);
  out.write(reinterpret_cast<const char*>(samples.data()), size);
}

Loudness measured(const fs::path& file) {
  const auto loudness = measure_loudness(file, {});
  REQUIRE(loudness);
  return *loudness;
}

}  // namespace

TEST_CASE("tones have the loudness that the standard gives them") {
  ShowFolder folder("tones");
  const fs::path file = folder.path() / "tone.wav";
  for (const double db : {-23.0, -33.0}) {
    write_tone(file, {{20, db}});
    const Loudness loudness = measured(file);
    REQUIRE(loudness.lufs);
    CHECK(*loudness.lufs == Approx(db).margin(0.1));
    CHECK(20 * std::log10(loudness.peak) == Approx(db).margin(0.05));
  }
  // Test 3 of Tech 3341, a quarter as long: the relative gate leaves out the soft parts.
  write_tone(file, {{2.5, -36}, {15, -23}, {2.5, -36}});
  CHECK(*measured(file).lufs == Approx(-23).margin(0.1));
  // Test 4: the absolute gate as well.
  write_tone(file, {{2.5, -72}, {2.5, -36}, {15, -23}, {2.5, -36}, {2.5, -72}});
  CHECK(*measured(file).lufs == Approx(-23).margin(0.1));
}

TEST_CASE("mono is measured as it is heard, from both loudspeakers") {
  ShowFolder folder("mono");
  write_tone(folder.path() / "mono.wav", {{5, -23}}, 1);
  CHECK(*measured(folder.path() / "mono.wav").lufs == Approx(-23).margin(0.1));
}

TEST_CASE("silence, a moment, and a film without sound have no loudness") {
  ShowFolder folder("silence");
  write_tone(folder.path() / "silent.wav", {{3, -200}});
  CHECK(measured(folder.path() / "silent.wav") == Loudness{});
  write_tone(folder.path() / "short.wav", {{0.35, -10}});
  CHECK_FALSE(measured(folder.path() / "short.wav").lufs);
  write_tone(folder.path() / "enough.wav", {{0.5, -10}});
  CHECK(measured(folder.path() / "enough.wav").lufs);
  const auto silent_film = make_clip({.name = "loudness_silent", .frames = 10, .has_sound = false});
  CHECK(measured(silent_film) == Loudness{});
}

TEST_CASE("what cannot be measured says why") {
  ShowFolder folder("unheard");
  folder.with("text.wav", "this is no sound");
  write_tone(folder.path() / "tone.wav", {{1, -20}});
  CHECK_FALSE(measure_loudness(folder.path() / "text.wav", {}));
  CHECK_FALSE(measure_loudness(folder.path() / "missing.wav", {}));
  CHECK(measure_loudness(folder.path(), {}).error().kind == ErrorKind::unsupported);
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = measure_loudness(folder.path() / "tone.wav", stop.get_token());
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().kind == ErrorKind::stopped);
}

TEST_CASE("a film is measured from its sound alone, and a trim brings it to the target") {
  const auto clip = make_clip({.name = "loudness_film", .frames = 180, .has_tone = true});
  const Loudness before = measured(clip);
  REQUIRE(before.lufs);
  CHECK(before.peak == Approx(0.75).margin(0.05));  // tone and beep

  Mixer mixer;
  MixdownSink sink(mixer);
  auto player = Player::open(clip, {.patience = Patience::wait_until_due}, &mixer);
  player->wait_ready();
  player->set_trim(gain_to(-30, before));
  sink.pump(Instant{});
  player->play(Instant{});
  for (int i = 0; i < 180; ++i) {
    player->frame(Instant(Duration(std::int64_t{i} * 1'000'000'000 / 60)));
    sink.pump(Instant(Duration(std::int64_t{i + 1} * 1'000'000'000 / 60)));
  }
  sink.finish();
  // A film again, of what was heard.
  MovieFormat format;
  format.width = format.height = 64, format.fps_numerator = 1, format.fps_denominator = 3, format.has_sound = true;
  const fs::path file = fs::path(REDLIGHT_TEST_OUTPUT) / "loudness_heard.mp4";
  auto writer = MovieWriter::create(file, format);
  REQUIRE(writer);
  REQUIRE((*writer)->add_frame(std::vector<std::uint32_t>(64 * 64, 0xff000000u), 64));
  REQUIRE((*writer)->add_sound(sink.take()));
  REQUIRE((*writer)->finish());
  CHECK(*measured(file).lufs == Approx(-30).margin(0.3));
}

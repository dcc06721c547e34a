// Which frame at which refresh: even turns, for a day on end, with the sound at the picture's heels.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <vector>

#include "media/audio_sink.h"
#include "media/cadence.h"
#include "media/media_clock.h"
#include "media/pacer.h"
#include "support/made_films.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

constexpr double kNtscFilm = 24000.0 / 1001;

std::string turn(double film, double display) {
  const auto c = cadence_of(film, display);
  return c ? fmt::format("{}:{} at {:.4f}", c->refreshes, c->frames, c->speed) : "none";
}

/// A sine of `hertz` that is heard at `speed`.
std::vector<float> heard_sine(double hertz, double speed, std::size_t frames) {
  Voice voice(kSampleRate);
  std::vector<float> sine;
  for (int i = 0; i < kSampleRate; i++) {
    const auto value = static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * hertz * i / kSampleRate));
    sine.insert(sine.end(), {value, -value});
  }
  voice.write(sine);
  voice.set_speed(speed);
  voice.set_playing(true);
  std::vector<float> out(2 * frames, 0.f);
  constexpr std::size_t kTake = 333;
  for (std::size_t at = 0; at < frames; at += kTake)
    voice.take(std::span(out).subspan(2 * at, 2 * std::min(kTake, frames - at)),
               Instant(time_of(static_cast<std::int64_t>(at))));
  CHECK(voice.underruns() == 0);
  const Duration expected = scaled(time_of(static_cast<std::int64_t>(frames)), speed);
  CHECK(std::abs((*voice.heard(Instant(time_of(static_cast<std::int64_t>(frames)))) - expected).count()) < 1000);
  return out;
}

/// What of `out` is no sine of `hertz`, in dB under it.
double purity(const std::vector<float>& out, double hertz) {
  double sine = 0, cosine = 0, all = 0, rest = 0;
  const std::size_t first = 4800, last = out.size() / 2 - 4800;
  // Whole turns, so that the sine and its cosine do not mix.
  const auto turns = static_cast<std::size_t>(static_cast<double>(last - first) * hertz / kSampleRate);
  const auto end = first + static_cast<std::size_t>(static_cast<double>(turns) * kSampleRate / hertz + 0.5);
  const auto angle = [&](std::size_t i) { return 2 * std::numbers::pi * hertz * static_cast<double>(i) / kSampleRate; };
  for (std::size_t i = first; i < end; i++)
    sine += std::sin(angle(i)) * static_cast<double>(out[2 * i]),
        cosine += std::cos(angle(i)) * static_cast<double>(out[2 * i]);
  const double half = static_cast<double>(end - first) / 2;
  for (std::size_t i = first; i < end; i++) {
    const double fit = (sine * std::sin(angle(i)) + cosine * std::cos(angle(i))) / half;
    all += fit * fit, rest += std::pow(static_cast<double>(out[2 * i]) - fit, 2);
  }
  return 10 * std::log10(all / rest);
}

}  // namespace

TEST_CASE("films come to even turns") {
  CHECK(turn(24, 60) == "5:2 at 1.0000");
  CHECK(turn(kNtscFilm, 60) == "5:2 at 1.0010");
  CHECK(turn(24, 60 / 1.001) == "5:2 at 0.9990");
  CHECK(turn(kNtscFilm, 24) == "1:1 at 1.0010");
  CHECK(turn(kNtscFilm, 48) == "2:1 at 1.0010");
  CHECK(turn(25, 50) == "2:1 at 1.0000");
  CHECK(turn(25, 60) == "12:5 at 1.0000");
  CHECK(turn(30, 60) == "2:1 at 1.0000");
  CHECK(turn(50, 60) == "6:5 at 1.0000");
  CHECK(turn(60, 60) == "1:1 at 1.0000");
  CHECK(turn(24, 144) == "6:1 at 1.0000");
  CHECK(turn(60, 30) == "1:2 at 1.0000");
  CHECK(turn(24, 50) == "none");  // four percent would be heard
  CHECK(turn(0, 60) == "none");
  CHECK(turn(24, 0) == "none");
}

TEST_CASE("a turn that is broken is counted") {
  const Cadence film = *cadence_of(24, 60);
  CadenceWatch watch;
  const auto show = [&](std::initializer_list<std::pair<int, int>> frames) {
    for (const auto& [number, refresh] : frames) watch.shown(number, refresh, film);
  };
  show({{0, 0}, {1, 3}, {2, 5}, {3, 8}, {4, 10}});
  CHECK(watch.errors() == 0);
  show({{5, 14}});  // one refresh late
  CHECK(watch.errors() == 1);
  show({{6, 16}, {7, 19}, {8, 21}});  // and goes on from there
  CHECK(watch.errors() == 1);
  show({{9, 23}});  // one early
  CHECK(watch.errors() == 2);
}

TEST_CASE("for a day no frame is out of turn, and the sound stays with the picture") {
  // A display and a sound card whose clocks differ by 70 millionths, refreshes that are told up to 2 ms late, and a
  // card that does not know to the millisecond what is heard.
  const double film = kNtscFilm, nominal = 60, real = 60 * (1 - 25e-6), card = 1 + 45e-6;
  const Cadence cadence = *cadence_of(film, nominal);
  MediaClock clock;
  clock.start(Instant{}, true, MediaClock::Refreshes{nominal, cadence.speed});
  CadenceWatch watch;
  std::int64_t shown = -1, wrong = 0;
  double sound = 0, worst = 0, fastest = 0, slowest = 2;
  Instant last{};
  const auto refreshes = static_cast<std::int64_t>(24 * 3600 * real);
  Duration time{};
  std::uint32_t noise = 1;
  for (std::int64_t k = 0; k < refreshes; k++) {
    noise = noise * 1664525u + 1013904223u;
    const Instant due(from_seconds(static_cast<double>(k) / real + (noise >> 16) % 2000 * 1e-6));
    sound += seconds(due - last) * clock.sound_speed() * card;
    last = due;
    const Duration heard = from_seconds(sound + static_cast<double>((noise >> 8) % 1000) * 2e-6 - 1e-3);
    time = clock.advance(due, std::max(heard, Duration{}));
    const auto number =
        static_cast<std::int64_t>(std::floor(seconds(time + cadence.earliness(16'666'667ns) + kEarliness) * film));
    if (number != shown) {
      wrong += number != shown + 1;
      watch.shown(number, k, cadence);
      shown = number;
    }
    if (k < 60 * 60) continue;  // a minute to find each other
    worst = std::max(worst, std::abs(seconds(time) - sound));
    fastest = std::max(fastest, clock.sound_speed()), slowest = std::min(slowest, clock.sound_speed());
  }
  CHECK(wrong == 0);
  CHECK(watch.errors() == 0);
  CHECK(worst < 0.004);
  CHECK(fastest - slowest < 0.001);  // two cents
  // Not a microsecond was gained or lost against the refreshes.
  CHECK(std::abs(seconds(time) - static_cast<double>(refreshes - 1) * cadence.speed / nominal) < 0.003);
}

TEST_CASE("a trifle of speed is heard as nothing but that") {
  for (const double hertz : {100.0, 1000.0, 5000.0, 12000.0, 16000.0})
    for (const double speed : {1.001, 0.999, 1.0031}) {
      INFO(hertz << " Hz at " << speed);
      CHECK(purity(heard_sine(hertz, speed, 40'000), hertz * speed) > 70);
    }
  CHECK(purity(heard_sine(1000, 1, 40'000), 1000) > 120);  // not touched
}

TEST_CASE("a change of speed is no click, and the end is played to the end") {
  Voice voice;
  std::vector<float> sine;
  for (int i = 0; i < 20'000; i++) {
    const float value = std::sin(static_cast<float>(i) * 0.02f);
    sine.insert(sine.end(), {value, value});
  }
  voice.write(sine);
  voice.finish();
  voice.set_playing(true);
  float before = 0, steepest = 0;
  std::int64_t heard = 0;
  for (int take = 0; !voice.finished(); take++) {
    REQUIRE(take < 100);
    voice.set_speed(take % 3 == 0 ? 1.0 : take % 3 == 1 ? 1.002 : 0.998);
    std::vector<float> out(2 * 480, 0.f);
    voice.take(out, Instant(time_of(heard)));
    for (std::size_t i = 0; i < 960 && !voice.finished(); i += 2)
      steepest = std::max(steepest, std::abs(out[i] - before)), before = out[i];
    heard += 480;
  }
  CHECK(steepest < 0.021f);
  CHECK(std::abs((*voice.heard(Instant(10s)) - time_of(20'000)).count()) < time_of(1).count());
  CHECK(voice.underruns() == 0);
}

TEST_CASE("a film of 23.976 takes its turns on 60 Hz with its sound") {
  const auto file = make_film("ntsc.mp4",
                              "-f lavfi -i testsrc=s=64x48:r=24000/1001:d=30 -f lavfi -i sine=440:d=30 -c:v libx264 "
                              "-preset ultrafast -c:a aac -shortest");
  Mixer mixer;
  MixdownSink sink(mixer);
  PlayerOptions options;
  options.patience = Patience::wait_until_due, options.clock = MasterClock::timeline, options.loop = true;
  auto player = Player::open(file, options, &mixer);
  player->wait_ready();
  REQUIRE(player->state() == PlayerState::ready);
  CHECK(player->info().has_steady_rate);
  sink.pump(Instant{});
  player->play(Instant{}, 60);
  FramePtr last;
  int seen_for = 0;
  std::vector<int> turns;
  for (int k = 0; k < 60 * 65; k++) {  // twice through, and on
    const FramePtr frame = player->frame(Instant(from_seconds(k / 60.0)));
    sink.pump(Instant(from_seconds((k + 1) / 60.0)));
    if (frame != last && last) turns.push_back(std::exchange(seen_for, 0));
    last = frame, seen_for++;
  }
  CHECK(player->counts().cadence_errors == 0);
  CHECK(player->counts().dropped == 0);
  REQUIRE(turns.size() > 1500);
  for (std::size_t i = 0; i < turns.size(); i++) CHECK(turns[i] == (i % 2 == 0 ? 3 : 2));
  CHECK(player->media_time(Instant(65s)) == from_seconds(65 * 1.001));
}

// Voice, mixer, sinks, and the two pure decisions: the media clock and the pacer.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <thread>
#include <vector>

#include "media/audio_sink.h"
#include "media/media_clock.h"
#include "media/mixer.h"
#include "media/pacer.h"
#include "media/voice.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

/// `frames` stereo frames that count up from `first`, in steps a float holds exactly.
std::vector<float> ramp(std::int64_t first, std::int64_t frames) {
  std::vector<float> samples;
  for (std::int64_t i = first; i < first + frames; ++i)
    samples.insert(samples.end(), 2, static_cast<float>(i % 65536) / 65536.f);
  return samples;
}

Instant at(Duration d) { return Instant(d); }

}  // namespace

TEST_CASE("samples and time convert both ways for years") {
  for (const std::int64_t n : {0LL, 1LL, 799LL, 48000LL, 48000LL * 86400 * 365 * 20 + 7})
    CHECK(samples_in(time_of(n)) == n);
  CHECK(time_of(48000) == 1s);
  CHECK(samples_in(-1s) == -48000);
}

TEST_CASE("a voice gives back what was written, through the wrap") {
  Voice voice(100);
  voice.set_playing(true);
  std::int64_t written = 0, taken = 0;
  for (int round = 0; round < 50; ++round) {
    written += static_cast<std::int64_t>(voice.write(ramp(written, 70)));
    std::vector<float> out(2 * 37, 0.f);
    const auto expected = ramp(taken, 37);
    voice.take(out, at(time_of(taken)));
    taken += 37;
    REQUIRE(out == expected);
    REQUIRE(static_cast<std::int64_t>(voice.buffered()) == written - taken);
  }
  CHECK(voice.underruns() == 0);
}

TEST_CASE("a voice's clock") {
  Voice voice;
  std::vector<float> out(2 * 480);
  CHECK_FALSE(voice.heard(at(1s)).has_value());
  voice.write(ramp(0, 960));
  voice.take(out, at(1s));
  CHECK_FALSE(voice.heard(at(1s)).has_value());  // not playing yet
  voice.set_playing(true);
  voice.take(out, at(1s));
  CHECK(voice.heard(at(1s)) == 0ms);
  CHECK(voice.heard(at(1005ms)) == 5ms);
  CHECK(voice.heard(at(1015ms)) == 15ms);  // runs on: the next take has not come yet
  CHECK(voice.heard(at(0s)) == 0ms);
  CHECK(voice.heard_until() == at(1010ms));
  voice.take(out, at(1010ms));
  voice.take(out, at(1020ms));  // dry
  CHECK(voice.underruns() == 1);
  CHECK(voice.heard(at(2s)) == 20ms);
  voice.write(ramp(960, 480));
  voice.take(out, at(3s));
  CHECK(voice.heard(at(3005ms)) == 25ms);  // an underrun moves the position of nothing
  voice.finish();
  CHECK(voice.finished());
  voice.take(out, at(3010ms));
  CHECK(voice.underruns() == 1);
  voice.set_playing(false);
  voice.clear();
  CHECK_FALSE(voice.heard(at(4s)).has_value());
  CHECK(voice.buffered() == 0);
  CHECK_FALSE(voice.complete());
}

TEST_CASE("discarded sound keeps positions true") {
  Voice voice;
  voice.set_playing(true);
  voice.write(ramp(0, 4800));
  voice.discard_until(50ms);
  CHECK(voice.buffered() == 2400);
  std::vector<float> out(2);
  voice.take(out, at(1s));
  CHECK(out[0] == ramp(2400, 1)[0]);
  CHECK(voice.heard(at(1s)) == 50ms);
  voice.discard_until(10s);
  CHECK(voice.buffered() == 0);
}

TEST_CASE("gain is ramped and does not click") {
  Mixer mixer;
  auto voice = mixer.add_voice();
  const std::vector<float> ones(2 * 4800, 0.5f);
  voice->write(ones);
  voice->set_gain(0.5f);
  voice->set_playing(true);
  std::vector<float> out(2 * 480), latency(2 * Limiter::kLatency);
  mixer.mix(latency, at(-5ms));
  mixer.mix(out, at(0s));
  CHECK(out[0] == 0.25f);  // at once before anything was heard
  voice->set_gain(1.f);
  mixer.mix(out, at(10ms));
  float steepest = 0;
  for (std::size_t i = 2; i < out.size(); i += 2) steepest = std::max(steepest, std::abs(out[i] - out[i - 2]));
  CHECK(steepest < 0.001f);
  mixer.mix(out, at(20ms));
  mixer.mix(out, at(30ms));
  CHECK(out.back() == 0.5f);
  mixer.set_muted(true);
  for (const auto time : {40ms, 50ms, 60ms}) mixer.mix(out, at(time));
  CHECK(out.back() == 0.f);
}

TEST_CASE("the mixer adds, limits, and lends eight voices") {
  Mixer mixer;
  std::vector<std::shared_ptr<Voice>> voices;
  for (std::size_t i = 0; i < Mixer::kVoices; ++i) {
    voices.push_back(mixer.add_voice());
    REQUIRE(voices.back());
    voices.back()->write(std::vector<float>(2 * 4800, 0.25f));
    voices.back()->set_playing(true);
  }
  CHECK(mixer.add_voice() == nullptr);
  std::vector<float> out(2 * 10), latency(2 * Limiter::kLatency);
  mixer.mix(latency, at(-5ms));
  mixer.mix(out, at(0s));
  CHECK(out[0] <= Limiter::kCeiling);
  CHECK(out[0] > 0.75f);  // the wave between the samples overshoots the step from silence
  for (std::size_t i = 2; i < voices.size(); ++i) voices[i]->set_playing(false);
  mixer.mix(latency, at(1s));
  mixer.mix(out, at(1005ms));
  CHECK(out[0] > 0.2f);
  CHECK(out[0] < 0.5f);  // it recovers slowly
  for (int i = 0; i < 10; ++i) mixer.mix(latency, at(2s));
  voices.pop_back();
  const auto again = mixer.add_voice();
  REQUIRE(again);
  CHECK(again->buffered() == 0);
  CHECK_FALSE(again->heard(at(1s)).has_value());
}

TEST_CASE("one thread writes, one takes, one looks on") {
  Voice voice(997);
  voice.set_playing(true);
  constexpr std::int64_t kTotal = 400'000;
  std::jthread writer([&] {
    std::int64_t written = 0;
    while (written < kTotal) {
      const auto wrote =
          static_cast<std::int64_t>(voice.write(ramp(written, std::min<std::int64_t>(331, kTotal - written))));
      written += wrote;
      if (wrote == 0) std::this_thread::yield();
    }
    voice.finish();
  });
  std::atomic<bool> is_over{false};
  std::int64_t taken = 0, wrong = 0;
  std::jthread sink([&] {
    std::vector<float> out(2 * 128);
    while (!voice.finished()) {
      const auto before = static_cast<std::int64_t>(voice.buffered());
      std::fill(out.begin(), out.end(), -1.f);
      voice.take(std::span(out).first(2 * static_cast<std::size_t>(std::min<std::int64_t>(128, before))),
                 at(time_of(taken)));
      for (std::int64_t i = 0; i < std::min<std::int64_t>(128, before); ++i) {
        if (out[static_cast<std::size_t>(i * 2)] != ramp(taken + i, 1)[0] - 1.f) ++wrong;
      }
      taken += std::min<std::int64_t>(128, before);
      if (before == 0) std::this_thread::yield();
    }
    is_over = true;
  });
  // audible_at was the sample's own time, so position and instant must agree in every reading: a torn one would not.
  long torn = 0;
  while (!is_over) {
    if (const auto heard = voice.heard(at(100s)); heard && std::abs((*heard - 100s).count()) > 1) ++torn;
    voice.set_gain(1.f);
  }
  sink.join();
  CHECK(taken == kTotal);
  CHECK(wrong == 0);
  CHECK(torn == 0);
}

TEST_CASE("the null sink keeps time") {
  Mixer mixer;
  auto voice = mixer.add_voice();
  voice->write(ramp(0, 48000));
  NullSink sink(mixer);
  sink.pump(at(5s));
  voice->set_playing(true);
  for (int i = 1; i <= 30; ++i) sink.pump(at(5s + Duration(i * 1'000'000'000LL / 60)));
  CHECK(voice->buffered() == 24000);
  CHECK(std::abs((*voice->heard(at(5500ms)) - 500ms).count()) <= 2);
  sink.pump(at(60s));  // suspended
  CHECK(voice->buffered() == 24000);
  sink.pump(at(60100ms));
  CHECK(voice->buffered() == 19200);
  CHECK(voice->heard(at(60100ms)) == 600ms);
}

TEST_CASE("a trim glides while it is heard, and is there at once before") {
  Voice voice;
  voice.set_playing(true);
  voice.write(std::vector<float>(2 * 40'000, 0.125f));
  voice.set_trim(2.f);
  std::vector<float> out(2 * 480);
  voice.take(out, at(0s));
  CHECK(out[0] == 0.25f);
  voice.set_trim(1.f);
  float last = out.back(), steepest = 0;
  for (int i = 0; i < 50; ++i) {
    std::fill(out.begin(), out.end(), 0.f);
    voice.take(out, at(10ms * i));
    for (std::size_t n = 0; n < out.size(); n += 2)
      steepest = std::max(steepest, std::abs(out[n] - last)), last = out[n];
  }
  CHECK(steepest < 1e-5f);
  CHECK(last == Approx(0.125f * (2 - 0.5f / 3)).margin(1e-3));  // half a second of three
  voice.set_playing(false);
  voice.clear();
  voice.write(std::vector<float>(2 * 480, 0.125f));
  voice.set_playing(true);
  std::fill(out.begin(), out.end(), 0.f);
  voice.take(out, at(1s));
  CHECK(out[0] == 0.125f);
}

TEST_CASE("a listener is told how loud everything is") {
  Mixer mixer;
  CHECK(mixer.loudness() == 0.f);  // nobody hears it
  mixer.set_heard(true);
  CHECK(mixer.loudness() == 1.f);
  mixer.set_volume(0.3f);
  CHECK(mixer.loudness() == 0.3f);
  mixer.set_muted(true);
  CHECK(mixer.loudness() == 0.f);
}

TEST_CASE("a mix-down has each sample where its voice's clock says, whatever the mixer holds back") {
  Mixer mixer;
  MixdownSink sink(mixer, at(20ms));
  sink.pump(at(0s));
  auto voice = mixer.add_voice();
  voice->write(ramp(0, 4800));
  voice->set_playing(true);
  std::vector<float> all;
  for (int i = 1; i <= 10; ++i) {
    sink.pump(at(10ms * i));
    CHECK(voice->heard(at(10ms * (i - 1))) == 10ms * (i - 1));
    const auto more = sink.take();
    all.insert(all.end(), more.begin(), more.end());
  }
  sink.finish();
  const auto rest = sink.take();
  CHECK(rest.size() == 2 * Limiter::kLatency);
  all.insert(all.end(), rest.begin(), rest.end());
  CHECK(all == ramp(960, 4800 - 960));
}

TEST_CASE("a voice is heard as much later as the mixer holds it back") {
  Mixer mixer;
  auto voice = mixer.add_voice();
  voice->write(ramp(0, 4800));
  voice->set_playing(true);
  std::vector<float> out(2 * 480);
  mixer.mix(out, at(1s));
  // What leaves the loudspeaker at that time is what the mixer gives out then.
  const auto heard = *voice->heard(at(1008ms));
  CHECK(heard == 3ms);
  CHECK(out[2 * 8 * 48] == ramp(samples_in(heard), 1)[0]);
}

TEST_CASE("the mix-down has exactly the samples of its time, at any rate") {
  for (const std::int64_t hz : {24LL, 25LL, 60LL, 144LL, 7LL}) {
    Mixer mixer;
    MixdownSink sink(mixer);
    std::int64_t total = 0;
    for (std::int64_t i = 0; i <= hz * 20; ++i) {
      sink.pump(at(Duration(i * 1'000'000'000 / hz)));
      total += std::ssize(sink.take()) / 2;
      const std::int64_t due = samples_in(Duration(i * 1'000'000'000 / hz));
      REQUIRE(total == std::max<std::int64_t>(due - std::int64_t{Limiter::kLatency}, 0));
    }
    sink.finish();
    CHECK(total + std::ssize(sink.take()) / 2 == samples_in(20s));
  }
}

TEST_CASE("the pacer presents the last frame that is due") {
  const std::array<Duration, 3> queued{10ms, 20ms, 30ms};
  const auto check = [&](Duration time, std::size_t drop, bool present) {
    const Pace p = pace(queued, time);
    CHECK(p.drop == drop);
    CHECK(p.present == present);
  };
  check(0ms, 0, false);
  check(9ms, 0, false);
  check(9600us, 0, true);  // half a millisecond early is in time
  check(10ms, 0, true);
  check(20ms, 1, true);
  check(1s, 2, true);
  CHECK_FALSE(pace({}, 1s).present);
}

TEST_CASE("the media clock") {
  MediaClock clock;
  CHECK(clock.advance(at(1s), std::nullopt) == 0ms);  // not started
  SECTION("follows the time line without sound") {
    clock.start(at(1s), false);
    CHECK(clock.advance(at(2s), std::nullopt) == 1s);
    CHECK(clock.advance(at(1500ms), std::nullopt) == 1s);  // never back
  }
  SECTION("waits for the first sound, but not for ever") {
    clock.start(at(1s), true);
    CHECK(clock.advance(at(1100ms), std::nullopt) == 0ms);
    SECTION("it comes") {
      CHECK(clock.advance(at(1150ms), 10ms) == 10ms);
      CHECK(clock.advance(at(1250ms), 110ms) == 110ms);
      CHECK(clock.advance(at(1350ms), std::nullopt) == 210ms);  // and runs out
    }
    SECTION("it does not") {
      CHECK(clock.advance(at(1201ms), std::nullopt) == 1ms);
      CHECK(clock.advance(at(1301ms), std::nullopt) == 101ms);
    }
  }
  SECTION("smooths jitter, follows drift, jumps forward only") {
    clock.start(at(0s), true);
    clock.advance(at(0s), 0ms);
    Duration last{};
    for (int i = 1; i < 600; ++i) {
      const Instant due = at(Duration(i * 16'666'667LL));
      const Duration jitter = i % 2 == 0 ? Duration(8ms) : Duration(-8ms);
      const Duration time = clock.advance(due, due.time_since_epoch() + jitter);
      CHECK(std::abs((time - last - Duration(16'666'667)).count()) < 1'000'000);
      last = time;
    }
    const Instant now = at(10s);
    CHECK(clock.advance(now, 12s) == 12s);
    CHECK(clock.advance(now + 10ms, 5s) == 12s);
  }
}

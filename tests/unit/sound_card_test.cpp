// The sound card as it comes and goes, with devices that the test holds in its hands.
#include "platform/sound_card.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "base/log.h"
#include "platform/callback_clock.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

/// What the devices of a test share with it.
struct Bench {
  std::atomic<bool> is_plugged = false;
  std::atomic<int> tries = 0, open = 0, started = 0;
  std::mutex mutex;
  FillSound fill;  // of the device that was opened last

  void play(std::span<float> out) {
    std::lock_guard lock(mutex);
    fill(out, 20ms);
  }
};

class BenchDevice final : public SoundDevice {
 public:
  explicit BenchDevice(Bench& bench) : bench_(bench) { ++bench_.open; }
  ~BenchDevice() override { --bench_.open; }
  void start() override { ++bench_.started; }
  bool is_lost() const override { return !bench_.is_plugged; }
  std::string name() const override { return "bench"; }

 private:
  Bench& bench_;
};

class BenchDevices final : public SoundDevices {
 public:
  explicit BenchDevices(Bench& bench) : bench_(bench) {}
  Result<std::unique_ptr<SoundDevice>> open(FillSound fill) override {
    ++bench_.tries;
    if (!bench_.is_plugged) return fail(ErrorKind::device, "there is no device");
    std::lock_guard lock(bench_.mutex);
    bench_.fill = std::move(fill);
    return std::make_unique<BenchDevice>(bench_);
  }

 private:
  Bench& bench_;
};

/// A card on a bench, pumped 60 times a second of a time that the test moves.
class Rig {
 public:
  Rig() : devices_(bench), card_(mixer, clock_, devices_) {
    spdlog::set_level(spdlog::level::off);
    card_.pump(now);
    voice = mixer.add_voice();
    voice->write(std::vector<float>(2 * 40'000, 0.25f));
    voice->set_playing(true);
  }
  void look() { card_.look_for_device(); }
  /// Frames of the show for so long; what is opened or closed beside them has then been done.
  void run(Duration time) {
    for (const Instant end = now + time; now < end;) {
      now += Duration(1'000'000'000 / 60);
      card_.pump(now);
      while (card_.is_changing()) {
        std::this_thread::yield();
        card_.pump(now);
      }
    }
  }
  void pump() { card_.pump(now); }

  Bench bench;
  Mixer mixer;
  Instant now{};
  std::shared_ptr<Voice> voice;

 private:
  SteadyClock clock_;
  BenchDevices devices_;
  SoundCard card_;
};

TEST_CASE("without a card, and until one is wanted, the voices' time goes on") {
  Rig rig;
  rig.run(200ms);
  CHECK(rig.bench.tries == 0);
  CHECK(static_cast<std::int64_t>(rig.voice->buffered()) == 40'000 - samples_in(rig.now.time_since_epoch()));
  rig.look();
  rig.run(200ms);
  CHECK(rig.bench.tries == 1);
  CHECK(static_cast<std::int64_t>(rig.voice->buffered()) == 40'000 - samples_in(rig.now.time_since_epoch()));
  CHECK(rig.mixer.loudness() == 0.f);
  CHECK(rig.voice->underruns() == 0);
}

TEST_CASE("a card that was not there at the start is found within two seconds") {
  Rig rig;
  rig.look();
  rig.run(10s);
  CHECK(rig.bench.tries >= 9);
  CHECK(rig.bench.tries <= 11);
  rig.bench.is_plugged = true;
  const Instant plugged = rig.now;
  while (rig.bench.started == 0 && rig.now < plugged + 1min) rig.run(10ms);
  CHECK(rig.now - plugged <= 2s);
  CHECK(rig.mixer.loudness() == 1.f);
  // From now on it alone pulls.
  const auto left = rig.voice->buffered();
  rig.run(3s);
  CHECK(rig.voice->buffered() == left);
}

TEST_CASE("a card that is lost is closed, its time goes on, and it comes back by itself") {
  Rig rig;
  rig.bench.is_plugged = true;
  rig.look();
  rig.run(50ms);
  REQUIRE(rig.bench.started == 1);
  std::vector<float> out(2 * 480);
  rig.bench.play(out);
  const auto left = rig.voice->buffered();
  for (int round = 2; round < 5; ++round) {
    rig.bench.is_plugged = false;
    rig.run(100ms);
    CHECK(rig.bench.open == 0);
    CHECK(rig.mixer.loudness() == 0.f);
    rig.bench.is_plugged = true;
    const Instant plugged = rig.now;
    while (rig.bench.started < round && rig.now < plugged + 1min) rig.run(10ms);
    CHECK(rig.now - plugged <= 2s);
    CHECK(rig.bench.open == 1);
    CHECK(rig.mixer.loudness() == 1.f);
  }
  // What it missed was not heard and not waited for: no more than the time that passed was taken.
  CHECK(rig.voice->buffered() < left);
  CHECK(left - rig.voice->buffered() <= static_cast<std::size_t>(samples_in(rig.now.time_since_epoch())));
}

TEST_CASE("a card that is lost at once, or while it is opened, leaves nothing behind") {
  Bench bench;
  Mixer mixer;
  SteadyClock clock;
  BenchDevices devices(bench);
  {
    SoundCard card(mixer, clock, devices);
    bench.is_plugged = true;
    card.look_for_device();
    card.pump(Instant{});
    REQUIRE(card.is_changing());
  }
  CHECK(bench.open == 0);
  CHECK(bench.tries == 1);
  CHECK(bench.started == 0);
}

TEST_CASE("SDL's devices open, ask for sound, and end with SDL's audio") {
  setenv("SDL_AUDIODRIVER", "dummy", 1);
  SdlSoundDevices devices;
  for (int round = 0; round < 2; ++round) {
    std::promise<std::size_t> asked;
    std::atomic<bool> is_first = true;
    auto device = devices.open([&](std::span<float> out, Duration until_heard) {
      std::fill(out.begin(), out.end(), 0.f);
      if (is_first.exchange(false) && until_heard > 0ms) asked.set_value(out.size());
    });
    REQUIRE(device);
    CHECK((*device)->name().find("dummy") != std::string::npos);
    CHECK_FALSE((*device)->is_lost());
    (*device)->start();
    auto size = asked.get_future();
    REQUIRE(size.wait_for(10s) == std::future_status::ready);
    CHECK(size.get() > 0);
    device->reset();
    CHECK(SDL_WasInit(SDL_INIT_AUDIO) == 0);
  }
  setenv("SDL_AUDIODRIVER", "there-is-no-such-driver", 1);
  const auto none = devices.open([](std::span<float>, Duration) {});
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == ErrorKind::device);
  CHECK(SDL_WasInit(SDL_INIT_AUDIO) == 0);
  unsetenv("SDL_AUDIODRIVER");
}

TEST_CASE("samples leave at one rate, however their callbacks come") {
  CallbackClock clock;
  constexpr std::size_t kCount = 1024;
  const Duration period = from_seconds(1024.0 / kSampleRate);
  Instant last{};
  Duration shortest = period, longest = period;
  for (int i = 0; i < 2000; i++) {
    // Two at a time, and now and then late.
    const Instant told = Instant{} + i / 2 * 2 * period + (i % 7 == 0 ? std::chrono::milliseconds(9) : Duration{});
    const Instant heard = clock.heard_at(told, kCount);
    if (i > 300) shortest = std::min(shortest, heard - last), longest = std::max(longest, heard - last);
    last = heard;
  }
  CHECK(longest - shortest < std::chrono::milliseconds(1));
  CHECK(std::chrono::abs(last - (Instant{} + 1999 * period)) < std::chrono::milliseconds(20));
  // A card that stood still is believed at once.
  const Instant later = last + std::chrono::seconds(5);
  CHECK(clock.heard_at(later, kCount) == later);
}

}  // namespace
}  // namespace redlight

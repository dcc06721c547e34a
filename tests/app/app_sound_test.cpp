// How loud the show is, and a film that plays while its sound card comes and goes.
#include <catch2/catch.hpp>
#include <spdlog/sinks/ostream_sink.h>
#include <sstream>

#include "app/film_levels.h"
#include "app/sound_control.h"
#include "base/log.h"
#include "platform/sound_card.h"
#include "support/clips.h"
#include "unit/show_folder.h"

namespace redlight::test {
namespace {

using namespace std::chrono_literals;

class Wall final : public WallClock {
 public:
  WallTime now() override { return time; }
  WallTime time{12h, true};
};

struct Desk {
  Desk() {
    mixer.set_heard(true);
    spdlog::set_level(spdlog::level::off);
  }
  /// Frames for so long, at each of which nothing is asked for, but the actions at the first.
  float after(Duration time, std::vector<Action> actions = {}) {
    for (const Instant end = now + time; now < end;) {
      now += 20ms;
      control.step(levels, actions, now);
      actions.clear();
    }
    return mixer.loudness();
  }
  Mixer mixer;
  Wall wall;
  SoundControl control{mixer, &wall, false};
  SoundLevels levels;
  Instant now{};
};

constexpr Action kLouder{ActionKind::louder}, kSofter{ActionKind::softer}, kMute{ActionKind::mute};

TEST_CASE("the show's volume is there from the first frame, and an edit of it glides in") {
  Desk desk;
  desk.levels.volume = 0.4;
  CHECK(desk.after(20ms) == 0.4f);
  desk.levels.volume = 0.8;
  CHECK(desk.after(1s) == Approx(0.6));
  CHECK(desk.after(2s) == 0.8f);
  desk.levels.mute = true;
  CHECK(desk.after(20ms) == 0.f);
}

TEST_CASE("the staff makes it louder, softer and mute") {
  Desk desk;
  desk.levels.volume = 0.5;
  desk.after(20ms);
  CHECK(desk.after(20ms, {kLouder}) == Approx(0.5 * 1.412538));
  CHECK(desk.after(20ms, {kSofter, kSofter}) == Approx(0.5 * 0.707946));
  CHECK(desk.after(20ms, {kMute}) == 0.f);
  CHECK(desk.after(20ms, {kMute}) == Approx(0.5 * 0.707946));
  desk.after(20ms, {kMute});
  CHECK(desk.after(20ms, {kLouder}) == 0.5f);  // who makes it louder wants to hear it
  CHECK(desk.after(20ms, std::vector<Action>(100, kLouder)) == Approx(0.5 * 1.995262));
  CHECK(desk.after(20ms, std::vector<Action>(100, kSofter)) == Approx(0.5 * 0.00398107));
  CHECK(desk.after(20ms, {Action{ActionKind::next}, Action{ActionKind::panel}}) == Approx(0.5 * 0.00398107));
}

TEST_CASE("a show that is mute is heard when the staff wants it, and --mute holds until then") {
  Desk desk;
  desk.levels.mute = true;
  CHECK(desk.after(20ms) == 0.f);
  CHECK(desk.after(20ms, {kMute}) == 1.f);
  Mixer mixer;
  mixer.set_heard(true);
  SoundControl control(mixer, nullptr, true);
  control.step({}, {}, Instant{});
  CHECK(mixer.loudness() == 0.f);
  const std::vector<Action> unmute{kMute};
  control.step({}, unmute, Instant{20ms});
  CHECK(mixer.loudness() == 1.f);
}

TEST_CASE("quiet hours come and go on a slope, and the staff's steps stay") {
  Desk desk;
  desk.levels.volume = 0.8;
  desk.levels.quiet = {{22h, 8h, 0.2}};
  CHECK(desk.after(10s) == 0.8f);
  desk.wall.time.of_day = 22h;
  int between = 0;
  for (int i = 0; i < 500; ++i) {
    const float volume = desk.after(20ms);
    between += volume > 0.201f && volume < 0.799f ? 1 : 0;
  }
  CHECK(std::abs(between - 149) <= 2);  // three seconds from 0.8 to 0.2
  CHECK(desk.after(20ms) == 0.2f);
  CHECK(desk.after(20ms, {kLouder}) == Approx(0.2 * 1.412538));
  desk.wall.time.of_day = 8h;
  CHECK(desk.after(10s) == Approx(0.8 * 1.412538));
}

TEST_CASE("a show that begins in quiet hours begins quietly") {
  Desk desk;
  desk.levels.quiet = {{22h, 8h, 0.2}};
  desk.wall.time.of_day = 3h;
  CHECK(desk.after(20ms) == 0.2f);
}

TEST_CASE("with a clock that is wrong there are no quiet hours, which is told once") {
  std::ostringstream said;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_mt>(said)));
  {
    Desk desk;
    spdlog::set_level(spdlog::level::warn);
    desk.levels.quiet = {{0min, 23h + 59min, 0}};
    desk.wall.time.is_trusted = false;
    CHECK(desk.after(30s) == 1.f);
    const std::string text = said.str();
    CHECK(text.find("quiet hours wait") != std::string::npos);
    CHECK(text.find("quiet hours wait") == text.rfind("quiet hours wait"));
    desk.wall.time.is_trusted = true;  // the time service has set it
    CHECK(desk.after(20s) == 0.f);
  }
  spdlog::set_default_logger(before);
}

TEST_CASE("films are measured when something is seen, not before; an offline render waits") {
  spdlog::set_level(spdlog::level::off);
  ShowFolder folder("levels");
  folder.with("film.mp4").with("rain.ogg");
  Show show;
  show.sound = folder.path() / "rain.ogg";
  TeaserScene teaser;
  teaser.video.portrait = folder.path() / "film.mp4";
  show.scenes.push_back({.id = "film", .content = teaser, .hold = std::nullopt});
  std::atomic<int> count = 0;
  const auto measure = [&](const std::filesystem::path&, const std::stop_token&) -> Result<Loudness> {
    ++count;
    return Loudness{-17, 1};
  };
  StockOptions options;
  options.width = 90, options.height = 160;
  options.loudness = std::make_shared<LoudnessBook>(std::filesystem::path(), measure, LoudnessBook::Pace::idle);

  SECTION("a kiosk") {
    FilmLevels levels(show, options);
    for (int i = 0; i < 5; ++i) levels.step(false);
    CHECK(levels.trim(teaser.video.portrait) == 1.f);
    levels.step(true);  // the first picture
    CHECK(count == 0);
    levels.step(true);
    while (levels.trim(teaser.video.portrait) == 1.f || levels.trim(show.sound) == 1.f) std::this_thread::yield();
    CHECK(count == 2);
    CHECK(levels.trim(show.sound) == Approx(0.501187));
  }
  SECTION("a render") {
    options.patience = Patience::wait_until_due;
    FilmLevels levels(show, options);
    CHECK(levels.trim(teaser.video.portrait) == Approx(0.501187));
    CHECK(count == 1);
  }
  SECTION("a show that leaves its films as they are") {
    show.levels.loudness.reset();
    options.patience = Patience::wait_until_due;
    FilmLevels levels(show, options);
    levels.step(true);
    levels.step(true);
    CHECK(levels.trim(teaser.video.portrait) == 1.f);
    CHECK(count == 0);
  }
}

/// A device that is there or not, and that the test pulls.
class HandDevices final : public SoundDevices {
 public:
  Result<std::unique_ptr<SoundDevice>> open(FillSound fill) override {
    if (!is_plugged) return fail(ErrorKind::device, "there is no device");
    fill_ = std::move(fill);
    return std::make_unique<Device>(*this);
  }
  /// As the device's own thread would, for as long as a frame lasts.
  void pull() {
    std::vector<float> out(2 * 800);
    if (is_open) fill_(out, Duration{});
  }
  std::atomic<bool> is_plugged = false, is_open = false;

 private:
  class Device final : public SoundDevice {
   public:
    explicit Device(HandDevices& from) : from_(from) {}
    ~Device() override { from_.is_open = false; }
    void start() override { from_.is_open = true; }
    bool is_lost() const override { return !from_.is_plugged; }
    std::string name() const override { return "hand"; }

   private:
    HandDevices& from_;
  };
  FillSound fill_;
};

TEST_CASE("a film plays on while its sound card comes and goes") {
  spdlog::set_level(spdlog::level::off);
  const auto clip = make_clip({.name = "sound_card_film"});
  const auto at = [](int i) { return Instant(Duration(std::int64_t{i} * 1'000'000'000 / 60)); };
  Mixer mixer;
  SteadyClock clock;
  HandDevices devices;
  SoundCard card(mixer, clock, devices);
  card.look_for_device();
  PlayerOptions how;
  how.loop = true, how.patience = Patience::wait_until_due, how.clock = MasterClock::timeline;
  const auto player = Player::open(clip, how, &mixer);
  player->wait_ready();
  card.pump(at(0));
  player->play(at(0));
  int sounding = 0;
  for (int i = 0; i < 60 * 20; ++i) {
    if (i % 150 == 149) devices.is_plugged = !devices.is_plugged;
    const FramePtr frame = player->frame(at(i));
    REQUIRE(frame);
    REQUIRE(number_of(*frame) == i % 60);
    card.pump(at(i + 1));
    while (card.is_changing()) {
      std::this_thread::yield();
      card.pump(at(i + 1));
    }
    devices.pull();
    sounding += devices.is_open ? 1 : 0;
  }
  CHECK(player->counts().dropped == 0);
  CHECK(sounding > 60 * 20 / 2 - 4 * 65);  // half of the time, less a second of looking each time
}

}  // namespace
}  // namespace redlight::test

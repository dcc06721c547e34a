// What the staff is shown, and what is remembered of a machine.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "app/detail_control.h"
#include "app/machine_speed.h"
#include "app/staff_overlay.h"
#include "support/temp_folder.h"

namespace redlight::test {
namespace {

using namespace std::chrono_literals;

constexpr Duration kBudget = from_seconds(1.0 / 60);

StaffFacts facts() {
  StaffFacts f;
  f.renderer = "cpu with x86-64-v3", f.width = 1080, f.height = 1920;
  f.frames = {from_seconds(0.0123), from_seconds(0.0191), 118, 3};
  f.level = DetailLevel::half, f.why = "at 'full' 40 of 48 frames were late, the worst took 31.0 of 16.7 ms";
  f.on_air = "poster", f.next = "teaser";
  MediaInfo film;
  film.video_codec = "h264", film.width = 1920, film.height = 1080, film.frames_per_second = 24000.0 / 1001;
  f.film = StaffFacts::Film{film, {480, 2, 1, 0}};
  return f;
}

bool has(const std::vector<std::string>& lines, const std::string& part) {
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& l) { return l.find(part) != l.npos; });
}

TEST_CASE("the staff reads how the machine keeps up, and what is on air") {
  const auto lines = staff_lines(facts());
  for (const char* part : {"cpu with x86-64-v3, 1080x1920 at 60 Hz", "frame 12.3 ms, worst 19.1 ms, 3 of 118 late",
                           "detail half", "because at 'full'", "on air: poster (loop)", "next: teaser",
                           "film: h264 1920x1080 at 23.98, 480 shown, 2 dropped, 1 out of turn"}) {
    INFO(part);
    CHECK(has(lines, part));
  }
  for (const std::string& line : lines) CHECK(line.size() <= kStaffColumns);
  StaffFacts nothing;
  nothing.visitor = true;
  CHECK(has(staff_lines(nothing), "no frame was drawn"));
  CHECK(has(staff_lines(nothing), "on air: nothing yet (visitor)"));
  CHECK_FALSE(has(staff_lines(nothing), "next"));
  CHECK_FALSE(has(staff_lines(nothing), "film"));
  StaffFacts endless = facts();
  endless.on_air = std::string(500, 'x') + " " + std::string(90, 'y');
  for (const std::string& line : staff_lines(endless)) CHECK(line.size() <= kStaffColumns);
}

TEST_CASE("the desk lies over the picture while it is open, and is set anew when something on it changes") {
  StaffOverlay overlay(std::filesystem::path(REDLIGHT_ASSETS) / "fonts");
  StaffDesk desk;
  constexpr double aspect = 1080.0 / 1920;
  desk.set_up(Staff{"2580"}, touch_targets({}, false, aspect), aspect);
  const auto look = [&](Instant now) {
    Picture picture;
    picture.width = 1080, picture.height = 1920;
    overlay.lay_over(picture, desk, now);
    return picture.sprites;
  };
  CHECK_FALSE(overlay.wants_facts(desk, Instant(1s)));
  CHECK(look(Instant(1s)).empty());
  desk.toggle(ActionKind::corners, Instant(1s));
  const auto asks = look(Instant(1s));
  CHECK(asks.size() > 24);                              // the board, and twelve keys with their labels
  CHECK_FALSE(overlay.wants_facts(desk, Instant(1s)));  // nothing is told before the PIN
  for (const int digit : {2, 5, 8, 0}) desk.step(KeyEvent{Key::digit, digit, true, false}, Instant(1s));
  REQUIRE(overlay.wants_facts(desk, Instant(1s)));
  overlay.set(facts(), Instant(1s));
  CHECK_FALSE(overlay.wants_facts(desk, Instant(1100ms)));
  CHECK(overlay.wants_facts(desk, Instant(1300ms)));
  const auto open = look(Instant(1s));
  REQUIRE(open.size() > 25);
  const Sprite& board = open.front();
  const auto right = [](const Sprite& one) { return one.x + static_cast<float>(one.coverage->width); };
  const auto bottom = [](const Sprite& one) { return one.y + static_cast<float>(one.coverage->height); };
  for (const Sprite& s : open) {
    CHECK(s.x >= board.x);
    CHECK(right(s) <= right(board));
    CHECK(s.y >= board.y);
    CHECK(bottom(s) <= bottom(board));
  }
  overlay.set(facts(), Instant(2s));
  CHECK(look(Instant(2s)) == open);  // the same text is the same picture: nothing is drawn for it
  StaffFacts other = facts();
  other.frames.late = 4;
  overlay.set(other, Instant(3s));
  CHECK_FALSE(look(Instant(3s)) == open);
  const Region mute = desk.buttons()[1].place;
  const auto before = look(Instant(3s));
  desk.step(PointerEvent{1, PointerEvent::Phase::down, mute.x + 0.01, mute.y + 0.01}, Instant(3s));
  CHECK_FALSE(look(Instant(3s)) == before);  // in the frame of the touch
  desk.toggle(ActionKind::panel, Instant(4s));
  CHECK(look(Instant(4s)).empty());
}

TEST_CASE("when a figure changes its line alone is made anew") {
  StaffOverlay overlay(std::filesystem::path(REDLIGHT_ASSETS) / "fonts");
  StaffDesk desk;
  constexpr double aspect = 1080.0 / 1920;
  desk.set_up(Staff{}, touch_targets({}, false, aspect), aspect);
  desk.toggle(ActionKind::panel, Instant(1s));
  const auto look = [&](const StaffFacts& told, int width) {
    overlay.set(told, Instant(1s));
    Picture picture;
    picture.width = width, picture.height = 1920;
    overlay.lay_over(picture, desk, Instant(1s));
    return picture.sprites;
  };
  const auto made = [](const std::vector<Sprite>& before, const std::vector<Sprite>& after) {
    return std::count_if(after.begin(), after.end(), [&](const Sprite& one) {
      return std::none_of(before.begin(), before.end(), [&](const Sprite& b) { return b.coverage == one.coverage; });
    });
  };
  const auto first = look(facts(), 1080);
  REQUIRE(first.size() > 20);
  CHECK(overlay.has_made_ink());
  CHECK(look(facts(), 1080) == first);
  CHECK_FALSE(overlay.has_made_ink());
  StaffFacts other = facts();
  for (int i = 0; i < 300; i++) {  // a minute and more at the desk
    const auto before = look(other, 1080);
    other.frames.late++;
    const auto after = look(other, 1080);
    REQUIRE(after.size() == first.size());
    REQUIRE(made(before, after) == 1);
    CHECK(overlay.has_made_ink());
  }
  CHECK(made(look(other, 1080), look(other, 900)) > 10);  // of another size, all that has it
}

TEST_CASE("figures are those of the last five seconds") {
  FrameWatch watch;
  CHECK(watch.figures(Instant(1s)).drawn == 0);
  for (int i = 0; i < 240; i++) watch.drawn(Instant(i * 40ms), i < 100 ? 90ms : i % 2 == 0 ? 10ms : 20ms, kBudget);
  const FrameFigures f = watch.figures(Instant(9600ms));
  CHECK(f.drawn == 125);
  CHECK(f.worst == 20ms);
  CHECK(f.median == 20ms);
  CHECK(f.late == 63);
  CHECK(watch.figures(Instant(20s)).drawn == 0);
}

TEST_CASE("what a machine managed is remembered for its own situation") {
  const TempFolder folder;
  const DetailMemory at_4k(folder.path(), "cpu x86-64-v3, 2 threads, 3840x2160"),
      at_hd(folder.path(), "cpu, 1920x1080");
  CHECK_FALSE(at_4k.recall());
  at_4k.keep(DetailLevel::half);
  at_hd.keep(DetailLevel::full);
  at_4k.keep(DetailLevel::third);
  CHECK(at_4k.recall() == DetailLevel::third);
  CHECK(at_hd.recall() == DetailLevel::full);
  for (int i = 0; i < 20; i++) DetailMemory(folder.path(), std::to_string(i)).keep(DetailLevel::half);
  CHECK_FALSE(at_4k.recall());  // the latest few only
  std::ofstream(folder.path() / "detail.txt") << "nonsense\n\t\nlots\tcpu, 1920x1080\n";
  CHECK_FALSE(at_hd.recall());
  const DetailMemory nowhere("", "x");
  nowhere.keep(DetailLevel::half);
  CHECK_FALSE(nowhere.recall());
  DetailMemory("/proc/none", "x").keep(DetailLevel::half);  // cannot be written, and nothing happens
}

TEST_CASE("a show's detail follows the governor, fades, and is kept once it has lasted") {
  const TempFolder folder;
  const DetailMemory memory(folder.path(), "here");
  DetailControl control(DetailLevel::full, DetailControl::Rule::governed, "to begin with", memory);
  CHECK(control.why() == "to begin with");
  Instant now{};
  const auto play = [&](Duration length, Duration took, int scale) {
    for (const Instant end = now + length; now < end; now += 40ms) control.drawn(now, scale, took, kBudget);
  };
  play(10s, 12ms, 1);
  CHECK(control.level() == DetailLevel::full);
  play(4s, 22ms, 1);
  REQUIRE(control.level() == DetailLevel::still_room);
  CHECK(control.room(now + 4s) == step_of(DetailLevel::still_room).room);
  CHECK(control.ground_scale() == 1);
  CHECK_FALSE(memory.recall());
  play(130s, 15ms, 1);
  CHECK(memory.recall() == DetailLevel::still_room);
  play(10s, 30ms, 1);
  CHECK(control.ground_scale() > 1);
  const DetailLevel level = control.level();
  play(60s, 90ms, 1);  // the old art is still shown: it says nothing of the new
  CHECK(control.level() == level);

  DetailControl fixed(DetailLevel::half, DetailControl::Rule::fixed, "as asked", memory);
  for (int i = 0; i < 1000; i++) fixed.drawn(Instant(i * 40ms), 2, 90ms, kBudget);
  CHECK(fixed.level() == DetailLevel::half);
}

/// Seven milliseconds pass from one look at it to the next.
class TickingClock final : public Clock {
 public:
  Instant now() override { return now_ += 7ms; }
  void sleep_until(Instant) override {}

 private:
  Instant now_{};
};

TEST_CASE("the machine's speed is measured with a poster of each level") {
  for (std::size_t i = 0; i < kDetailLevels; i++) {
    const auto level = static_cast<DetailLevel>(i);
    const Picture picture = sample_picture(level, 240, 120);
    const auto& lit = std::get<LitGround>(picture.grounds[0].what);
    CHECK(ground_scale(*lit.art, 240, 120) == step_of(level).ground_scale);
    CHECK((lit.motion.sway != 0) == (step_of(level).room.camera > 0));
  }
  TickingClock clock;
  MachineSpeed speed(clock);
  const Duration small = speed.frame_time(DetailLevel::full, 960, 540);
  CHECK(seconds(small) == Approx(0.007 * 1.2 * 960 * 540 / (1152 * 648)));
  CHECK(seconds(speed.frame_time(DetailLevel::half, 3840, 2160)) == Approx(16 * seconds(small)));
}

}  // namespace
}  // namespace redlight::test

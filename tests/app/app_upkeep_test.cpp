// What a running show is held to: its own work, not that of what lies over it for a moment.
#include <catch2/catch.hpp>

#include "app/frame_upkeep.h"
#include "app/stage_rig.h"
#include "show/loader.h"
#include "unit/show_folder.h"

namespace redlight::test {
namespace {

using namespace std::chrono_literals;

class NoDisplay final : public Presenter {
 public:
  void draw(const Picture&) override {}
  Result<void> present() override { return {}; }
  bool waits_for_refresh() const override { return true; }
  std::string name() const override { return "nothing"; }
  int width() const override { return kTinyWidth; }
  int height() const override { return kTinyHeight; }
  double refresh_rate() const override { return 60; }
};

TEST_CASE("frames in which the staff's desk is set do not take the show's detail") {
  const ShowFolder folder("upkeep_desk");
  TinyTimes times;
  times.hold = "3600s";
  write_still_show(folder.path(), times);
  LoadedShow loaded = load_show(folder.path());
  REQUIRE(loaded.show);
  StageRig rig(std::make_shared<Show>(std::move(*loaded.show)), Patience::wait_until_due);
  rig.frame();
  const NoDisplay display;
  const PlayOptions options;
  SteadyClock clock;
  FrameUpkeep upkeep(options, display, *rig.show_stage().wish(), clock);
  const auto scale = [&] { return upkeep.ground_scale(kTinyWidth, kTinyHeight); };
  REQUIRE(scale() == 1);
  StaffDesk desk;
  constexpr double aspect = static_cast<double>(kTinyWidth) / kTinyHeight;
  desk.set_up(Staff{}, touch_targets({}, false, aspect), aspect);
  desk.toggle(ActionKind::panel, Instant(1s));
  REQUIRE(desk.page() == StaffDesk::Page::desk);
  std::vector<Sprite> last;
  long drawn = 0;
  // Every quarter of a second a figure is another one; the frame that sets it is late.
  const auto play = [&](int frames, Duration usual) {
    for (int i = 0; i < frames; i++, drawn++) {
      for (int refresh = 0; refresh < 2; refresh++) rig.frame();
      Picture picture = rig.frame();
      picture.sprites.clear();
      const VolumeState volume{false, 1, static_cast<double>(drawn / 5 % 20)};
      upkeep.add_to(picture, rig.show_stage(), desk, volume, rig.last());
      const bool is_new = picture.sprites != last;
      last = picture.sprites;
      upkeep.drawn(picture, rig.show_stage(), rig.last(), is_new ? 90ms : usual);
    }
  };
  play(800, 5ms);
  CHECK(scale() == 1);
  play(800, 40ms);  // the show itself is too slow: it is not overlooked
  CHECK(scale() > 1);
}

}  // namespace
}  // namespace redlight::test

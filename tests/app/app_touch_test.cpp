// A visitor's finger through the whole kiosk: it holds a light, and what is drawn shows it.
#include <catch2/catch.hpp>

#include "app/kiosk_rig.h"
#include "show/loader.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

Show still_show(const ShowFolder& folder) {
  TinyTimes times;
  times.hold = "60s";
  write_still_show(folder.path(), times);
  LoadedShow loaded = load_show(folder.path());
  REQUIRE(loaded.show);
  return std::move(*loaded.show);
}

const std::array<TouchLight, kMaxTouches>& touches_of(const Picture& picture) {
  REQUIRE(picture.grounds.size() == 1);
  return std::get<LitGround>(picture.grounds[0].what).touches;
}

constexpr double kAspect = static_cast<double>(kTinyWidth) / kTinyHeight;

}  // namespace

TEST_CASE("a finger lights the poster where it is, and what it held goes home and out") {
  const ShowFolder folder("touch_light");
  const Show show = still_show(folder);
  KioskRig rig(show, Patience::wait_until_due);
  rig.frame();
  rig.point({7, PointerEvent::Phase::down, 0.25, 0.75});
  Picture picture;
  for (int i = 0; i < 60; i++) picture = rig.frame();
  CHECK(touches_of(picture)[0].x == Approx(0.25 * kAspect));
  CHECK(touches_of(picture)[0].y == Approx(0.75));
  CHECK(touches_of(picture)[0].radiance.r > 1);
  rig.point({8, PointerEvent::Phase::down, 0.8, 0.5});
  for (int i = 0; i < 60; i++) picture = rig.frame();
  CHECK(touches_of(picture)[1].radiance.r > 1);
  rig.point({7, PointerEvent::Phase::up, 0.25, 0.75});
  rig.point({8, PointerEvent::Phase::up, 0.8, 0.5});
  for (int i = 0; i < 30; i++) picture = rig.frame();
  CHECK(touches_of(picture)[0].y < 0.74);  // the tube hangs above
  for (int i = 0; i < 90; i++) picture = rig.frame();
  for (const TouchLight& light : touches_of(picture)) CHECK(light.radiance == Rgb{});
}

TEST_CASE("a show may do without visitors' lights") {
  const ShowFolder folder("touch_none");
  Show show = still_show(folder);
  show.room.touch_light = false;
  KioskRig rig(show, Patience::wait_until_due);
  rig.frame();
  rig.point({7, PointerEvent::Phase::down, 0.25, 0.75});
  for (int i = 0; i < 60; i++) {
    const Picture picture = rig.frame();
    for (const TouchLight& light : touches_of(picture)) REQUIRE(light.radiance == Rgb{});
  }
}

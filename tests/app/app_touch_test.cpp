// A visitor's finger through the whole kiosk: it holds a light, and what is drawn shows it.
#include <catch2/catch.hpp>
#include <cmath>

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

TEST_CASE("a touch is answered in its own frame, by the ring, the dots and the show's patience") {
  const ShowFolder folder("touch_answer");
  const Show show = still_show(folder);
  KioskRig rig(show, Patience::wait_until_due, KioskRig::SignsFor::visitors);
  Picture before = rig.frame();
  before = rig.frame();
  CHECK(rig.stage().mode == Mode::attract);
  rig.point({7, PointerEvent::Phase::down, 0.8, 0.5});
  const Picture after = rig.frame();
  CHECK(rig.stage().mode == Mode::visitor);
  CHECK(after.sprites.size() >= before.sprites.size() + 1 + show.scenes.size());
  // A key that asks for the next scene: its dot is lit in the same frame.
  const Picture asked = rig.frame({Action{ActionKind::next}});
  CHECK(asked.sprites != after.sprites);
}

TEST_CASE("a display invites to touch it from when it can be touched, also one whose panel is found later") {
  const ShowFolder folder("touch_invites");
  Show show = still_show(folder);
  show.room.dust = 0;
  for (Scene& scene : show.scenes) scene.hold = std::chrono::seconds(14);
  KioskRig rig(show, Patience::wait_until_due, KioskRig::SignsFor::visitors);
  const auto most_sprites = [&] {  // in the whole time of a scene
    rig.frame();
    const auto scene = rig.stage().current->scene;
    std::size_t most = 0;
    while (rig.stage().current->scene == scene) most = std::max(most, rig.frame().sprites.size());
    return most;
  };
  rig.kiosk().set_has_panel(false);
  const auto alone = most_sprites();
  while (rig.stage().current->scene != 0) rig.frame();
  rig.kiosk().set_has_panel(true);
  CHECK(most_sprites() == alone + 1);
}

TEST_CASE("words follow a swipe, and a hand that plays with the light is somebody") {
  const ShowFolder folder("touch_swipe");
  Show show = still_show(folder);
  show.attract.idle = std::chrono::seconds(5);
  show.room.dust = 0;  // words alone are sprites then
  KioskRig rig(show, Patience::wait_until_due, KioskRig::SignsFor::visitors);
  rig.frame();
  rig.frame({Action{ActionKind::jump, 1}});  // a slide
  for (int i = 0; i < 60; i++) rig.frame();
  REQUIRE(rig.stage().current->scene == 1);
  const auto words_at = [](const Picture& p) {
    REQUIRE_FALSE(p.sprites.empty());
    return p.sprites.front().x;
  };
  const auto still = words_at(rig.frame());
  rig.point({7, PointerEvent::Phase::down, 0.8, 0.5});
  rig.point({7, PointerEvent::Phase::move, 0.5, 0.5});
  CHECK(words_at(rig.frame()) < still);
  for (int i = 0; i < 600; i++) {  // ten seconds: twice the idle time
    rig.point({7, PointerEvent::Phase::move, 0.5 + 0.1 * std::sin(i * 0.1), 0.5});
    rig.frame();
    REQUIRE(rig.stage().mode == Mode::visitor);
    REQUIRE_FALSE(rig.stage().is_counting);
  }
  rig.point({7, PointerEvent::Phase::up, 0.5, 0.5});
  for (int i = 0; i < 400; i++) rig.frame();
  CHECK(rig.stage().mode == Mode::attract);
}

TEST_CASE("a language that a visitor chose is seen in the same frame") {
  const ShowFolder folder("touch_language");
  Show show = still_show(folder);
  show.language_mode = LanguageMode::button;
  show.room.dust = 0;
  for (Scene& scene : show.scenes)
    if (auto* slide = std::get_if<SlideScene>(&scene.content))
      slide->heading.by_language = {{"en", "Word"}, {"ko", "\xeb\xa7\x90"}};
  KioskRig rig(show, Patience::wait_until_due);
  rig.frame();
  rig.frame({Action{ActionKind::jump, 1}});
  for (int i = 0; i < 60; i++) rig.frame();
  const Picture english = rig.frame(), korean = rig.frame({Action{ActionKind::language}});
  REQUIRE_FALSE(english.sprites.empty());
  CHECK(english.sprites.front().coverage != korean.sprites.front().coverage);
  REQUIRE(rig.kiosk().targets().language);
}

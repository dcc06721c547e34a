// One kiosk takes the place of another: no black, no jump, no film that begins anew, and whatever fails stays outside.
#include <catch2/catch.hpp>
#include <set>

#include "app/seam_watch.h"
#include "app/stage_rig.h"
#include "show/loader.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

std::shared_ptr<const Show> load(const ShowFolder& folder) {
  LoadedShow loaded = load_show(folder.path());
  for (const Diagnostic& d : loaded.diagnostics) INFO(format(d));
  REQUIRE(loaded.show);
  return std::make_shared<Show>(std::move(*loaded.show));
}

/// The same show with another level of the poster's lamps.
std::shared_ptr<const Show> with_lights(const Show& show, const std::map<std::string, double>& lights) {
  Show edited = show;
  std::get<PosterScene>(edited.scenes.front().content).lights = lights;
  return std::make_shared<Show>(std::move(edited));
}

TinyTimes held(const char* hold) {
  TinyTimes times;
  times.hold = hold;
  return times;
}

double red_of(const Picture& picture) {
  CpuRenderer renderer;
  renderer.draw(picture);
  return mean_of(renderer.image()).r;
}

/// Frames until the replacement has taken over, each with a ground; empty when that did not happen in time.
std::optional<Picture> until_replaced(StageRig& rig) {
  std::optional<Picture> last;
  const bool done = rig.settle([&](const Picture& picture) {
    REQUIRE_FALSE(picture.grounds.empty());
    last = picture;
  });
  return done ? last : std::nullopt;
}

/// From scene 2, asks for another that is not ready yet. A quick loader may have it at once; then again.
bool ask_early(StageRig& rig, Action action, std::size_t scene) {
  for (int attempt = 0; attempt < 100; attempt++) {
    rig.frame({Action{ActionKind::jump, 2}});
    if (!rig.settle([](const Picture&) {})) return false;
    for (int i = 0; i < 30; i++) rig.frame();  // until the fade is over
    if (rig.stage().current->scene != 2 || rig.stage().incoming) return false;
    rig.frame({action});
    if (rig.stage().awaited == scene) return true;
    for (int i = 0; i < 30; i++) rig.frame();
  }
  return false;
}

}  // namespace

TEST_CASE("a show that is replaced again and again, at any moment, leaves no seam") {
  const ShowFolder folder("replace_often");
  write_tiny_show(folder.path());
  const auto show = load(folder);
  StageRig rig(show, Patience::wait_until_due);
  SeamWatch watch(*show, Punctuality::exact);
  for (int frame = 0; frame < 1300; frame++) {
    if (frame % 37 == 36) rig.want(std::make_shared<Show>(*show));
    const Picture picture = rig.frame();
    watch.look(rig.last(), rig.stage(), picture);
  }
  watch.conclude(std::chrono::milliseconds(300));
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
  REQUIRE(watch.appearances().size() >= 14);  // two loops: no replacement held the show up or moved it on
  for (std::size_t i = 0; i < watch.appearances().size(); i++) CHECK(watch.appearances()[i].scene == i % 7);
}

TEST_CASE("art of another scale takes over without a seam, as often as a governor may ask for it") {
  const ShowFolder folder("replace_scale");
  write_tiny_show(folder.path());
  const auto show = load(folder);
  StageRig rig(show, Patience::wait_until_due);
  SeamWatch watch(*show, Punctuality::exact);
  std::set<int> scales;
  for (int frame = 0; frame < 900; frame++) {
    if (frame % 97 == 96) rig.rescale(1 + frame / 97 % 3);
    const Picture picture = rig.frame();
    watch.look(rig.last(), rig.stage(), picture);
    for (const Ground& ground : picture.grounds)
      if (const auto* lit = std::get_if<LitGround>(&ground.what))
        scales.insert(ground_scale(*lit->art, picture.width, picture.height));
  }
  watch.conclude(std::chrono::milliseconds(300));
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
  CHECK(scales == std::set<int>{1, 2, 3});
}

TEST_CASE("a light that was edited is seen when its show is ready, and not a frame is dark before") {
  const ShowFolder folder("replace_light");
  write_still_show(folder.path(), held("600s"));
  const auto show = load(folder);
  StageRig rig(show, Patience::never_wait);
  REQUIRE(rig.settle([](const Picture&) {}));
  for (int i = 0; i < 90; i++) rig.frame();
  const double before = red_of(rig.frame());
  const Stage stage = rig.stage();
  rig.want(with_lights(*show, {{"tube_key", 0.0}}));
  const auto after = until_replaced(rig);
  REQUIRE(after);
  CHECK(red_of(*after) < before - 20);
  CHECK(rig.stage().current == stage.current);  // the same appearance: its tubes are not struck again
  CHECK_FALSE(after->sprites.empty());          // with its words
}

TEST_CASE("a display that changes its size has the scene that was on stage") {
  const ShowFolder folder("replace_size");
  write_still_show(folder.path(), held("600s"));
  StageRig rig(load(folder), Patience::never_wait);
  REQUIRE(rig.settle([](const Picture&) {}));
  rig.frame({Action{ActionKind::jump, 2}});
  REQUIRE(rig.settle([](const Picture&) {}));
  for (int i = 0; i < 30; i++) rig.frame();
  REQUIRE(rig.stage().current->scene == 2);
  const Stage stage = rig.stage();
  rig.resize(kTinyHeight, kTinyWidth);
  CHECK(rig.frame().width == kTinyWidth);  // of the kiosk that is still on stage
  const auto after = until_replaced(rig);
  REQUIRE(after);
  CHECK(after->width == kTinyHeight);
  CHECK(after->height == kTinyWidth);
  CHECK(rig.stage().current == stage.current);
  CHECK(rig.stage().mode == Mode::visitor);
}

TEST_CASE("art is made no larger than the renderer takes it, with a camera and without") {
  const ShowFolder folder("replace_large");
  write_still_show(folder.path(), held("600s"));
  Show show = *load(folder);
  constexpr int kLargest = 64;
  for (const bool moves : {false, true}) {
    if (moves) std::get<PosterScene>(show.scenes.front().content).camera.portrait = Camera{{}, {0.5, 0.5, 1.2}};
    StageRig rig(std::make_shared<Show>(show), Patience::wait_until_due);
    const auto art = [&] { return std::get<LitGround>(rig.frame().grounds.at(0).what).art; };
    REQUIRE(std::max(art()->stride(), art()->height) > kLargest);
    rig.limit_art(kLargest);
    CHECK(art()->stride() <= kLargest);
    CHECK(art()->height <= kLargest);
    CHECK(art()->height > kLargest / 2);
  }
}

TEST_CASE("what was asked for and is not ready yet is asked for of the show that takes over") {
  const ShowFolder folder("replace_asked");
  write_still_show(folder.path(), held("600s"));
  const auto show = load(folder);
  StageRig rig(show, Patience::never_wait);
  REQUIRE(rig.settle([](const Picture&) {}));
  Show edited = *show;
  SECTION("home, when the staff begins the show anew") {
    REQUIRE(ask_early(rig, Action{ActionKind::home}, 0));
    rig.want_at_once(std::make_shared<Show>(edited));
    rig.frame();
    CHECK_FALSE(rig.is_replacing());
    for (int i = 0; i < 60; i++) rig.frame();
    CHECK(rig.stage().current->scene == 0);
    CHECK(rig.stage().mode == Mode::visitor);
  }
  SECTION("another scene, by its name") {
    REQUIRE(ask_early(rig, Action{ActionKind::jump, 4}, 4));
    std::swap(edited.scenes[1], edited.scenes[4]);
    rig.want_at_once(std::make_shared<Show>(edited));
    for (int i = 0; i < 60; i++) rig.frame();
    CHECK(rig.stage().current->scene == 1);
  }
  SECTION("one that is gone, and what took its place is on stage already") {
    REQUIRE(ask_early(rig, Action{ActionKind::home}, 0));
    edited.scenes.erase(edited.scenes.begin(), edited.scenes.begin() + 2);
    rig.want_at_once(std::make_shared<Show>(edited));
    rig.frame();
    CHECK(rig.stage().current->scene == 0);
    CHECK_FALSE(rig.stage().awaited);
  }
}

TEST_CASE("scenes are found again by their names") {
  const ShowFolder folder("replace_names");
  write_still_show(folder.path(), held("600s"));
  const auto show = load(folder);
  StageRig rig(show, Patience::wait_until_due);
  rig.frame();
  rig.frame({Action{ActionKind::jump, 2}});
  for (int i = 0; i < 30; i++) rig.frame();
  REQUIRE(show->scenes[rig.stage().current->scene].id == "flat");
  Show edited = *show;
  std::swap(edited.scenes[2], edited.scenes[4]);
  rig.want(std::make_shared<Show>(edited));
  rig.frame();
  CHECK(rig.stage().current->scene == 4);
  edited.scenes.pop_back();  // the scene on stage is gone: what stands in its place, or the first
  rig.want(std::make_shared<Show>(edited));
  const Picture picture = rig.frame();
  CHECK(rig.stage().current->scene == 0);
  CHECK_FALSE(picture.grounds.empty());
}

TEST_CASE("a show that cannot be shown is refused, and the last good one stays") {
  ShowFolder folder("replace_refused");
  write_still_show(folder.path(), held("600s"));
  const auto show = load(folder);
  StageRig rig(show, Patience::never_wait);
  REQUIRE(rig.settle([](const Picture&) {}));
  const Stage stage = rig.stage();
  folder.with("art/tube.png", "no picture");
  rig.want(with_lights(*show, {}));
  REQUIRE(until_replaced(rig));
  const auto refusal = rig.take_refusal();
  REQUIRE(refusal);
  CHECK(refusal->scene == 0);
  CHECK(describe(refusal->error).find("tube.png") != std::string::npos);
  CHECK(rig.stage().current == stage.current);

  SECTION("the next good one is taken") {
    write_art(folder.path() / "art");
    rig.want(with_lights(*show, {{"tube_key", 0.0}}));
    REQUIRE(until_replaced(rig));
    CHECK_FALSE(rig.take_refusal());
  }
  SECTION("a display that changes its size in between gets what can be shown") {
    rig.resize(kTinyHeight, kTinyWidth);
    const auto after = until_replaced(rig);
    REQUIRE(after);
    CHECK(after->width == kTinyHeight);
    CHECK(rig.stage().current->scene == 2);  // the flat poster; slides before it stand on the broken one
  }
}

TEST_CASE("a size that changes back asks for nothing") {
  const ShowFolder folder("replace_back");
  write_still_show(folder.path(), held("600s"));
  StageRig rig(load(folder), Patience::never_wait);
  REQUIRE(rig.settle([](const Picture&) {}));
  const Picture before = rig.frame();
  rig.resize(kTinyHeight, kTinyWidth);
  CHECK(rig.is_replacing());
  rig.resize(kTinyWidth, kTinyHeight);
  CHECK_FALSE(rig.is_replacing());
  const auto art_of = [](const Picture& p) { return std::get<LitGround>(p.grounds.front().what).art; };
  CHECK(art_of(rig.frame()) == art_of(before));
}

TEST_CASE("at midnight a countdown tells the new day, on the same scene and without a gap") {
  const ShowFolder folder("replace_midnight");
  write_art(folder.path() / "art");
  std::ofstream(folder.path() / "show.toml")
      << "title = \"Tiny\"\n[[scene]]\nkind = \"slide\"\nlayout = \"date\"\ndate = 2023-10-06\n"
         "countdown = \"in {days} days\"\nnow = \"Now\"\nhold = \"60s\"\n"
         "[[scene]]\nkind = \"poster\"\nart = \"art\"\n";
  StageRig rig(load(folder), Patience::wait_until_due);
  const auto words = [](const Picture& picture) {
    std::vector<std::vector<std::uint8_t>> ink;
    for (const Sprite& sprite : picture.sprites) ink.push_back(sprite.coverage->alpha);
    return ink;
  };
  const auto just_the_date = words(rig.frame());
  std::set<std::vector<std::vector<std::uint8_t>>> seen{just_the_date};
  for (const char* day : {"2023-10-03", "2023-10-04", "2023-10-06"}) {
    const auto since = rig.stage().current->since;
    rig.begin_day(*parse_day(day));
    REQUIRE(until_replaced(rig));
    seen.insert(words(rig.again()));
    CHECK(rig.stage().current->scene == 0);
    CHECK(rig.stage().current->since == since);
    rig.frame();
  }
  CHECK(seen.size() == 4);
}

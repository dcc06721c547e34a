// Between any two scenes, in any order and at any pace: no black, nothing missing, nothing stale, no jump.
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "app/kiosk_rig.h"
#include "app/seam_watch.h"
#include "show/loader.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

Show load(const ShowFolder& folder) {
  LoadedShow loaded = load_show(folder.path());
  for (const Diagnostic& d : loaded.diagnostics) INFO(format(d));
  REQUIRE(loaded.show);
  return std::move(*loaded.show);
}

/// A walk over `count` scenes that begins after scene 0, ends with it and crosses every ordered pair of two once.
std::vector<std::size_t> every_pair(std::size_t count) {
  std::vector<std::size_t> walk;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = i + 1; j < count; ++j) walk.insert(walk.end(), {i, j});
  walk.erase(walk.begin());
  walk.push_back(0);
  return walk;
}

std::set<std::pair<std::size_t, std::size_t>> pairs_of(const std::vector<Appearance>& appearances) {
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 1; i < appearances.size(); ++i) pairs.emplace(appearances[i - 1].scene, appearances[i].scene);
  return pairs;
}

Action jump(std::size_t scene) { return {ActionKind::jump, scene}; }

/// Crosses every pair once for each dwell, in frames, and looks at every frame.
void walk_every_pair(KioskRig& rig, SeamWatch& watch, std::size_t scenes, std::initializer_list<int> dwells) {
  const auto frame = [&](std::initializer_list<Action> actions) {
    const Picture picture = rig.frame(actions);
    watch.look(rig.last(), rig.stage(), picture);
  };
  frame({});
  for (const int dwell : dwells)
    for (const std::size_t target : every_pair(scenes)) {
      frame({jump(target)});
      for (int i = 0; i < 60 && (rig.stage().incoming || rig.stage().current->scene != target); ++i) frame({});
      REQUIRE(rig.stage().current->scene == target);
      for (int i = 0; i < dwell; ++i) frame({});
    }
}

}  // namespace

TEST_CASE("every ordered pair of scenes is crossed without a seam") {
  const ShowFolder folder("seams_pairs");
  write_tiny_show(folder.path());
  const Show show = load(folder);
  KioskRig rig(show, Patience::wait_until_due);
  SeamWatch watch(show, Punctuality::exact);
  walk_every_pair(rig, watch, show.scenes.size(), {1, 3, 6, 11, 40});
  watch.conclude(show.attract.touch_transition);
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
  CHECK(watch.appearances().size() >= 1 + 5 * 42);
  CHECK(pairs_of(watch.appearances()).size() == 42);
}

TEST_CASE("cuts between every ordered pair of scenes show nothing in between") {
  const ShowFolder folder("seams_cuts");
  TinyTimes times;
  times.touch_transition = "0s";
  write_tiny_show(folder.path(), times);
  const Show show = load(folder);
  KioskRig rig(show, Patience::wait_until_due);
  SeamWatch watch(show, Punctuality::exact);
  walk_every_pair(rig, watch, show.scenes.size(), {1, 4});
  watch.conclude({});
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
  CHECK(pairs_of(watch.appearances()).size() == 42);
}

TEST_CASE("visitors who tap faster than the fades leave no seam either") {
  const ShowFolder folder("seams_taps");
  write_tiny_show(folder.path());
  const Show show = load(folder);
  KioskRig rig(show, Patience::wait_until_due);
  SeamWatch watch(show, Punctuality::exact);
  std::mt19937 random(20231006);
  const auto below = [&](unsigned count) { return static_cast<unsigned>(random() % count); };
  for (int change = 0; change < 250; ++change) {
    const ActionKind kinds[] = {ActionKind::next, ActionKind::previous, ActionKind::jump, ActionKind::home};
    const Action action{kinds[below(4)], below(static_cast<unsigned>(show.scenes.size()))};
    const Picture picture = rig.frame({action});
    watch.look(rig.last(), rig.stage(), picture);
    for (unsigned i = below(22); i > 0; --i) {
      const Picture more = rig.frame();
      watch.look(rig.last(), rig.stage(), more);
    }
  }
  watch.conclude(std::chrono::milliseconds(100));  // the director hurries no fade to less
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
  CHECK(watch.appearances().size() > 80);
}

TEST_CASE("three loops without a visitor run in order and without a seam") {
  const ShowFolder folder("seams_loop");
  write_tiny_show(folder.path());
  const Show show = load(folder);
  KioskRig rig(show, Patience::wait_until_due);
  SeamWatch watch(show, Punctuality::exact);
  while (watch.appearances().empty() || watch.appearances().back().loop < 3) {
    const Picture picture = rig.frame();
    watch.look(rig.last(), rig.stage(), picture);
    REQUIRE(rig.now() < Instant(std::chrono::minutes(2)));
  }
  watch.conclude(std::chrono::milliseconds(300));
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
  REQUIRE(watch.appearances().size() == 3 * show.scenes.size() + 1);
  for (std::size_t i = 0; i < watch.appearances().size(); ++i) {
    CHECK(watch.appearances()[i].scene == i % show.scenes.size());
    CHECK(watch.appearances()[i].loop == i / show.scenes.size());
  }
}

TEST_CASE("a kiosk that does not wait for its materials keeps the old scene until the new one is there") {
  const ShowFolder folder("seams_patience");
  write_tiny_show(folder.path());
  const Show show = load(folder);
  KioskRig rig(show, Patience::never_wait);
  SeamWatch watch(show, Punctuality::may_lag);
  const auto look = [&](const Picture& picture) { watch.look(rig.last(), rig.stage(), picture); };
  look(rig.frame());
  REQUIRE(rig.settle(look));
  for (const std::size_t target : every_pair(show.scenes.size())) {
    const std::size_t before = rig.stage().current->scene;
    look(rig.frame({jump(target)}));
    // Half of the time goes on before the material is there, and half waits for it.
    for (std::size_t i = 0; i < target; ++i) {
      look(rig.frame());
      if (rig.stage().awaited == target && !rig.stage().incoming) REQUIRE(rig.stage().current->scene == before);
    }
    REQUIRE(rig.settle(look));
    for (int i = 0; i < 60 && (rig.stage().incoming || rig.stage().current->scene != target); ++i) look(rig.frame());
    REQUIRE(rig.stage().current->scene == target);
  }
  watch.conclude(show.attract.touch_transition);
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
  CHECK(pairs_of(watch.appearances()).size() == 42);
}

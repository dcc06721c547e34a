#include <catch2/catch.hpp>

#include "unit/director_rig.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a failed scene is skipped in the direction of travel and tried again a minute later") {
  Rig rig(four_posters(), 10ms);
  rig.scene(1).broken = true;
  rig.run(12s);
  CHECK(rig.current() == 2);
  rig.act(ActionKind::previous);
  rig.run(1s);
  CHECK(rig.current() == 0);
  rig.act(ActionKind::jump, 1);
  rig.run(1s);
  CHECK(rig.current() == 2);
  rig.scene(1).broken = false;
  rig.run_until(Instant(61s));
  rig.act(ActionKind::jump, 1);
  rig.run(1s);
  CHECK(rig.current() == 1);
}

TEST_CASE("a scene that keeps us waiting is skipped after ten seconds") {
  Rig rig(four_posters(), 10ms);
  rig.run(1s);
  rig.scene(3).preparation = 1h;
  rig.act(ActionKind::previous);
  rig.run(9'990ms);
  CHECK(rig.stage().awaited == 3u);
  rig.run(10ms);
  CHECK(rig.incoming() == 2u);
  rig.run(1s);
  CHECK(rig.current() == 2);
}

TEST_CASE("when nothing else can be shown the scene on stage stays, and the loop goes on when something can") {
  Rig rig(four_posters(), 10ms);
  for (const std::size_t scene : {1u, 2u, 3u}) rig.scene(scene).broken = true;
  rig.run(50s);
  CHECK(rig.current() == 0);
  CHECK(rig.stage().upcoming == 0);
  CHECK_FALSE(rig.stage().awaited);
  rig.act(ActionKind::next);
  rig.act(ActionKind::previous);
  rig.run(10min);
  CHECK(rig.current() == 0);
  CHECK(rig.stage().current->serial == 1);
  rig.scene(2).broken = false;
  rig.run(62s);
  CHECK(rig.current() == 2);
}

TEST_CASE("a show that can show nothing at first begins when it can") {
  Rig broken(four_posters(), 10ms);
  for (std::size_t scene = 0; scene < 4; ++scene) broken.scene(scene).broken = true;
  broken.director() = Director(four_posters(), Instant{});
  broken.run(10s);
  CHECK_FALSE(broken.stage().current);
  CHECK_FALSE(broken.stage().awaited);
  broken.act(ActionKind::next);
  broken.scene(2).broken = false;
  broken.run(61s);
  CHECK(broken.current() == 2);
}

TEST_CASE("a scene that breaks on stage is left, also in a visitor's time, and never leaves a gap") {
  Rig rig(four_posters(), 10ms);
  rig.run(1s);
  rig.act(ActionKind::touch);
  rig.send(SceneFailed{0});
  CHECK(rig.current() == 0);
  CHECK(rig.incoming() == 1u);
  rig.send(SceneFailed{1});
  CHECK(rig.incoming() == 1u);
  rig.run(1s);
  CHECK(rig.incoming() == 2u);
  rig.run(1s);
  CHECK(rig.current() == 2);
}

TEST_CASE("a show of one scene keeps it for ever") {
  const bool is_teaser = GENERATE(false, true);
  Rig rig(plan_with({is_teaser ? teaser() : poster(10s)}), 100ms);
  rig.scene(0).length = is_teaser ? Duration(20s) : Duration(0s);
  rig.run(1h);
  rig.act(ActionKind::next);
  rig.act(ActionKind::previous);
  rig.act(ActionKind::jump, 0);
  rig.send(SceneEnded{0});
  CHECK(rig.stage().mode == Mode::visitor);
  rig.run(1h);
  CHECK(rig.stage().mode == Mode::attract);
  CHECK(rig.stage().current->serial == 1);
  CHECK(rig.stage().upcoming == 0);
  CHECK_FALSE(rig.stage().awaited);
}

TEST_CASE("a teaser that went on alone is left at the end of one of its rounds") {
  Rig rig(plan_with({teaser(), poster(10s)}), 10ms);
  rig.scene(0).length = 25s;
  rig.scene(1).broken = true;
  rig.run(30s);
  CHECK(rig.current() == 0);
  rig.scene(1).broken = false;
  rig.run_until(Instant(73'990ms));
  CHECK_FALSE(rig.incoming());
  rig.run(10ms);
  CHECK(rig.incoming() == 1u);
}

TEST_CASE("a cut happens in the very step in which the scene is ready") {
  Plan plan{{poster(5s, 0s), poster(5s, 0s), poster(5s, 0s)}, 30s, 0s};
  Director director(plan, Instant{});
  director.step(SceneReady{0, 0s}, Instant{});
  director.step(SceneReady{1, 0s}, Instant{});
  CHECK(director.step(Action{ActionKind::next}, Instant(1s)).current->scene == 1);
  CHECK(director.step(Action{ActionKind::next}, Instant(1s)).awaited == 2u);
  const Stage& stage = director.step(SceneReady{2, 0s}, Instant(2s));
  CHECK(stage.current->scene == 2);
  CHECK(stage.progress == 0);
  CHECK_FALSE(stage.incoming);
}

TEST_CASE("a teaser must be prepared again for each appearance") {
  Director director(plan_with({poster(5s, 0s), teaser(0s)}), Instant{});
  director.step(SceneReady{0, 0s}, Instant{});
  director.step(SceneReady{1, 10s}, Instant{});
  CHECK(director.ready(1));
  director.step(Tick{}, Instant(5s));
  CHECK(director.stage().current->scene == 1);
  director.step(Tick{}, Instant(15s));
  CHECK(director.stage().current->scene == 0);
  CHECK(director.needs(1));
  CHECK_FALSE(director.ready(1));
}

TEST_CASE("readiness is forgotten with the need, and a report that comes too late counts for nothing") {
  Director director(four_posters(), Instant{});
  director.step(SceneReady{0, 0s}, Instant{});
  director.step(SceneReady{3, 0s}, Instant{});
  CHECK_FALSE(director.ready(3));
  director.step(SceneReady{1, 0s}, Instant{});
  CHECK(director.ready(1));
  director.step(Action{ActionKind::previous}, Instant(1s));
  CHECK_FALSE(director.needs(1));
  CHECK_FALSE(director.ready(1));
}

TEST_CASE("a sleep of hours moves one scene on and holds it for its time") {
  Rig rig(four_posters(), 10ms);
  rig.run(12s);
  CHECK(rig.current() == 1);
  rig.director().step(Tick{}, Instant(9h));
  CHECK(rig.current() == 1);
  CHECK(rig.incoming() == 2u);
  rig.director().step(Tick{}, Instant(18h));
  CHECK(rig.current() == 2);
  CHECK_FALSE(rig.incoming());
  CHECK(rig.director().step(Tick{}, Instant(18h + 9s)).incoming == std::nullopt);
  // Time that stands still or goes back is no trouble either.
  for (int i = 0; i < 1000; ++i) rig.director().step(Tick{}, Instant(1h));
  CHECK(rig.current() == 2);
}

TEST_CASE("numbers out of range and reports about scenes off stage are ignored") {
  Director director(four_posters(), Instant{});
  director.step(SceneReady{0, 0s}, Instant{});
  const Stage before = director.stage();
  constexpr std::size_t far = ~std::size_t{0};
  for (const Event& event :
       {Event(SceneReady{far, 0s}), Event(SceneFailed{4}), Event(SceneEnded{far}), Event(SceneEnded{2})})
    director.step(event, Instant{});
  CHECK(director.stage().current == before.current);
  CHECK(director.stage().upcoming == before.upcoming);
  CHECK_FALSE(director.needs(far));
  CHECK_FALSE(director.ready(far));
}

TEST_CASE("a copy of the director goes its own way") {
  Director one(four_posters(), Instant{});
  one.step(SceneReady{0, 0s}, Instant{});
  Director other = one;
  other.step(Action{ActionKind::next}, Instant(1s));
  CHECK(other.stage().awaited == 1u);
  CHECK_FALSE(one.stage().awaited);
}

TEST_CASE("a plan is what a director must know of a show") {
  Show show;
  show.attract.idle = 45s;
  show.scenes = {Scene{"a", PosterScene{}, 12s, 1s}, Scene{"b", TeaserScene{}, std::nullopt, 2s},
                 Scene{"c", SlideScene{}, 5s, 0s}};
  const Plan plan = plan_of(show);
  CHECK(plan.idle == 45s);
  CHECK(plan.touch_transition == 350ms);
  REQUIRE(plan.cues.size() == 3);
  CHECK_FALSE(plan.cues[0].is_teaser);
  CHECK(plan.cues[1].is_teaser);
  CHECK_FALSE(plan.cues[1].hold);
  CHECK(plan.cues[2].hold == Duration(5s));
  CHECK(plan.cues[1].transition == 2s);
}

}  // namespace
}  // namespace redlight

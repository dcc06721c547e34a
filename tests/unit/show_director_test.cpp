#include <catch2/catch.hpp>

#include "unit/director_rig.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the stage is empty until the first scene is ready, which then is there at once") {
  Director director(four_posters(), Instant(5s));
  CHECK_FALSE(director.stage().current);
  CHECK(director.stage().awaited == 0u);
  CHECK(director.stage().upcoming == 1);
  CHECK(director.needs(0));
  CHECK(director.needs(1));
  CHECK_FALSE(director.needs(2));
  const Stage& stage = director.step(SceneReady{0, 0s}, Instant(6s));
  REQUIRE(stage.current);
  CHECK(*stage.current == Appearance{0, Instant(6s), 0, 1});
  CHECK_FALSE(stage.incoming);
  CHECK_FALSE(stage.awaited);
  CHECK(stage.mode == Mode::attract);
}

TEST_CASE("scenes follow each other, each fully seen for its hold") {
  Rig rig(plan_with({poster(10s, 1s), poster(4s, 2s), poster(6s, 0s)}), 10ms);
  rig.run_until(Instant(9990ms));
  CHECK(rig.current() == 0);
  CHECK_FALSE(rig.incoming());
  rig.run(10ms);
  CHECK(rig.incoming() == 1u);
  CHECK(rig.stage().progress == 0);
  CHECK(rig.stage().incoming->fade == 2s);
  rig.run(500ms);
  CHECK(rig.stage().progress == Approx(0.25));
  rig.run(1500ms);
  CHECK(rig.current() == 1);
  CHECK_FALSE(rig.incoming());
  CHECK(rig.stage().current->since == Instant(10s));
  // Seen from 12 s on, held for 4 s, then a cut.
  rig.run_until(Instant(15990ms));
  CHECK(rig.current() == 1);
  rig.run(10ms);
  CHECK(rig.current() == 2);
  CHECK(rig.stage().current->fade == 0s);
  CHECK_FALSE(rig.incoming());
  rig.run_until(Instant(22s));
  CHECK(rig.current() == 2);
  CHECK(rig.incoming() == 0u);
  CHECK(rig.stage().incoming->loop == 1);
}

TEST_CASE("a day of the loop keeps its order and its times") {
  // One round: 10 + 2, 20 - 1 (the teaser's fade-in counts from its beginning), 5 + 0, 7 + 1 seconds.
  Rig rig(plan_with({poster(10s, 1s), teaser(2s), poster(5s, 1s), poster(7s, 0s)}), 16667us);
  rig.scene(1).length = 20s;
  std::vector<std::size_t> order;
  std::vector<Instant> since;
  unsigned serial = 0;
  unsigned loop = 0;
  rig.watch = [&](const Stage& stage, Instant) {
    const auto& newest = stage.incoming ? stage.incoming : stage.current;
    if (!newest || newest->serial == serial) return;
    serial = newest->serial;
    loop = newest->loop;
    order.push_back(newest->scene);
    since.push_back(newest->since);
  };
  rig.run(24h);
  REQUIRE(order.size() > 7000);
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i] != i % 4) FAIL("appearance " << i);
  CHECK(loop == (order.size() - 1) / 4);
  const std::vector<double> apart{10, 19, 6, 7};
  for (std::size_t i = 4; i + 1 < since.size(); ++i) {
    const double expected = apart[i % 4] + (i % 4 == 0 ? 1 : 0);
    if (std::abs(seconds(since[i + 1] - since[i]) - expected) > 0.05)
      FAIL("appearance " << i << " " << seconds(since[i + 1] - since[i]));
  }
}

TEST_CASE("the next scene is faded in over a teaser's last moments") {
  Rig rig(plan_with({teaser(1s), poster(10s, 3s)}), 10ms);
  rig.scene(0).length = 30s;
  rig.run_until(Instant(26990ms));
  CHECK_FALSE(rig.incoming());
  rig.run(10ms);
  CHECK(rig.incoming() == 1u);
  rig.run_until(Instant(29990ms));
  CHECK(rig.current() == 0);
  rig.run(10ms);
  CHECK(rig.current() == 1);
  // It was wound back meanwhile, and comes again after the hold.
  rig.run_until(Instant(40s));
  CHECK(rig.incoming() == 0u);
}

TEST_CASE("a teaser shorter than its fades is seen fully before the next begins") {
  Rig rig(plan_with({poster(5s), teaser(2s), poster(5s, 4s)}), 10ms);
  rig.scene(1).length = 1s;
  rig.run_until(Instant(6990ms));
  CHECK(rig.current() == 0);
  CHECK(rig.incoming() == 1u);
  rig.run(10ms);
  CHECK(rig.current() == 1);
  CHECK(rig.incoming() == 2u);
}

TEST_CASE("a teaser that breaks off is left at once") {
  Rig rig(plan_with({teaser(), poster(10s)}), 10ms);
  rig.scene(0).length = 60s;
  rig.run(5s);
  rig.send(SceneEnded{0});
  CHECK(rig.incoming() == 1u);
  rig.run(5s);
  rig.send(SceneEnded{1});  // a poster has no end
  CHECK(rig.current() == 1);
  CHECK_FALSE(rig.incoming());
}

TEST_CASE("the old scene stays until the new one is ready") {
  Rig rig(four_posters(), 10ms);
  rig.scene(1).preparation = 5s;
  rig.run(1s);
  rig.act(ActionKind::next);
  CHECK(rig.stage().mode == Mode::visitor);
  CHECK(rig.stage().awaited == 1u);
  CHECK(rig.stage().upcoming == 2);
  rig.run(3900ms);
  CHECK(rig.current() == 0);
  CHECK_FALSE(rig.incoming());
  rig.run(200ms);
  CHECK(rig.incoming() == 1u);
  rig.run(400ms);
  CHECK(rig.current() == 1);
}

TEST_CASE("n actions go n scenes on, at whatever moment they come") {
  const Duration preparation = GENERATE(Duration(0s), Duration(70ms), Duration(3s));
  const Duration apart = GENERATE(Duration(0s), Duration(20ms), Duration(390ms), Duration(2s));
  const int taps = GENERATE(1, 2, 3, 4, 5, 13);
  const bool backward = GENERATE(false, true);
  Rig rig(four_posters(), 10ms);
  for (std::size_t i = 0; i < 4; ++i) rig.scene(i).preparation = preparation;
  rig.run(5s);
  for (int i = 0; i < taps; ++i) {
    rig.act(backward ? ActionKind::previous : ActionKind::next);
    rig.run(apart);
  }
  rig.run(8s);
  CHECK(rig.current() == static_cast<std::size_t>(backward ? (400 - taps) % 4 : taps % 4));
  CHECK_FALSE(rig.incoming());
  CHECK_FALSE(rig.stage().awaited);
}

TEST_CASE("a running fade is hurried by an action, without a jump") {
  Rig rig(plan_with({poster(5s, 1s), poster(5s, 10s), poster(5s, 1s)}), 10ms);
  rig.run(6s);
  CHECK(rig.stage().progress == Approx(0.1));
  double before = rig.stage().progress;
  rig.watch = [&](const Stage& stage, Instant) {
    if (!stage.incoming || stage.incoming->scene != 1) return;
    if (stage.progress < before || stage.progress > before + 0.05) FAIL("jump");
    before = stage.progress;
  };
  rig.act(ActionKind::next);
  CHECK(rig.stage().awaited == 2u);
  rig.run(350ms);
  CHECK(rig.current() == 0);
  rig.run(20ms);
  CHECK(rig.current() == 1);
  CHECK(rig.incoming() == 2u);
  rig.run(400ms);
  CHECK(rig.current() == 2);
}

TEST_CASE("an action that leads back fades back") {
  Rig rig(four_posters(), 10ms);
  rig.run(5s);
  rig.act(ActionKind::next);
  rig.run(200ms);
  CHECK(rig.incoming() == 1u);
  rig.act(ActionKind::previous);
  CHECK(rig.incoming() == 1u);
  CHECK(rig.stage().awaited == 0u);
  rig.run(1s);
  CHECK(rig.current() == 0);
  CHECK(rig.stage().current->serial == 3);
}

TEST_CASE("what is waiting can be taken back") {
  Rig rig(four_posters(), 10ms);
  rig.scene(3).preparation = 5s;
  rig.run(1s);
  rig.act(ActionKind::previous);
  CHECK(rig.stage().awaited == 3u);
  rig.act(ActionKind::next);
  CHECK_FALSE(rig.stage().awaited);
  rig.run(8s);
  CHECK(rig.current() == 0);
  CHECK(rig.stage().current->serial == 1);
}

TEST_CASE("jump and home go straight there, and a jump to nowhere only counts as touch") {
  Rig rig(four_posters(), 10ms);
  rig.run(1s);
  rig.act(ActionKind::jump, 3);
  rig.run(1s);
  CHECK(rig.current() == 3);
  rig.act(ActionKind::home);
  rig.run(1s);
  CHECK(rig.current() == 0);
  rig.run(28s);
  rig.act(ActionKind::jump, 4);
  CHECK(rig.stage().mode == Mode::visitor);
  CHECK(rig.stage().idle_left == 30s);
  rig.run(2s);
  CHECK(rig.current() == 0);
}

TEST_CASE("the staff's exit, panel and volume move nothing") {
  Rig rig(four_posters(), 10ms);
  rig.run(1s);
  const Stage before = rig.stage();
  for (const ActionKind kind :
       {ActionKind::exit, ActionKind::panel, ActionKind::louder, ActionKind::softer, ActionKind::mute}) {
    rig.act(kind);
    CHECK(rig.stage().mode == Mode::attract);
    CHECK(rig.stage().current == before.current);
  }
}

TEST_CASE("before the glide home the stage counts down, and any input stays") {
  Plan plan = four_posters();
  plan.countdown = 5s;
  Rig rig(plan, 10ms);
  rig.run(1s);
  CHECK_FALSE(rig.stage().is_counting);
  rig.act(ActionKind::jump, 2);
  rig.run(24'990ms);
  CHECK_FALSE(rig.stage().is_counting);
  rig.run(10ms);
  CHECK(rig.stage().is_counting);
  rig.run(4s);
  CHECK(rig.stage().idle_left == 1s);
  rig.act(ActionKind::touch);
  CHECK_FALSE(rig.stage().is_counting);
  CHECK(rig.current() == 2);
  rig.run(30s);
  CHECK_FALSE(rig.stage().is_counting);
  CHECK(rig.stage().mode == Mode::attract);
}

TEST_CASE("a teaser that plays is not interrupted, so nothing is counted") {
  Plan plan = plan_with({poster(10s), teaser()});
  plan.countdown = 5s;
  Rig rig(plan, 10ms);
  rig.scene(1).length = 60s;
  rig.run(1s);
  rig.act(ActionKind::next);
  rig.run(28s);
  CHECK(rig.current() == 1);
  CHECK_FALSE(rig.stage().is_counting);
}

TEST_CASE("a visitor's language is for that visitor, the staff's stays") {
  Plan plan = four_posters();
  plan.languages = 3;
  Rig rig(plan, 10ms);
  rig.run(1s);
  CHECK(rig.stage().language == Language{});
  rig.act(ActionKind::language);
  CHECK(rig.stage().language.chosen == 1u);
  CHECK(rig.stage().mode == Mode::visitor);
  rig.act(ActionKind::language);
  rig.act(ActionKind::language);
  CHECK(rig.stage().language.chosen == 0u);
  rig.run(31s);
  CHECK(rig.stage().language == Language{});
  rig.act(ActionKind::fix_language);
  rig.act(ActionKind::fix_language);
  CHECK(rig.stage().mode == Mode::attract);
  CHECK(rig.stage().language.fixed == 1u);
  rig.act(ActionKind::language);
  CHECK(rig.stage().language.chosen == 2u);
  rig.run(31s);
  CHECK(rig.stage().language.fixed == 1u);
  CHECK_FALSE(rig.stage().language.chosen);
  rig.act(ActionKind::fix_language);
  rig.act(ActionKind::fix_language);
  CHECK_FALSE(rig.stage().language.fixed);
}

TEST_CASE("a visitor's language is another one than what is on the glass, whatever is being prepared") {
  Plan plan = four_posters();
  plan.languages = 2, plan.alternates = true;
  Rig rig(plan, 10ms);
  rig.run(1s);
  rig.scene(0).preparation = 20s;  // the next loop begins late
  while (rig.stage().awaited != 0u) rig.run(100ms);
  REQUIRE(rig.stage().current->loop == 0);
  rig.act(ActionKind::language);
  CHECK(rig.stage().language.chosen == 1u);
}

TEST_CASE("a visitor's scene stays until exactly the idle time has passed, then the show glides home") {
  Rig rig(four_posters(), 10ms);
  rig.run(1s);
  rig.act(ActionKind::jump, 2);
  rig.run(5s);
  rig.act(ActionKind::touch);
  CHECK(rig.stage().idle_left == 30s);
  rig.run(29'990ms);
  CHECK(rig.current() == 2);
  CHECK(rig.stage().mode == Mode::visitor);
  CHECK(rig.stage().idle_left == 10ms);
  rig.run(10ms);
  CHECK(rig.stage().mode == Mode::attract);
  CHECK(rig.stage().idle_left == 0s);
  CHECK(rig.incoming() == 0u);
  rig.run(1s);
  CHECK(rig.current() == 0);
  rig.run(9'990ms);
  CHECK_FALSE(rig.incoming());
  rig.run(10ms);
  CHECK(rig.incoming() == 1u);
}

TEST_CASE("a visitor who stayed at home leaves a whole hold behind") {
  Rig rig(four_posters(), 10ms);
  rig.run(5s);
  rig.act(ActionKind::touch);
  rig.run(30s);
  CHECK(rig.stage().mode == Mode::attract);
  CHECK(rig.current() == 0);
  rig.run(9'990ms);
  CHECK_FALSE(rig.incoming());
  rig.run(10ms);
  CHECK(rig.incoming() == 1u);
}

TEST_CASE("a teaser that a visitor chose is not interrupted, and the loop goes on behind it") {
  Rig rig(plan_with({poster(10s), teaser(), poster(10s), poster(10s)}), 10ms);
  SECTION("longer than the idle time") {
    rig.scene(1).length = 60s;
    rig.run(1s);
    rig.act(ActionKind::next);
    rig.run(31s);
    CHECK(rig.stage().mode == Mode::attract);
    CHECK(rig.current() == 1);
    CHECK_FALSE(rig.incoming());
    rig.run_until(Instant(60s));
    CHECK(rig.incoming() == 2u);
  }
  SECTION("shorter than the idle time") {
    rig.scene(1).length = 10s;
    rig.run(1s);
    rig.act(ActionKind::next);
    rig.run_until(Instant(10s));
    CHECK(rig.stage().mode == Mode::visitor);
    CHECK(rig.incoming() == 2u);
    // The loop's next scene stays as any other does for a visitor.
    rig.run_until(Instant(30'990ms));
    CHECK(rig.current() == 2);
    rig.run(10ms);
    CHECK(rig.stage().mode == Mode::attract);
    CHECK(rig.incoming() == 0u);
  }
  SECTION("a visitor may leave it") {
    rig.scene(1).length = 60s;
    rig.run(1s);
    rig.act(ActionKind::next);
    rig.run(2s);
    rig.act(ActionKind::next);
    rig.run(1s);
    CHECK(rig.current() == 2);
  }
}

}  // namespace
}  // namespace redlight

#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "unit/director_rig.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool one_in(std::size_t bound) { return below(bound) == 0; }

  Plan plan() {
    Plan plan;
    plan.idle = std::chrono::seconds(5 + below(60));
    plan.touch_transition = std::chrono::milliseconds(below(4) * 300);
    for (std::size_t i = 1 + below(7); i > 0; --i) {
      Cue cue{std::chrono::milliseconds(1000 + below(20'000)), std::chrono::milliseconds(below(4) * 900), one_in(3)};
      if (cue.is_teaser && !one_in(4)) cue.hold.reset();
      plan.cues.push_back(cue);
    }
    return plan;
  }

  Event event(std::size_t scenes) {
    // Now and then a scene that does not exist.
    const std::size_t scene = below(scenes + (one_in(20) ? 3 : 0));
    switch (below(12)) {
      case 0:
      case 1:
        return Action{static_cast<ActionKind>(below(6)), scene};
      case 2:
      case 3:
      case 4:
      case 5:
        return SceneReady{scene, one_in(50) ? Duration::max() : Duration(std::chrono::milliseconds(below(60'000)))};
      case 6:
        return one_in(4) ? Event(SceneFailed{scene}) : Event(Tick{});
      case 7:
        return one_in(2) ? Event(SceneEnded{scene}) : Event(Tick{});
      default:
        return Tick{};
    }
  }

  Duration pause() {
    if (one_in(2000)) return std::chrono::hours(below(50));
    if (one_in(4)) return Duration::zero();
    return one_in(40) ? Duration(std::chrono::milliseconds(below(20'000))) : Duration(16'667us);
  }

 private:
  std::mt19937 random_;
};

// What must be true of the stage after every step, given the one before; says what is not.
std::string fault_of(const Stage& before, const Stage& stage, bool time_passed, const Director& director,
                     std::size_t scenes) {
  const auto in_range = [&](const std::optional<Appearance>& one) { return !one || one->scene < scenes; };
  if (before.current && !stage.current) return "the scene on stage vanished";
  if (stage.incoming && !stage.current) return "a fade over nothing";
  if (!in_range(stage.current) || !in_range(stage.incoming) || stage.upcoming >= scenes) return "a scene out of range";
  if (stage.awaited && *stage.awaited >= scenes) return "an awaited scene out of range";
  if (!(stage.progress >= 0 && stage.progress <= 1)) return "progress out of range";
  if (!stage.incoming && stage.progress != 0) return "progress without a fade";
  if (stage.incoming && stage.incoming->scene == stage.current->scene) return "a scene fades into itself";
  if (stage.incoming && stage.incoming->serial <= stage.current->serial) return "serials do not increase";
  if (before.current && stage.current->serial < before.current->serial) return "an older appearance came back";
  if (before.incoming && stage.incoming && before.incoming->serial == stage.incoming->serial &&
      stage.progress < before.progress)
    return "a fade went back";
  const auto last = [](const Stage& one) {
    return one.incoming ? one.incoming->serial : one.current ? one.current->serial : 0;
  };
  if (last(stage) > last(before) + 1) return "more than one scene in a step";
  if (!time_passed && before.incoming && before.progress < 1 && stage.incoming != before.incoming)
    return "a running fade was cut";
  if (stage.awaited && !stage.incoming && director.ready(*stage.awaited)) return "a ready scene waits";
  if (stage.idle_left < Duration::zero() || (stage.mode == Mode::attract && stage.idle_left != Duration::zero()))
    return "a wrong countdown";
  for (std::size_t scene = 0; scene < scenes; ++scene)
    if (director.ready(scene) && !director.needs(scene)) return "ready without need";
  return {};
}

TEST_CASE("any events at any time leave a valid stage") {
  const unsigned seed = GENERATE(range(1u, 21u));
  Chance chance(seed);
  const Plan plan = chance.plan();
  Director director(plan, Instant{});
  Instant now{};
  Stage before = director.stage();
  for (int i = 0; i < 100'000; ++i) {
    const Duration pause = chance.pause();
    now += pause;
    const Stage& stage = director.step(chance.event(plan.cues.size()), now);
    const std::string fault = fault_of(before, stage, pause > Duration::zero(), director, plan.cues.size());
    if (!fault.empty()) FAIL("seed " << seed << ", event " << i << ": " << fault);
    before = stage;
  }
  // Left alone it is an attract loop again.
  director.step(Tick{}, now + plan.idle);
  CHECK(director.stage().mode == Mode::attract);
}

TEST_CASE("every action moves exactly once, among any others") {
  const unsigned seed = GENERATE(range(1u, 31u));
  Chance chance(seed);
  const std::size_t count = 2 + chance.below(6);
  Rig rig(Plan{std::vector<Cue>(count, poster(1h, 700ms)), 1h, 350ms}, 10ms);
  for (std::size_t i = 0; i < count; ++i) rig.scene(i).preparation = std::chrono::milliseconds(chance.below(500));
  rig.run(2s);
  std::size_t expected = 0;
  for (int i = 0; i < 300; ++i) {
    const std::size_t scene = chance.below(count);
    switch (chance.below(5)) {
      case 0:
        rig.act(ActionKind::previous);
        expected = (expected + count - 1) % count;
        break;
      case 1:
        rig.act(ActionKind::jump, scene);
        expected = scene;
        break;
      case 2:
        rig.act(ActionKind::touch);
        break;
      default:
        rig.act(ActionKind::next);
        expected = (expected + 1) % count;
    }
    rig.run(std::chrono::milliseconds(chance.below(300)));
  }
  rig.run(5s);
  CHECK(rig.current() == expected);
  CHECK_FALSE(rig.incoming());
}

TEST_CASE("a week of visitors, broken files and slow disks, and the loop always goes on") {
  const unsigned seed = GENERATE(1u, 2u, 3u);
  Chance chance(seed);
  Plan plan{{poster(12s), teaser(), poster(8s), poster(8s, 0s), teaser(2s), poster(10s)}, 30s, 350ms};
  Rig rig(plan, 250ms);
  rig.scene(1).length = 40s;
  rig.scene(4).length = 3s;
  unsigned serial = 0;
  Instant changed{};
  Duration longest{};
  rig.watch = [&](const Stage& stage, Instant now) {
    const unsigned last = stage.incoming ? stage.incoming->serial : stage.current ? stage.current->serial : 0;
    if (last != serial) changed = now;
    serial = last;
    longest = std::max(longest, now - changed);
  };
  for (int i = 0; i < 7 * 24 * 60; ++i) {
    rig.run(1min);
    // The first and the last scene always work; the others come and go.
    Rig::Scene& scene = rig.scene(1 + chance.below(4));
    scene.broken = chance.one_in(4);
    scene.preparation = chance.one_in(4) ? Duration(15s) : Duration(std::chrono::milliseconds(chance.below(3000)));
    for (std::size_t taps = chance.one_in(3) ? chance.below(9) : 0; taps > 0; --taps) {
      rig.act(static_cast<ActionKind>(chance.below(5)), chance.below(7));
      rig.run(std::chrono::milliseconds(chance.below(2000)));
    }
  }
  CHECK(serial > 20'000);
  CHECK(longest < 2min);
}

}  // namespace
}  // namespace redlight

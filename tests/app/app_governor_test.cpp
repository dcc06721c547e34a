// The governor on machines made in code: what a frame takes is a function of time and level.
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "app/governor.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

constexpr Duration kBudget = from_seconds(1.0 / 60);

struct Change {
  Instant at;
  DetailLevel to;
};

/// What a frame takes, in ms, when it is drawn in full; what a level saves comes on top.
using Machine = std::function<double(double seconds)>;

class Run {
 public:
  explicit Run(DetailLevel start = DetailLevel::full) : governor(start), shown(start) {}

  /// Plays `length` at 24 drawn frames a second. A level is on the glass three seconds after it was chosen.
  void play(Duration length, const Machine& machine, Duration delay = 3s) {
    const Instant end = now + length;
    while (now < end) {
      const double took = machine(seconds(now.time_since_epoch())) * step_of(shown).cost;
      governor.drawn(now, shown, from_seconds(took / 1000), kBudget);
      if (governor.level() != chosen) {
        chosen = governor.level();
        changes.push_back({now, chosen});
      }
      if (shown != chosen && now - changes.back().at >= delay) shown = chosen;
      now += std::max(from_seconds(1.0 / 24), from_seconds(took / 1000));
      late += took > 1000.0 / 60 ? 1 : 0;
    }
  }

  Governor governor;
  DetailLevel shown, chosen = shown;
  std::vector<Change> changes;
  Instant now{};
  long late = 0;
};

/// Uniform in 0..1, the same in every run.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  double operator()() { return static_cast<double>(engine_() - engine_.min()) / (engine_.max() - engine_.min()); }

 private:
  std::mt19937 engine_;
};

TEST_CASE("a machine that keeps up shows everything") {
  Run run;
  run.play(24h, [](double) { return 12.0; });
  CHECK(run.changes.empty());
  CHECK(run.shown == DetailLevel::full);
}

TEST_CASE("a slow machine settles within seconds, and stays") {
  for (const double full : {18.0, 22.0, 30.0, 40.0, 55.0}) {
    Run run;
    run.play(10s, [&](double) { return full; });
    INFO(full << " ms in full");
    REQUIRE(run.changes.size() == 1);
    CHECK(run.changes[0].at < Instant(3s));
    CHECK(full * step_of(run.shown).cost < 1000.0 / 60);
    CHECK(full * step_of(static_cast<DetailLevel>(index_of(run.shown) - 1)).cost >
          0.9 * 1000 / 60);  // no more than need be
    run.late = 0;
    run.play(24h, [&](double) { return full; });
    CHECK(run.changes.size() == 1);
    CHECK(run.late == 0);
  }
}

TEST_CASE("a machine that is too slow for everything shows the least") {
  Run run;
  run.play(1h, [](double) { return 900.0; });
  CHECK(run.shown == DetailLevel::third);
  CHECK(run.changes.size() <= 2);  // what is longer than three refreshes is not told apart
}

TEST_CASE("stalls, a second's work in the background and a late frame now and then are no reason") {
  Run run;
  Chance chance(1);
  run.play(6h, [&](double t) {
    if (std::fmod(t, 97) < 0.04) return 1400.0;  // a stall
    if (std::fmod(t, 61) < 1.0) return 25.0;     // a job
    return chance() < 0.01 ? 40.0 : 11.0;
  });
  INFO(run.governor.why());
  CHECK(run.changes.empty());
}

TEST_CASE("hitches all the time are late as well, however few they are") {
  Run run;
  long frame = 0;
  run.play(1min, [&](double) { return frame++ % 10 == 0 ? 60.0 : 9.0; });
  CHECK(run.changes.size() >= 1);
}

TEST_CASE("a noisy machine does not swing to and fro") {
  for (unsigned seed = 0; seed < 8; seed++) {
    Run run;
    Chance chance(seed);
    // Between well in time and late, most of all about the budget.
    run.play(24h, [&](double) { return 10 + 14 * std::pow((chance() + chance() + chance()) / 3, 1.5); });
    INFO("seed " << seed);
    CHECK(run.changes.size() <= 3);
  }
}

TEST_CASE("a load that goes lets everything return, and one that comes again is met with more patience") {
  Run run;
  run.play(1min, [](double) { return 22.0; });
  CHECK(run.shown == DetailLevel::still_room);
  run.play(10min, [](double) { return 10.0; });
  CHECK(run.shown == DetailLevel::full);
  // Every ten minutes for two of them, all day long.
  const std::size_t before = run.changes.size();
  run.play(24h, [](double t) { return std::fmod(t, 600) < 120 ? 24.0 : 10.0; });
  CHECK(run.changes.size() - before <= 24 * 4);
  CHECK(run.governor.wait() == 1h);
  run.play(6h, [](double) { return 10.0; });
  CHECK(run.shown == DetailLevel::full);
  CHECK(run.governor.wait() == 1min);
}

TEST_CASE("frames of a level that is not on the glass yet, and what is to be forgotten, count for nothing") {
  Governor governor(DetailLevel::half);
  for (int i = 0; i < 1000; i++) governor.drawn(Instant(i * 40ms), DetailLevel::full, 90ms, kBudget);
  CHECK(governor.level() == DetailLevel::half);
  for (int i = 1000; i < 2000; i++) {
    governor.drawn(Instant(i * 40ms), DetailLevel::half, 90ms, kBudget);
    if (i % 30 == 0) governor.forget();
  }
  CHECK(governor.level() == DetailLevel::half);
}

TEST_CASE("whatever frames take: always one of the levels, and few changes in an hour") {
  for (unsigned seed = 0; seed < 40; seed++) {
    Chance chance(seed);
    Run run(static_cast<DetailLevel>(seed % kDetailLevels));
    double mean = 10, until = 0;
    run.play(
        6h,
        [&](double t) {
          if (t > until) {
            // Another mood now and then: from a moment to half an hour.
            until = t + std::pow(chance(), 3) * 1800;
            mean = std::pow(10.0, chance() * 2.2);
          }
          return mean * (0.6 + 0.8 * chance());
        },
        from_seconds(seed % 5));
    std::size_t most = 0;
    for (std::size_t i = 0, first = 0; i < run.changes.size(); i++) {
      CHECK(index_of(run.changes[i].to) < kDetailLevels);
      while (run.changes[i].at - run.changes[first].at > 1h) first++;
      most = std::max(most, i - first + 1);
    }
    INFO("seed " << seed);
    CHECK(most <= 24);
    CHECK_FALSE(run.governor.why().empty());
  }
}

TEST_CASE("what fits is chosen from what a frame in full takes") {
  CHECK(level_that_fits(5ms, kBudget) == DetailLevel::full);
  CHECK(level_that_fits(64ms, kBudget) == DetailLevel::third);
  CHECK(level_that_fits(1s, kBudget) == DetailLevel::third);
  CHECK(level_that_fits(Duration{}, kBudget) == DetailLevel::full);
  DetailLevel before = DetailLevel::full;
  for (Duration full = 1ms; full < 200ms; full += 1ms) {
    const DetailLevel fits = level_that_fits(full, kBudget);
    CHECK(index_of(fits) >= index_of(before));
    before = fits;
  }
}

TEST_CASE("each level has a name of its own and costs less than the one before") {
  for (std::size_t i = 0; i < kDetailLevels; i++) {
    const auto level = static_cast<DetailLevel>(i);
    CHECK(level_named(step_of(level).name) == level);
    if (i > 0) CHECK(step_of(level).cost < step_of(static_cast<DetailLevel>(i - 1)).cost);
  }
  CHECK_FALSE(level_named("auto"));
}

}  // namespace
}  // namespace redlight

#include <catch2/catch.hpp>

#include "show/timeline.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the loop is told ahead: each scene once, with its beginning, and the length of it all") {
  const Plan plan{{{10s, 1s, false}, {std::nullopt, 2s, true}, {5s, 0s, false}}, 30s, 350ms};
  const Timeline timeline = timeline_of(plan, {0s, 20s, 0s}, 50);
  REQUIRE(timeline.appearances.size() == 3);
  // The poster is cut in at the start, the teaser comes after 10 s and plays its 20 s; the slide is a cut.
  const std::vector<Instant> since{Instant(0s), Instant(10s), Instant(30s)};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(timeline.appearances[i].scene == i);
    CHECK(timeline.appearances[i].loop == 0);
    CHECK(timeline.appearances[i].since == since[i]);
  }
  CHECK(timeline.length == 35s);
}

TEST_CASE("a show of one scene is as long as the scene") {
  CHECK(timeline_of({{{12s, 1s, false}}, 30s, 0s}, {0s}, 50).length == 12s);
  CHECK(timeline_of({{{std::nullopt, 1s, true}}, 30s, 0s}, {42s}, 50).length == 42s);
}

TEST_CASE("a show of cuts on whole pictures of a film is as long as its holds") {
  Plan plan;
  for (int i = 0; i < 19; i++) plan.cues.push_back({500ms, 0s, false});
  const Timeline timeline = timeline_of(plan, std::vector<Duration>(19), 24);
  CHECK(timeline.length == 9500ms);
  REQUIRE(timeline.appearances.size() == 19);
  for (std::size_t i = 0; i < 19; i++) CHECK(timeline.appearances[i].since == Instant(static_cast<long>(i) * 500ms));
}

}  // namespace
}  // namespace redlight

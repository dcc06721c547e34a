#include "base/quiet_time.h"

#include <catch2/catch.hpp>

namespace redlight {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a burst is told once, when it has come to rest") {
  QuietTime quiet(150ms);
  const Instant start{};
  CHECK_FALSE(quiet.settled(start + 1h));
  quiet.stir(start);
  CHECK(quiet.is_stirred());
  CHECK_FALSE(quiet.settled(start + 149ms));
  CHECK(quiet.settled(start + 150ms));
  CHECK_FALSE(quiet.is_stirred());
  CHECK_FALSE(quiet.settled(start + 151ms));
  CHECK_FALSE(quiet.settled(start + 1h));
}

TEST_CASE("whatever comes before the rest is over begins it anew") {
  QuietTime quiet(150ms);
  const Instant start{};
  for (int i = 0; i < 100; i++) {
    quiet.stir(start + i * 100ms);
    CHECK_FALSE(quiet.settled(start + i * 100ms + 99ms));
  }
  CHECK_FALSE(quiet.settled(start + 9900ms + 149ms));
  CHECK(quiet.settled(start + 9900ms + 150ms));
  quiet.stir(start + 20s);
  CHECK_FALSE(quiet.settled(start + 20s));
  CHECK(quiet.settled(start + 21s));
}

}  // namespace
}  // namespace redlight

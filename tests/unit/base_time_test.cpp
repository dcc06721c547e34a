#include <catch2/catch.hpp>

#include "base/clock.h"
#include "base/time.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

TEST_CASE("seconds become the nearest nanosecond and come back") {
  CHECK(from_seconds(1.5) == Duration(1500ms));
  CHECK(from_seconds(-1.5) == Duration(-1500ms));
  CHECK(from_seconds(1e-9) == Duration(1ns));
  CHECK(from_seconds(0.4e-9) == Duration(0ns));
  CHECK(from_seconds(-0.6e-9) == Duration(-1ns));
  CHECK(seconds(Duration(250ms)) == 0.25);
  CHECK(from_seconds(seconds(Duration(24h * 365))) == Duration(24h * 365));
}

TEST_CASE("the virtual clock goes where it is told, and never back") {
  VirtualClock clock;
  CHECK(clock.now() == Instant{});
  clock.sleep_until(Instant(24h));
  CHECK(clock.now() == Instant(24h));
  clock.sleep_until(Instant(1h));
  CHECK(clock.now() == Instant(24h));
}

TEST_CASE("the machine's clock begins at zero, does not go back, and does not wait for what is past") {
  SteadyClock clock;
  const Instant first = clock.now();
  CHECK(first >= Instant{});
  clock.sleep_until(Instant{});
  CHECK(clock.now() >= first);
}

}  // namespace
}  // namespace redlight

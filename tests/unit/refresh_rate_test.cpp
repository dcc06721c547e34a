// A display's rate from the whole number that its driver tells, and the turn that films find on it.
#include "platform/refresh_rate.h"

#include <catch2/catch.hpp>

#include "media/cadence.h"

using namespace redlight;

TEST_CASE("a rate that was cut off is a thousandth below the whole one, any other is as it was told") {
  CHECK(refresh_rate_of(59) == Approx(59.94006));
  CHECK(refresh_rate_of(23) == Approx(23.97602));
  CHECK(refresh_rate_of(29) == Approx(29.97003));
  CHECK(refresh_rate_of(119) == Approx(119.88012));
  CHECK(refresh_rate_of(143) == Approx(143.85614));
  for (const int told : {24, 25, 30, 48, 50, 60, 72, 75, 100, 120, 144, 165, 240}) CHECK(refresh_rate_of(told) == told);
  CHECK(refresh_rate_of(0) == 60);
  CHECK(refresh_rate_of(-1) == 60);
}

TEST_CASE("films take their even turns on a display whose rate was cut off") {
  const auto turn = [](double film) { return cadence_of(film, refresh_rate_of(59)); };
  REQUIRE(turn(24));
  CHECK((turn(24)->refreshes == 5 && turn(24)->frames == 2));
  REQUIRE(turn(24000.0 / 1001));
  CHECK(turn(24000.0 / 1001)->speed == 1);
  REQUIRE(turn(30));
  CHECK(turn(30)->refreshes == 2);
  CHECK_FALSE(cadence_of(24, 59));
}

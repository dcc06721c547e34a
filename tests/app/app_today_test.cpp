// What day it is, for dates that count down.
#include <catch2/catch.hpp>

#include "app/today.h"
#include "show/loader.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

class Wall final : public WallClock {
 public:
  WallTime now() override {
    looks++;
    return time;
  }
  WallTime time{12h, true, Day(2023y / 9 / 24)};
  int looks = 0;
};

Show show_with(const char* slide) {
  auto loaded = parse_show(std::string("title='t'\n[[scene]]\nkind='slide'\n") + slide, ".");
  REQUIRE(loaded.show);
  return std::move(*loaded.show);
}

Instant at(std::chrono::seconds s) { return Instant(s); }

}  // namespace

TEST_CASE("the day is that of a clock that can be trusted, looked up now and then") {
  const Show dated = show_with("layout='date'\ndate=2023-10-06\ncountdown='{days}'\n");
  Wall wall;
  Today today(&wall);
  CHECK(today.at(dated, at(0s)) == Day(2023y / 9 / 24));
  wall.time.date = Day(2023y / 9 / 25);
  CHECK(today.at(dated, at(4s)) == Day(2023y / 9 / 24));
  CHECK(wall.looks == 1);
  CHECK(today.at(dated, at(5s)) == Day(2023y / 9 / 25));
  wall.time.is_trusted = false;
  CHECK_FALSE(today.at(dated, at(10s)));
  wall.time = {12h, true, Day{}};  // a clock that cannot be read
  CHECK_FALSE(today.at(dated, at(15s)));
}

TEST_CASE("a show that counts no days asks no clock, and without a clock no day is known") {
  Wall wall;
  Today today(&wall);
  CHECK_FALSE(today.at(show_with("layout='date'\nheading='6 October'\n"), at(0s)));
  CHECK(wall.looks == 0);
  CHECK_FALSE(Today(nullptr).at(show_with("layout='date'\ndate=2023-10-06\n"), at(0s)));
}

#include "scene/detail.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace redlight;

namespace {

Instant at(double seconds) { return Instant(from_seconds(seconds)); }

TEST_CASE("detail moves without a jump and arrives exactly") {
  DetailFade fade;
  CHECK(fade.at(at(5)) == Detail{});
  fade.aim({0, 0.5f, 1}, at(10));
  Detail before = fade.at(at(10));
  CHECK(before == Detail{});
  for (int i = 1; i <= 24 * 3; i++) {
    const Detail d = fade.at(at(10 + i / 24.0));
    CHECK(d.camera <= before.camera);
    CHECK(before.camera - d.camera < 0.03f);
    CHECK(d.haze == 1);
    before = d;
  }
  CHECK(fade.at(at(13)) == Detail{0, 0.5f, 1});
  CHECK(fade.at(at(1000)) == Detail{0, 0.5f, 1});
}

TEST_CASE("a detail that turns back on its way starts from where it is") {
  DetailFade fade;
  fade.aim({0, 0, 0}, at(0));
  const Detail half = fade.at(at(1.5));
  CHECK(half.camera == Approx(0.5f));
  fade.aim({1, 1, 1}, at(1.5));
  CHECK(fade.at(at(1.5)) == half);
  CHECK(fade.at(at(1.6)).camera > half.camera);
  CHECK(fade.at(at(4.5)) == Detail{1, 1, 1});
}

}  // namespace

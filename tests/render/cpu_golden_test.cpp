#include <catch2/catch.hpp>

#include "render/cpu/cpu_renderer.h"
#include "render/poster_picture.h"
#include "support/image_compare.h"

namespace redlight::test {
namespace {

void check_poster(const char* orientation, int width, int height) {
  const Picture picture = poster_picture(orientation, width, height);
  REQUIRE(picture.width == width);
  CpuRenderer renderer;
  renderer.draw(picture);
  const auto golden =
      std::filesystem::path(REDLIGHT_TEST_DATA) / "golden" / (std::string("poster_") + orientation + ".png");
  CHECK(compare_golden(renderer.image(), golden, REDLIGHT_TEST_OUTPUT) == "");
}

TEST_CASE("the portrait poster looks as it did") { check_poster("portrait", 270, 480); }
TEST_CASE("the landscape poster looks as it did") { check_poster("landscape", 480, 270); }

}  // namespace
}  // namespace redlight::test

#include <catch2/catch.hpp>

#include "render/cpu/cpu_renderer.h"
#include "render/poster_picture.h"
#include "support/image_compare.h"

namespace redlight::test {
namespace {

void check(const std::string& name, const Picture& picture) {
  REQUIRE(picture.width > 0);
  CpuRenderer renderer;
  renderer.draw(picture);
  const auto golden = std::filesystem::path(REDLIGHT_TEST_DATA) / "golden" / (name + ".png");
  CHECK(compare_golden(renderer.image(), golden, REDLIGHT_TEST_OUTPUT) == "");
}

void check_poster(const char* orientation, int width, int height) {
  check(std::string("poster_") + orientation, poster_picture(orientation, width, height));
}

TEST_CASE("the portrait poster looks as it did") { check_poster("portrait", 270, 480); }
TEST_CASE("the landscape poster looks as it did") { check_poster("landscape", 480, 270); }

TEST_CASE("a finger's light, a tube half struck, a camera on its way and a room in motion look as they did") {
  const auto pictures = living_posters();
  REQUIRE(pictures.size() == 4);
  for (const NamedPicture& p : pictures) check(p.name, p.picture);
}

}  // namespace
}  // namespace redlight::test

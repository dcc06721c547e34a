// A poster's room without who stands in it.
#include "picture/empty_room.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "picture/layers_source.h"
#include "picture/prepare_art.h"
#include "support/temp_folder.h"

using namespace redlight;

namespace {

FloatPlane plane_of(int width, int height, float (*value)(int x, int y)) {
  FloatPlane plane(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) plane.row(y)[x] = value(x, y);
  return plane;
}

float sum_of(const FloatPlane& plane) { return std::accumulate(plane.samples.begin(), plane.samples.end(), 0.f); }

TEST_CASE("what stands in front is filled in from both sides") {
  const auto matte = plane_of(40, 10, [](int x, int y) { return y < 5 && x >= 10 && x < 20 ? 1.f : 0.f; });
  const auto ramp = [](int x, int) { return static_cast<float>(x); };
  auto broken = plane_of(40, 10, ramp);
  for (int y = 0; y < 5; y++) std::fill(broken.row(y) + 10, broken.row(y) + 20, 999.f);
  const FloatPlane whole = filled_across(broken, matte);
  for (int y = 0; y < 10; y++)
    for (int x = 0; x < 40; x++) CHECK(whole.row(y)[x] == Approx(x).margin(1e-3));
  // A matte of another size, and one that reaches the edge.
  const auto wide = plane_of(80, 20, [](int x, int) { return x >= 60 ? 1.f : 0.f; });
  const FloatPlane cut = filled_across(plane_of(40, 10, ramp), wide);
  CHECK(cut.row(3)[20] == 20);
  CHECK(cut.row(3)[39] == Approx(28).margin(1.5));
  CHECK(sum_of(without(plane_of(40, 10, [](int, int) { return 1.f; }), wide)) == Approx(10 * 29).margin(10));
}

TEST_CASE("the default poster has an empty room in both shapes, with the same lights and no lamp of the machine") {
  for (const char* shape : {"portrait", "landscape"}) {
    const auto folder = std::filesystem::path(REDLIGHT_ASSETS) / "ballerina/poster" / shape;
    const auto files = read_layers_file(folder);
    REQUIRE(files);
    CHECK(has_empty_room(*files));
    const auto poster = open_layers(folder), room = open_empty_room(folder);
    REQUIRE(poster);
    REQUIRE(room);
    CHECK(room->width == poster->width);
    CHECK(room->height == poster->height);
    REQUIRE(room->lights.size() == poster->lights.size());
    for (std::size_t i = 0; i < room->lights.size(); i++) {
      CHECK(room->lights[i].name == poster->lights[i].name);
      if (room->lights[i].name == "ambient") continue;  // no source in the picture; saves time
      const auto before = poster->lights[i].load(), after = room->lights[i].load();
      REQUIRE(before);
      REQUIRE(after);
      CHECK(after->plate[0].samples.empty());
      CHECK((after->light[0].samples == before->plate[0].samples));
      const float of_before = sum_of(before->coverage), of_after = sum_of(after->coverage);
      if (room->lights[i].name == "headlight")
        CHECK(of_after < 0.02f * of_before);
      else
        CHECK(of_after == Approx(of_before).epsilon(0.01));
    }
    const auto art = prepare_art(*room, {90, 160, {}, {}, {}}, {});
    REQUIRE(art);
    CHECK((*art)->matte.empty());
    CHECK_FALSE((*art)->far_depth.empty());
    CHECK((*art)->near_depth.empty());
    CHECK_FALSE((*art)->wet.empty());
    REQUIRE((*art)->guides);
  }
}

TEST_CASE("art without a plate has no empty room, and says so") {
  const test::TempFolder folder;
  const auto from = std::filesystem::path(REDLIGHT_ASSETS) / "ballerina/poster/landscape";
  std::filesystem::copy_file(from / "ambient.jpg", folder.path() / "ambient.jpg");
  std::ofstream(folder.path() / "layers.json") << R"({"layers": {"ambient": {"file": "ambient.jpg"}}})";
  const auto files = read_layers_file(folder.path());
  REQUIRE(files);
  CHECK_FALSE(has_empty_room(*files));
  const auto room = open_empty_room(folder.path());
  REQUIRE_FALSE(room);
  CHECK_THAT(describe(room.error()), Catch::Contains("no plate"));
}

}  // namespace

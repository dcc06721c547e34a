// Art made ready: what stands in front, what is behind it, the floor, the guides, the margin.
#include "picture/prepare_art.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <new>

#include "picture/foreground.h"
#include "support/small_source.h"

namespace redlight::test {
namespace {

ArtPtr prepared(int width, int height, const Framing& framing) {
  auto art = prepare_art(small_source(width, height), framing, {});
  REQUIRE(art);
  return *art;
}

TEST_CASE("what stands in front is told from the room, and the room behind it is known") {
  const ArtPtr art = prepared(200, 100, {400, 200, {}, {}, {}});
  CHECK(art->margin == 16);
  const Box& box = art->behind_box;  // the block covers x 160 to 240, y 60 to 160
  CHECK(std::abs(box.x - (160 - 16)) <= 3);
  CHECK(std::abs(box.x + box.width - (240 + 16)) <= 3);
  CHECK(std::abs(box.y - 60) <= 3);
  CHECK(std::abs(box.y + box.height - 160) <= 3);
  const auto matte = [&](int x, int y) {
    return int(art->matte[static_cast<std::size_t>((y - box.y) * box.width + x - box.x)]);
  };
  CHECK(matte(200, 100) == 255);
  CHECK(matte(148, 100) == 0);
  const LightLayer& fill = art->lights[0];
  const auto front = [&](int x, int y) {
    return int(fill.code[0][static_cast<std::size_t>(y * art->stride() + art->margin + x)]);
  };
  const auto behind = [&](int x, int y) {
    return int(fill.behind[0][static_cast<std::size_t>((y - box.y) * box.width + x - box.x)]);
  };
  CHECK(behind(200, 100) > front(200, 100) + 60);            // the block is dark, the wall is not
  CHECK(std::abs(behind(148, 100) - front(148, 100)) <= 1);  // and beside it both show the wall, glare included
  REQUIRE(art->near_depth.size() == 200);
  CHECK(art->near_depth[100] == Approx(0.5).margin(0.01));
  CHECK(art->far_depth[100] == Approx(0.1).margin(0.01));
}

TEST_CASE("the room behind is empty where something stands, and beside it as the picture shows it") {
  FloatPlane matte(100, 3);
  for (int x = 40; x < 60; x++) matte.row(1)[x] = 1;
  matte.row(2)[50] = 0.5f;  // no more than a hint of something, as where a sole meets the floor
  const FloatPlane share = share_of_room(matte, 16);
  CHECK(share.row(1)[50] == 1);
  CHECK(share.row(1)[36] == 1);
  CHECK(share.row(1)[63] == 1);
  for (int x = 60; x < 99; x++) CHECK(share.row(1)[x + 1] <= share.row(1)[x]);
  CHECK(share.row(1)[28] == Approx(share.row(1)[71]));
  CHECK(share.row(1)[28] > 0.2f);
  CHECK(share.row(1)[23] < 0.01f);
  CHECK(share.row(1)[77] == 0);
  for (int x = 0; x < 100; x++) CHECK((share.row(0)[x] == 0 && share.row(2)[x] == 0));
}

TEST_CASE("what stands in a room keeps its shadow and its mirror image while the camera moves") {
  // Two blocks, and between them a dark stripe that the empty room has not.
  ArtSource source = small_source(200, 100);
  for (int y = 30; y < 80; y++) std::fill_n(source.depth.row(y) + 170, 10, 0.5f);
  source.lights[0].load = [load = source.lights[0].load] {
    auto planes = load();
    for (FloatPlane& plane : planes->light)
      for (int y = 40; y < 60; y++) std::fill_n(plane.row(y) + 140, 8, 0.f);
    return planes;
  };
  const auto art = prepare_art(source, {400, 200, {}, {}, {}}, {});
  REQUIRE(art);
  const Box& box = (*art)->behind_box;
  const LightLayer& fill = (*art)->lights[0];
  const auto front = [&](int x, int y) {
    return int(fill.code[0][static_cast<std::size_t>(y * (*art)->stride() + (*art)->margin + x)]);
  };
  const auto behind = [&](int x, int y) {
    return int(fill.behind[0][static_cast<std::size_t>((y - box.y) * box.width + x - box.x)]);
  };
  CHECK(front(288, 100) + 60 < front(310, 100));
  CHECK(std::abs(behind(288, 100) - front(288, 100)) <= 1);
  CHECK(behind(350, 100) > front(288, 100) + 60);  // the second block hides a lit wall
}

TEST_CASE("the margin shows what lies beside the picture") {
  // The right half is cropped away, so the right margin shows it: the wall gets brighter to the right.
  const ArtPtr art = prepared(200, 100, {200, 100, Region{0, 0, 0.5, 0.5}, {}, {}});
  const Bytes& code = art->lights[0].code[0];
  const auto at = [&](int x) { return int(code[static_cast<std::size_t>(10 * art->stride() + art->margin + x)]); };
  CHECK(at(199 + 15) > at(199) + 2);
  CHECK(std::abs(at(-15) - at(0)) <= 2);  // there is nothing to the left of it
}

TEST_CASE("a tube knows where along itself a pixel lies") {
  const ArtPtr art = prepared(200, 100, {200, 100, {}, {}, {}});
  const LightLayer& tube = art->lights[1];
  REQUIRE(tube.along.size() == 200 * 100);
  CHECK(art->lights[0].along.empty());
  CHECK(tube.along[15 * 200 + 42] < 15);
  CHECK(std::abs(int(tube.along[15 * 200 + 100]) - 128) < 6);
  CHECK(tube.along[15 * 200 + 157] > 240);
  CHECK(tube.emitter_rows[15].begin >= 36);
  CHECK(tube.emitter_rows[50].begin == tube.emitter_rows[50].end);
}

TEST_CASE("the floor is wet where it is smooth and free") {
  const ArtPtr art = prepared(200, 100, {200, 100, {}, {}, {}});
  REQUIRE(!art->wet.empty());
  CHECK(art->wet.size() == static_cast<std::size_t>(art->wet_rows.end - art->wet_rows.begin) * 200);
  CHECK(std::abs(art->wet_rows.begin - 70) <= 2);
  CHECK(art->wet_rows.end == 100);
  const auto wet = [&](int x, int y) {
    return int(art->wet[static_cast<std::size_t>((y - art->wet_rows.begin) * 200 + x)]);
  };
  CHECK(wet(30, 90) > 240);  // smooth
  CHECK(wet(90, 75) < 15);   // the block
  CHECK(wet(170, 90) == 0);  // rough
}

TEST_CASE("guides have half the picture's size") {
  const ArtPtr art = prepared(200, 100, {131, 65, {}, {}, {}});
  REQUIRE(art->guides);
  const Guides& g = *art->guides;
  CHECK(g.width == 66);
  CHECK(g.height == 33);
  for (const Bytes& plane :
       {g.normal_x, g.normal_y, g.normal_z, g.depth, g.albedo[0], g.albedo[1], g.albedo[2], g.specular, g.roughness})
    CHECK(plane.size() == 66 * 33);
  const auto at = [&](const Bytes& plane, int x, int y) { return int(plane[static_cast<std::size_t>(y * 66 + x)]); };
  CHECK(std::abs(at(g.normal_y, 10, 10) - 128) <= 1);
  CHECK(at(g.normal_y, 10, 30) >= 254);
  CHECK(std::abs(at(g.albedo[0], 10, 10) - 180) <= 2);  // the square root of a half
  CHECK(std::abs(at(g.depth, 33, 16) - 128) <= 2);
}

TEST_CASE("art without depth has no foreground, and no plate no room behind it") {
  ArtSource source = small_source(100, 60);
  source.depth = {}, source.plate_depth = {}, source.guides = nullptr;
  const auto art = prepare_art(source, {100, 60, {}, {}, {}}, {});
  REQUIRE(art);
  CHECK((*art)->matte.empty());
  CHECK((*art)->behind_box == Box{});
  CHECK((*art)->lights[0].behind[0].empty());
  CHECK((*art)->far_depth.empty());
  CHECK((*art)->wet.empty());
  CHECK(!(*art)->guides);
}

TEST_CASE("a light that fails to load fails the art, and so does a stop") {
  ArtSource source = small_source(40, 40);
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = prepare_art(source, {40, 40, {}, {}, {}}, stop.get_token());
  REQUIRE(!stopped);
  CHECK(stopped.error().kind == ErrorKind::stopped);
  source.lights[1].load = [] { return Result<LightPlanes>(fail(ErrorKind::malformed, "torn", "b.jpg")); };
  // In the middle of a light as well: on a small machine one takes longer than leaving may take.
  std::stop_source late;
  auto last = small_source(40, 40);
  last.lights.resize(1);
  last.lights[0].load = [&late, load = last.lights[0].load] {
    late.request_stop();
    return load();
  };
  const auto half_made = prepare_art(last, {40, 40, {}, {}, {}}, late.get_token());
  REQUIRE_FALSE(half_made);
  CHECK(half_made.error().kind == ErrorKind::stopped);

  const auto torn = prepare_art(source, {40, 40, {}, {}, {}}, {});
  REQUIRE(!torn);
  CHECK(torn.error().where == "b.jpg");
}

TEST_CASE("what is thrown while a layer is made is an error, on whichever thread") {
  ArtSource source = small_source(40, 40);
  const auto fails = GENERATE(0, 1);
  for (std::size_t i = 0; i < source.lights.size(); i++)
    source.lights[i].load = [i, fails, load = source.lights[i].load] {
      if (i % 2 == static_cast<std::size_t>(fails)) throw std::bad_alloc();
      return load();
    };
  const auto art = prepare_art(source, {40, 40, {}, {}, {}}, {});
  REQUIRE_FALSE(art);
  CHECK(art.error().kind == ErrorKind::exhausted);
}

TEST_CASE("specks of the depths are not foreground") {
  FloatPlane room(200, 200), depth(200, 200);
  depth.row(20)[20] = 1;  // noise
  for (int y = 100; y < 120; y++)
    for (int x = 50; x < 90; x++) depth.row(y)[x] = 0.3f;
  const FloatPlane matte = make_matte(depth, room);
  CHECK(matte.row(20)[20] == 0);
  CHECK(matte.row(110)[70] == 1);
  const Box box = box_of(matte, 10);
  CHECK(box == Box{50 - 1 - 10, 99, 40 + 2 + 20, 22});
}

}  // namespace
}  // namespace redlight::test

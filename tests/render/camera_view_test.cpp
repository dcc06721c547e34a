// A camera before relit art: what it looks at straight on is what is drawn without it, and it fetches what it says.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "picture/art_memory.h"
#include "render/changed_rows.h"
#include "render/cpu/cpu_renderer.h"
#include "render/view_reach.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

constexpr int kWidth = 240, kHeight = 160;

int channel(const Image& image, int x, int y, int c) { return static_cast<int>(image.row(y)[x] >> (16 - 8 * c) & 255); }

Image drawn(const LitGround& ground, int width = kWidth, int height = kHeight) {
  CpuRenderer renderer;
  Picture picture = make_picture(width, height, {{ground, 1}});
  picture.grain = 0;
  renderer.draw(picture);
  return renderer.image();
}

View straight_on(int width = kWidth, int height = kHeight) {
  return {.x = static_cast<float>(width) / 2, .y = static_cast<float>(height) / 2, .step = 1};
}

/// Light that rises evenly to the right and down, and depths that are near in the right half.
ArtPtr make_ramp() {
  auto memory = std::make_shared<ArtMemory>();
  auto art = std::make_shared<LitArt>();
  art->width = kWidth, art->height = kHeight, art->memory = memory;
  LightLayer light;
  light.name = "ambient", light.scale = {1, 1, 1};
  std::vector<std::uint8_t> code;
  for (int y = 0; y < kHeight; y++)
    for (int x = 0; x < kWidth; x++) code.push_back(static_cast<std::uint8_t>(20 + x / 2 + y / 4));
  for (auto& plane : light.code) plane = memory->keep(std::vector<std::uint8_t>(code));
  art->lights.push_back(std::move(light));
  auto guides = std::make_shared<Guides>();
  guides->width = kWidth / 2, guides->height = kHeight / 2;
  std::vector<std::uint8_t> depth;
  for (int y = 0; y < guides->height; y++)
    for (int x = 0; x < guides->width; x++) depth.push_back(x < guides->width / 2 ? 0 : 255);
  guides->depth = memory->keep(std::move(depth));
  art->guides = guides;
  return art;
}

TEST_CASE("what a camera looks at straight on is what there is without it") {
  LitGround ground = make_lit(make_room_art(kWidth, kHeight));
  ground.vignette = 0.7f;
  const Image without = drawn(ground);
  ground.view = straight_on();
  const Image with = drawn(ground);
  // At the very edge all four samples around a place must be the art's.
  int differ = 0;
  for (int y = 2; y < kHeight - 2; y++)
    for (int x = 2; x < kWidth - 2; x++) differ += with.row(y)[x] != without.row(y)[x] ? 1 : 0;
  CHECK(differ == 0);
}

TEST_CASE("a camera that is moved by whole pixels moves the picture by as many") {
  LitGround ground = make_lit(make_art(kWidth, kHeight));
  ground.vignette = 0;
  const Image still = drawn(ground);
  ground.view = straight_on();
  ground.view->x += 11, ground.view->y -= 7;
  const Image moved = drawn(ground);
  int worst = 0;
  for (int y = 10; y < kHeight - 10; y++)
    for (int x = 4; x < kWidth - 14; x++)
      for (int c = 0; c < 3; c++)
        worst = std::max(worst, std::abs(channel(moved, x, y, c) - channel(still, x + 11, y - 7, c)));
  CHECK(worst <= 1);  // the dither stays with the display
}

TEST_CASE("what is near is fetched from farther along than what is far") {
  LitGround ground;
  ground.art = make_ramp(), ground.gain.fill({1, 1, 1}), ground.vignette = 0;
  ground.view = straight_on();
  const Image still = drawn(ground);
  ground.view->slide_x = 12, ground.view->pivot = 0.25f;
  const Image slid = drawn(ground);
  const auto shows = [&](int x, int from) {
    return std::abs(channel(slid, x, 80, 0) - channel(still, from, 80, 0)) <= 1;
  };
  CHECK(shows(40, 40 - 3));
  CHECK(shows(200, 200 + 9));
  // And with a push what is near grows away from the middle of the view, what is far shrinks.
  ground.view = straight_on();
  ground.view->push = 0.1f, ground.view->pivot = 0.5f;
  const Image pushed = drawn(ground);
  const auto is = [&](int x, double from) {
    const double at = channel(still, static_cast<int>(from), 80, 0);
    return std::abs(channel(pushed, x, 80, 0) - at) <= 2;
  };
  CHECK(is(220, 220 - 5));
  CHECK(is(20, 20 - 5));
}

TEST_CASE("between its samples a camera neither darkens nor lightens, sharp or soft") {
  LitGround ground = make_lit(make_art(kWidth, kHeight));
  ground.vignette = 0;
  const auto mean = [&](const View& view) {
    ground.view = view;
    const Image image = drawn(ground, 120, 80);
    double sum = 0;
    for (const std::uint32_t p : image.pixels) sum += static_cast<double>(p >> 16 & 255);
    return sum / static_cast<double>(image.pixels.size());
  };
  View view = straight_on();
  const double sharp = mean(view);
  for (const float part : {0.25f, 0.5f, 0.75f})
    for (const float soft : {0.f, 0.5f, 1.f}) {
      View between = view;
      between.x += part, between.y += part, between.soft = soft;
      CHECK(mean(between) == Approx(sharp).margin(1.5));
    }
}

TEST_CASE("what a camera is told to reach is all that it fetches") {
  // Art that is poisoned outside the reach: its pixels must not be seen.
  CpuRenderer renderer, fresh;
  for (const NamedPicture& p : view_pictures())
    for (const int begin : {0, p.picture.height / 3}) {
      const Span part{begin, std::max(begin + 1, p.picture.height * 2 / 3)};
      fresh.draw(p.picture);
      Image image(p.picture.width, p.picture.height);
      Picture dark = p.picture;
      for (Ground& ground : dark.grounds)
        if (auto* lit = std::get_if<LitGround>(&ground.what)) lit->exposure = 0;
      renderer.draw(dark);  // leaves nothing of an earlier picture to be fetched
      renderer.draw_into(p.picture, image.pixels.data(), image.width, part);
      INFO(p.name << " rows " << part.begin << " to " << part.end);
      for (int y = part.begin; y < part.end; y++)
        REQUIRE(std::equal(image.row(y), image.row(y) + image.width, fresh.image().row(y)));
    }
}

TEST_CASE("a camera that moves changes all rows, one that stands none") {
  const auto pictures = view_pictures();
  Picture after = pictures.front().picture;
  CHECK(changed_rows(after, after).begin == changed_rows(after, after).end);
  std::get<LitGround>(after.grounds[0].what).view->x += 0.1f;
  const Span rows = changed_rows(pictures.front().picture, after);
  CHECK(rows.begin == 0);
  CHECK(rows.end == after.height);
}

}  // namespace
}  // namespace redlight::test

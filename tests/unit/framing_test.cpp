// How pictures lie on displays of other shapes.
#include "picture/framing.h"

#include <catch2/catch.hpp>

namespace redlight::test {
namespace {

constexpr int kWidths[] = {1080, 1920, 1080, 2560, 3840, 600, 64}, kHeights[] = {1920, 1080, 1080, 1080, 1080, 1920, 9};

bool is_inside(const PixelRegion& r, double left, double top, double right, double bottom) {
  constexpr double kSlack = 1e-6;
  return r.x <= left + kSlack && r.y <= top + kSlack && r.x + r.width >= right - kSlack &&
         r.y + r.height >= bottom - kSlack;
}

TEST_CASE("cover fills the display from the middle") {
  const PixelRegion r = frame_art(1440, 2560, {1080, 1080, {}, Fit::cover, {}});
  CHECK(r.x == 0);
  CHECK(r.width == 1440);
  CHECK(r.y == Approx(560));
  CHECK(r.height == Approx(1440));
}

TEST_CASE("the focus is never cut off, and the display is always of one piece") {
  const Region boxes[] = {{0.5, 0.3, 0.2, 0.1}, {0, 0, 0.1, 0.1}, {0.9, 0.9, 0.1, 0.1}, {0.1, 0.1, 0.8, 0.8}, {}};
  for (std::size_t i = 0; i < std::size(kWidths); i++)
    for (const Region& f : boxes)
      for (const auto& [w, h] : {std::pair{1440, 2560}, {1920, 1080}}) {
        const PixelRegion r = frame_art(w, h, {kWidths[i], kHeights[i], {}, Fit::cover, f});
        INFO(kWidths[i] << "x" << kHeights[i] << " of " << w << "x" << h << ", focus at " << f.x << " " << f.y);
        CHECK(is_inside(r, f.x * w, f.y * h, (f.x + f.width) * w, (f.y + f.height) * h));
        CHECK(r.width / r.height == Approx(static_cast<double>(kWidths[i]) / kHeights[i]));
        // Beyond the picture only where the focus needs it, and then on both sides alike.
        if (r.width <= w) CHECK((r.x >= -1e-6 && r.x + r.width <= w + 1e-6));
        if (r.width > w) CHECK(r.x + r.width / 2 == Approx(w / 2.0));
      }
}

TEST_CASE("contain shows all of the picture in the middle") {
  for (std::size_t i = 0; i < std::size(kWidths); i++) {
    const PixelRegion r = frame_art(1440, 2560, {kWidths[i], kHeights[i], {}, Fit::contain, {}});
    CHECK(is_inside(r, 0, 0, 1440, 2560));
    CHECK(r.x + r.width / 2 == Approx(720));
    CHECK(r.y + r.height / 2 == Approx(1280));
    CHECK(std::min(r.width - 1440, r.height - 2560) == Approx(0).margin(1e-6));
  }
}

TEST_CASE("of two variants the one that suits the display loses less") {
  const auto loss = [](int w, int h, int width, int height) {
    return loss_of(w, h, {width, height, {}, Fit::cover, {}});
  };
  CHECK(loss(1440, 2560, 1080, 1920) == Approx(0).margin(1e-9));
  CHECK(loss(1440, 2560, 1080, 1920) < loss(1920, 1080, 1080, 1920));
  CHECK(loss(1920, 1080, 2560, 1080) < loss(1440, 2560, 2560, 1080));
  // A focus that the crop must grow for is a loss as well.
  CHECK(loss_of(1440, 2560, {1080, 1080, {}, Fit::cover, Region{0, 0, 1, 1}}) >
        loss_of(1440, 2560, {1080, 1080, {}, Fit::cover, Region{0.4, 0.4, 0.1, 0.1}}) - 0.02);
}

TEST_CASE("beyond the picture its light goes on and fades, without an edge") {
  FloatPlane plane(80, 100);
  for (int y = 0; y < 100; y++)
    for (int x = 0; x < 80; x++) plane.row(y)[x] = 1 + static_cast<float>(y & 1);
  const ArtFrame frame(80, 100, {400, 100, {}, Fit::contain, {}}, 16);  // the picture covers columns 160 to 240
  const FloatPlane lit = frame.light(plane);
  REQUIRE(lit.width == 432);
  const float* row = lit.row(51);
  CHECK(row[16 + 200] >= 1.9f);
  CHECK(row[0] == 0);
  CHECK(row[431] == 0);
  CHECK(row[16 + 155] > 0.2f);
  float largest = 0;
  for (int x = 1; x < 16 + 158; x++) largest = std::max(largest, std::abs(row[x] - row[x - 1]));
  CHECK(largest < 0.25f);
  for (int x = 1; x < 16 + 158; x++) REQUIRE(row[x] >= row[x - 1] - 0.02f);

  const FloatPlane covered = frame.coverage(plane);
  REQUIRE(covered.width == 400);
  CHECK(covered.row(50)[200] >= 1);
  for (int x = 0; x < 160; x++) REQUIRE(covered.row(50)[x] == 0);
}

TEST_CASE("a picture that fills the display is left as it is") {
  FloatPlane plane(64, 64);
  for (std::size_t i = 0; i < plane.samples.size(); i++) plane.samples[i] = static_cast<float>(i % 17);
  const ArtFrame frame(64, 64, {64, 64, {}, Fit::contain, {}}, 0);
  CHECK(frame.light(plane).samples == plane.samples);
  CHECK(frame.coverage(plane).samples == plane.samples);
}

}  // namespace
}  // namespace redlight::test

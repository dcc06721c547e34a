#include "picture/plane.h"

#include <catch2/catch.hpp>

namespace redlight::test {
namespace {

FloatPlane ramp(int width, int height) {
  FloatPlane plane(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      plane.row(y)[x] = static_cast<float>(x) + 0.5f + 100 * (static_cast<float>(y) + 0.5f);
  return plane;
}

double mean(const FloatPlane& plane) {
  double sum = 0;
  for (const float v : plane.samples) sum += v;
  return sum / static_cast<double>(plane.samples.size());
}

TEST_CASE("a constant plane stays constant at every size") {
  FloatPlane plane(37, 53);
  for (float& v : plane.samples) v = 0.7f;
  for (const int size : {1, 2, 7, 37, 100, 211}) {
    const FloatPlane out = resample(plane, {3.3, 5.1, 30.2, 40.7}, size, size + 3);
    for (const float v : out.samples) REQUIRE(v == Approx(0.7).epsilon(1e-5));
  }
}

TEST_CASE("a whole plane at its own size is copied") {
  const FloatPlane plane = ramp(20, 30), out = resample(plane, {0, 0, 20, 30}, 20, 30);
  CHECK(out.samples == plane.samples);
}

TEST_CASE("a region lies where it is asked for") {
  const FloatPlane plane = ramp(40, 40);
  // A ramp is resampled exactly, but near the plane's edges, where the edge repeats.
  const FloatPlane out = resample(plane, {10.5, 8, 20, 16}, 40, 16);
  for (int y = 0; y < 16; y++)
    for (int x = 0; x < 40; x++)
      REQUIRE(out.row(y)[x] == Approx(10.5 + (x + 0.5) / 2 + 100 * (8 + y + 0.5)).epsilon(1e-4));
}

TEST_CASE("shrinking keeps the mean and never gives negative light") {
  FloatPlane plane(128, 128);
  for (int i = 0; i < 128; i += 16) plane.row(i + 8)[i + 8] = 50;
  const FloatPlane out = resample(plane, {0, 0, 128, 128}, 32, 32);
  for (const float v : out.samples) REQUIRE(v >= 0);
  CHECK(mean(out) >= mean(plane) * 0.99);
  CHECK(mean(out) <= mean(plane) * 1.3);  // the negative lobes that are clipped
}

TEST_CASE("the region that covers a display has its shape and lies inside the crop") {
  const Region whole{};
  const PixelRegion tall = cover_region(1920, 1080, whole, 1080, 1920);
  CHECK(tall.width == Approx(607.5));
  CHECK(tall.height == Approx(1080));
  CHECK(tall.x == Approx((1920 - 607.5) / 2));
  CHECK(tall.y == Approx(0));
  const Region crop{0.25, 0.1, 0.5, 0.8};
  for (const auto& [w, h] : {std::pair{1080, 1920}, {1920, 1080}, {100, 100}, {3840, 100}}) {
    const PixelRegion r = cover_region(1440, 2560, crop, w, h);
    CHECK(r.width / r.height == Approx(static_cast<double>(w) / h));
    CHECK(r.x >= 360 - 1e-9);
    CHECK(r.x + r.width <= 1080 + 1e-9);
    CHECK(r.y >= 256 - 1e-9);
    CHECK(r.y + r.height <= 2304 + 1e-9);
  }
}

}  // namespace
}  // namespace redlight::test

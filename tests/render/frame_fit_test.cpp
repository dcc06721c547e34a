#include "render/frame_fit.h"

#include <catch2/catch.hpp>

namespace redlight::test {
namespace {

VideoFrame frame_of(int width, int height, double aspect = 1) {
  VideoFrame frame;
  frame.width = width, frame.height = height, frame.pixel_aspect = aspect;
  return frame;
}

TEST_CASE("a film of the display's shape fills it") {
  for (const Fit fit : {Fit::cover, Fit::contain}) {
    const FramePlacement p = place_frame(frame_of(1920, 1080), fit, 3840, 2160);
    CHECK(p.left == 0);
    CHECK(p.top == 0);
    CHECK(p.right == 3840);
    CHECK(p.bottom == 2160);
    CHECK(p.x == 0);
    CHECK(p.y == 0);
    CHECK(p.width == 1920);
    CHECK(p.height == 1080);
  }
}

TEST_CASE("contain shows all of it between black bars") {
  const FramePlacement wide = place_frame(frame_of(1920, 800), Fit::contain, 1920, 1080);
  CHECK(wide.left == 0);
  CHECK(wide.right == 1920);
  CHECK(wide.top == 140);
  CHECK(wide.bottom == 940);
  CHECK(wide.height == 800);
  const FramePlacement tall = place_frame(frame_of(1080, 1920), Fit::contain, 1920, 1080);
  CHECK(tall.right - tall.left == 608);
  CHECK(tall.left == 656);
  CHECK(tall.height == 1920);
}

TEST_CASE("cover cuts off evenly") {
  const FramePlacement p = place_frame(frame_of(1920, 1080), Fit::cover, 1080, 1920);
  CHECK(p.right == 1080);
  CHECK(p.bottom == 1920);
  CHECK(p.width == Approx(607.5));
  CHECK(p.x == Approx(656.25));
  CHECK(p.height == Approx(1080));
}

TEST_CASE("pixels that are not square") {
  const FramePlacement p = place_frame(frame_of(960, 1080, 2), Fit::contain, 1920, 1080);
  CHECK(p.left == 0);
  CHECK(p.right == 1920);
  CHECK(p.width == 960);
}

TEST_CASE("no film and no display leaves the picture or the frame") {
  for (const int w : {1, 3, 100, 1919})
    for (const int h : {1, 2, 57, 1080})
      for (const double aspect : {0.5, 1.0, 64.0 / 45})
        for (const Fit fit : {Fit::cover, Fit::contain})
          for (const auto& [to_w, to_h] : {std::pair{1, 1}, {1080, 1920}, {333, 7}}) {
            const FramePlacement p = place_frame(frame_of(w, h, aspect), fit, to_w, to_h);
            REQUIRE((0 <= p.left && p.left < p.right && p.right <= to_w));
            REQUIRE((0 <= p.top && p.top < p.bottom && p.bottom <= to_h));
            REQUIRE((0 <= p.x && p.width > 0 && p.x + p.width <= w + 1e-9));
            REQUIRE((0 <= p.y && p.height > 0 && p.y + p.height <= h + 1e-9));
          }
}

TEST_CASE("colour matrices have the numbers of the recommendations") {
  const auto check = [](Matrix matrix, double red_v, double green_u, double green_v, double blue_u) {
    const ColourMatrix m = colour_matrix(matrix, Range::full);
    CHECK(m.red_v / 8192.0 == Approx(red_v).margin(1e-4));
    CHECK(m.green_u / 8192.0 == Approx(green_u).margin(1e-4));
    CHECK(m.green_v / 8192.0 == Approx(green_v).margin(1e-4));
    CHECK(m.blue_u / 8192.0 == Approx(blue_u).margin(1e-4));
    CHECK(m.luma_scale == 16384);
    CHECK(m.luma_offset == 0);
  };
  check(Matrix::bt601, 1.402, -0.344136, -0.714136, 1.772);
  check(Matrix::bt709, 1.5748, -0.187324, -0.468124, 1.8556);
  check(Matrix::bt2020, 1.4746, -0.164553, -0.571353, 1.8814);
  const ColourMatrix limited = colour_matrix(Matrix::bt709, Range::limited);
  CHECK(limited.luma_scale / 16384.0 == Approx(255.0 / 219).margin(1e-4));
  CHECK(limited.luma_offset == 16 * 64);
  CHECK(limited.red_v / 8192.0 == Approx(1.5748 * 255 / 224).margin(1e-4));
}

TEST_CASE("chroma lies where the film says") {
  constexpr ChromaSite kLeft{};
  CHECK(plane_position(0.5, 8, 4, kLeft.x) == Approx(0.5));
  CHECK(plane_position(2.5, 8, 4, kLeft.x) == Approx(1.5));
  CHECK(plane_position(1, 8, 4, kLeft.y) == Approx(0.5));
  CHECK(plane_position(3, 8, 4, kLeft.y) == Approx(1.5));
  CHECK(plane_position(3.25, 8, 8, kLeft.x) == Approx(3.25));
  CHECK(plane_position(1.5, 8, 4, 1) == Approx(0.5));  // on the second pixel
  CHECK(plane_position(8.5, 9, 5, 0) == Approx(4.5));  // an odd number of pixels: still one for every two
}

}  // namespace
}  // namespace redlight::test

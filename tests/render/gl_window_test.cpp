// The picture on the window: which pixel comes where.
#include <algorithm>
#include <catch2/catch.hpp>
#include <epoxy/gl.h>

#include "render/cpu/cpu_renderer.h"
#include "render/gl/gl_renderer.h"
#include "support/gl_context.h"
#include "support/image_compare.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

/// What the window shows, top row first.
Image window_image(int width, int height) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(4 * width * height));
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
  Image image(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      const std::uint8_t* p = bytes.data() + 4 * ((height - 1 - y) * width + x);
      image.row(y)[x] = 0xff000000u | static_cast<std::uint32_t>(p[0] << 16 | p[1] << 8 | p[2]);
    }
  return image;
}

/// Clockwise by a quarter: the top row becomes the right column.
Image turned(const Image& from) {
  Image to(from.height, from.width);
  for (int y = 0; y < from.height; y++)
    for (int x = 0; x < from.width; x++) to.row(x)[from.height - 1 - y] = from.row(y)[x];
  return to;
}

void check_window(GlApi api) {
  const auto context = GlContext::make(api, 96, 96);
  if (!context) FAIL(describe(context.error()));
  const auto gl = GlRenderer::create(REDLIGHT_SHADERS);
  if (!gl) FAIL(describe(gl.error()));
  const Picture picture = make_picture(45, 24, {{make_lit(make_art(45, 24)), 1}});
  (*gl)->draw(picture);
  Image expected = (*gl)->read_back();
  for (const Rotation rotation : {Rotation::none, Rotation::quarter, Rotation::half, Rotation::three_quarters}) {
    (*gl)->set_window(expected.width, expected.height, rotation);
    (*gl)->draw(picture);
    CHECK(compare(window_image(expected.width, expected.height), expected, 0, 0, "window", REDLIGHT_TEST_OUTPUT) == "");
    CHECK(difference((*gl)->read_back(), turned(turned(turned(turned((*gl)->read_back()))))).max == 0);
    // Twice the size: the same picture, interpolated.
    (*gl)->set_window(2 * expected.width, 2 * expected.height, rotation);
    (*gl)->draw(picture);
    const Image large = window_image(2 * expected.width, 2 * expected.height);
    Image small(expected.width, expected.height);
    for (int y = 0; y < small.height; y++)
      for (int x = 0; x < small.width; x++) small.row(y)[x] = large.row(2 * y + 1)[2 * x + 1];
    CHECK(difference(small, expected).mean < 25);
    expected = turned(expected);
  }
}

TEST_CASE("OpenGL ES turns the picture as the display hangs") { check_window(GlApi::es); }
TEST_CASE("OpenGL core turns the picture as the display hangs") { check_window(GlApi::core); }

TEST_CASE("a window of another size shows all of the picture") {
  const auto context = GlContext::make(GlApi::es, 90, 50);
  if (!context) FAIL(describe(context.error()));
  const auto gl = GlRenderer::create(REDLIGHT_SHADERS);
  if (!gl) FAIL(describe(gl.error()));
  Picture picture = make_picture(
      30, 20, {{FrameGround{make_flat_frame(4, 4, Matrix::rgb, Range::full, 90, 60, 200), Fit::cover, 1}, 1}});
  picture.grain = 0;
  auto dot = std::make_shared<Coverage>();
  dot->width = 10, dot->height = 10, dot->alpha.assign(100, 255);
  picture.sprites = {{dot, 0, 0, {1, 1, 1}, 1}};
  (*gl)->set_window(90, 50, Rotation::none);
  (*gl)->draw(picture);
  const Image image = window_image(90, 50);
  CHECK(image.row(0)[0] == 0xffffffffu);
  CHECK(image.row(20)[25] == 0xffffffffu);
  CHECK(image.row(49)[89] == 0xff5a3cc8u);
  CHECK(image.row(10)[40] == 0xff5a3cc8u);
  CHECK(image.row(40)[10] == 0xff5a3cc8u);
  CHECK((*gl)->max_size() >= 2048);
  CHECK(glGetError() == GL_NO_ERROR);
}

TEST_CASE("a display of ten bits gets ten") {
  const auto context = GlContext::make(GlApi::es, 64, 64);
  if (!context) FAIL(describe(context.error()));
  const auto gl = GlRenderer::create(REDLIGHT_SHADERS);
  if (!gl) FAIL(describe(gl.error()));
  // A quarter of a step of 255 above 100: eight bits show it as a mix of 100 and 101, ten bits have steps below 101.
  Picture even = make_picture(
      64, 64, {{FrameGround{make_flat_frame(4, 4, Matrix::rgb, Range::full, 200, 200, 200), Fit::cover, 0.50125f}, 1}});
  even.grain = 0;
  const auto brighter = [&] {
    (*gl)->draw(even);
    const Image image = (*gl)->read_back();
    return std::count_if(image.pixels.begin(), image.pixels.end(), [](std::uint32_t p) { return p != 0xff646464u; });
  };
  CHECK(brighter() > 500);
  (*gl)->set_ten_bits(true);
  CHECK(brighter() == 0);
  const Picture lit = make_picture(64, 64, {{make_lit(make_art(64, 64)), 1}});
  CpuRenderer cpu;
  cpu.draw(lit);
  (*gl)->draw(lit);
  CHECK(difference((*gl)->read_back(), cpu.image()).max <= 2);
  (*gl)->set_ten_bits(false);
  CHECK(brighter() > 500);
  CHECK(glGetError() == GL_NO_ERROR);
}

}  // namespace
}  // namespace redlight::test

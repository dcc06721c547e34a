// Relit art that is coarser than its picture: spread straight from sample to sample, each in the middle of its pixels.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <optional>

#include "render/cpu/cpu_renderer.h"
#include "support/image_compare.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

int channel(const Image& image, int x, int y, int c) { return static_cast<int>(image.row(y)[x] >> (16 - 8 * c) & 255); }

/// Between the four samples about a pixel of a picture that is `scale` times larger. Empty next to white: light that is
/// brighter than the display counts as such until it is spread.
std::optional<double> spread(const Image& from, int scale, int x, int y, int c) {
  const auto place = [scale](int at, int size) { return std::clamp((at + 0.5) / scale - 0.5, 0.0, size - 1.0); };
  const double u = place(x, from.width), v = place(y, from.height);
  const int left = static_cast<int>(u), top = static_cast<int>(v);
  const int right = std::min(left + 1, from.width - 1), low = std::min(top + 1, from.height - 1);
  const double across = u - left, down = v - top;
  for (const int column : {left, right})
    for (const int row : {top, low})
      if (channel(from, column, row, c) > 253) return std::nullopt;
  const double above = channel(from, left, top, c) * (1 - across) + channel(from, right, top, c) * across,
               below = channel(from, left, low, c) * (1 - across) + channel(from, right, low, c) * across;
  return above * (1 - down) + below * down;
}

TEST_CASE("coarse art is its own picture, spread") {
  for (int scale = 2; scale <= kMaxGroundScale; scale++)
    for (const auto& [width, height] : {std::pair{258, 132}, {259, 135}}) {
      const int small_width = coarse_size(width, scale), small_height = coarse_size(height, scale);
      const LitGround lit = make_lit(make_room_art(small_width, small_height));
      Picture small = make_picture(small_width, small_height, {{lit, 1}}),
              large = make_picture(width, height, {{lit, 1}});
      small.grain = large.grain = 0;
      CpuRenderer renderer;
      renderer.draw(small);
      const Image from = renderer.image();
      renderer.draw(large);
      double worst = 0, sum = 0, seen = 0;
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          for (int c = 0; c < 3; c++) {
            const auto expected = spread(from, scale, x, y, c);
            if (!expected) continue;
            const double d = channel(renderer.image(), x, y, c) - *expected;
            worst = std::max(worst, std::abs(d)), sum += d, seen++;
          }
      INFO(scale << " times, " << width << "x" << height);
      CHECK(worst <= 2);                   // both are dithered
      CHECK(seen > 1.5 * width * height);  // of three channels
      CHECK(std::abs(sum / seen) < 0.05);
    }
}

TEST_CASE("rows do not depend on the band that they are drawn in") {
  const InstructionSet one_by_one{"one by one", [](const rows::Plan& plan, int begin, int end, std::uint32_t* out,
                                                   std::ptrdiff_t stride, const rows::Scratch& scratch) {
                                    for (int y = end - 1; y >= begin; y--)
                                      instruction_sets().front().draw_rows(plan, y, y + 1, out, stride, scratch);
                                  }};
  CpuRenderer renderer, reference(one_by_one);
  for (const NamedPicture& p : room_pictures()) {
    renderer.draw(p.picture);
    reference.draw(p.picture);
    INFO(p.name);
    CHECK(renderer.image().pixels == reference.image().pixels);
  }
}

TEST_CASE("type over coarse art is as sharp as over any other") {
  const int width = 200, height = 120;
  const auto ink = make_ink(40, 20);
  Picture bare = make_picture(width, height, {{make_lit(make_art(width / 2, height / 2)), 1}}), set = bare;
  set.sprites = {{ink, 31, 17, {1, 1, 1}, 1}};
  CpuRenderer renderer;
  renderer.draw(bare);
  const Image under = renderer.image();
  renderer.draw(set);
  for (int y = 0; y < 20; y++)
    for (int x = 0; x < 40; x++) {
      const double a = ink->alpha[static_cast<std::size_t>(y * 40 + x)] / 255.0;
      const double expected = channel(under, 31 + x, 17 + y, 0) * (1 - a) + 255 * a;
      REQUIRE(std::abs(channel(renderer.image(), 31 + x, 17 + y, 0) - expected) <= 1);
    }
}

TEST_CASE("the scale of art is told from its size") {
  LitArt art;
  art.width = 1080, art.height = 1920;
  CHECK(ground_scale(art, 1080, 1920) == 1);
  CHECK(ground_scale(art, 2160, 3840) == 2);
  CHECK(ground_scale(art, 2159, 3839) == 2);
  CHECK(ground_scale(art, 3240, 5760) == 3);
  CHECK(ground_scale(art, 1000, 1920) == 0);
  CHECK(ground_scale(art, 2160, 1920) == 0);
}

}  // namespace
}  // namespace redlight::test

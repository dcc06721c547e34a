// The cpu renderer against formulas written a second time, in double precision and with the exact curves.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "render/cpu/cpu_renderer.h"
#include "support/image_compare.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

using Triple = std::array<double, 3>;

/// Contrast, filmic curve and encoding, from the largest channel's root: how bright it is shown, and how much of that
/// is without colour.
Triple tone(Triple x, double shade) {
  for (double& v : x) v = std::sqrt(v * shade);
  const double q = std::max({x[0], x[1], x[2]});
  if (q == 0) return {};
  const double under = 0.1531 + 0.45503 * q - 0.84631 * q * q + 1.50624 * std::pow(q, 3) - 0.30477 * std::pow(q, 4) +
                       0.48916 * std::pow(q, 5);
  const double peak = std::pow(q, 3) * (1 - 0.15749 * q + 0.48916 * q * q) / under,
               white = peak - 1.3058 * std::pow(q, 3) / under;
  const Triple bend{1, 1.09, 0.91};
  for (std::size_t i = 0; i < 3; i++)
    x[i] = std::clamp((peak - bend[i] * white) * x[i] / q + bend[i] * white, 0.0, 1.0);
  return x;
}

double share(const Rgb& c, std::size_t channel) { return channel == 0 ? c.r : channel == 1 ? c.g : c.b; }

Triple lit_pixel(const LitGround& lit, int x, int y) {
  const LitArt& art = *lit.art;
  const auto at = static_cast<std::size_t>(y * art.width + x),
             in_code = static_cast<std::size_t>(y * art.stride() + art.margin + x);
  Triple sum{};
  for (std::size_t i = 0; i < art.lights.size(); i++)
    for (std::size_t c = 0; c < 3; c++) {
      const LightLayer& light = art.lights[i];
      const double code = light.code[c][in_code] / 255.0,
                   coverage = light.emitter.empty() ? 0 : light.emitter[at] / 255.0;
      sum[c] += share(lit.gain[i], c) * (code * code * share(light.scale, c) + coverage * share(light.radiance, c));
    }
  const double u = (x + 0.5) * 2 / art.width - 1, v = (y + 0.5) * 2 / art.height - 1;
  const double fall = std::max(u * u * 0.64 + v * v * 0.81 - 0.1225, 0.0);
  return tone(sum, lit.exposure * (1 - lit.vignette * std::min(fall * (0.28 + 0.31 * fall), 1.0)));
}

TEST_CASE("relit art is the sum of its lights through the exact curves") {
  const LitGround lit = make_lit(make_art(150, 80));
  Picture picture = make_picture(150, 80, {{lit, 1}});
  picture.grain = 0;
  CpuRenderer renderer;
  renderer.draw(picture);
  double worst = 0, sum = 0;
  for (int y = 0; y < 80; y++)
    for (int x = 0; x < 150; x++) {
      const Triple expected = lit_pixel(lit, x, y);
      for (std::size_t c = 0; c < 3; c++) {
        const double d = (renderer.image().row(y)[x] >> (16 - 8 * c) & 255) - expected[c] * 255;
        worst = std::max(worst, std::abs(d)), sum += d;
      }
    }
  CHECK(worst < 2);                               // the dither is up to 1, the fitted curves up to 1
  CHECK(std::abs(sum / (150.0 * 80 * 3)) < 0.2);  // and nothing is brighter or darker on the whole
}

TEST_CASE("a dither shows levels between two codes as their mean") {
  const LitGround lit = make_lit(make_art(64, 64));
  Picture picture = make_picture(
      64, 64, {{FrameGround{make_flat_frame(64, 64, Matrix::rgb, Range::full, 20, 100, 200), Fit::cover, 0.333f}, 1}});
  picture.grain = 0;
  CpuRenderer renderer;
  renderer.draw(picture);
  const std::array<double, 3> level{20 * 0.333, 100 * 0.333, 200 * 0.333};
  for (std::size_t c = 0; c < 3; c++) {
    double sum = 0;
    for (const std::uint32_t p : renderer.image().pixels) sum += static_cast<double>(p >> (16 - 8 * c) & 255);
    CHECK(sum / 4096 == Approx(level[c]).margin(1.0 / 32));  // a film has 32 steps to a code
  }
}

TEST_CASE("films show their colours") {
  struct Case {
    Matrix matrix;
    Range range;
    int y, cb, cr, red, green, blue;
  };
  // Colour bars of ITU-R BT.601, BT.709 and BT.2020 as 8-bit codes.
  const Case cases[] = {{Matrix::bt601, Range::limited, 81, 90, 240, 255, 0, 0},
                        {Matrix::bt601, Range::limited, 145, 54, 34, 0, 255, 0},
                        {Matrix::bt601, Range::limited, 41, 240, 110, 0, 0, 255},
                        {Matrix::bt709, Range::limited, 63, 102, 240, 255, 0, 0},
                        {Matrix::bt709, Range::limited, 173, 42, 26, 0, 255, 0},
                        {Matrix::bt709, Range::limited, 32, 240, 118, 0, 0, 255},
                        {Matrix::bt2020, Range::limited, 74, 97, 240, 255, 0, 0},
                        {Matrix::bt2020, Range::limited, 164, 47, 25, 0, 255, 0},
                        {Matrix::bt709, Range::limited, 235, 128, 128, 255, 255, 255},
                        {Matrix::bt709, Range::limited, 16, 128, 128, 0, 0, 0},
                        {Matrix::bt709, Range::full, 255, 128, 128, 255, 255, 255},
                        {Matrix::bt601, Range::full, 76, 85, 255, 254, 0, 0},
                        {Matrix::rgb, Range::full, 200, 100, 50, 200, 100, 50}};
  CpuRenderer renderer;
  for (const Case& c : cases) {
    Picture picture = make_picture(
        8, 8, {{FrameGround{make_flat_frame(16, 16, c.matrix, c.range, c.y, c.cb, c.cr), Fit::cover, 1}, 1}});
    picture.grain = 0;
    renderer.draw(picture);
    Image expected(8, 8);
    for (std::uint32_t& p : expected.pixels)
      p = 0xff000000u | static_cast<std::uint32_t>(c.red << 16 | c.green << 8 | c.blue);
    INFO("Y " << c.y << " Cb " << c.cb << " Cr " << c.cr);
    CHECK(difference(renderer.image(), expected).max <= 2);  // the 8-bit codes are rounded themselves
  }
}

TEST_CASE("a still of the picture's size is shown as it is") {
  const FramePtr still = make_frame(100, 50, Matrix::rgb, Range::full, Chroma::full);
  Picture picture = make_picture(100, 50, {{FrameGround{still, Fit::cover, 1}, 1}});
  picture.grain = 0;
  CpuRenderer renderer;
  renderer.draw(picture);
  bool same = true;
  for (int y = 0; y < 50; y++)
    for (int x = 0; x < 100; x++)
      for (std::size_t c = 0; c < 3; c++)
        same = same && (renderer.image().row(y)[x] >> (16 - 8 * c) & 255) ==
                           still->planes[c].data[y * still->planes[c].stride + x];
  CHECK(same);
}

TEST_CASE("a still of another size, or a part of one, lies between its samples") {
  constexpr int kWidth = 400, kHeight = 50;
  CpuRenderer renderer;
  // Twice as large, a part as it is, a part half a pixel aside, larger by a fifth, smaller.
  for (const auto& [width, height] : {std::pair{800, 100}, {440, 50}, {441, 50}, {480, 60}, {100, 25}}) {
    const FramePtr still = make_frame(width, height, Matrix::rgb, Range::full, Chroma::full);
    Picture picture = make_picture(kWidth, kHeight, {{FrameGround{still, Fit::cover, 1}, 1}});
    picture.grain = 0;
    renderer.draw(picture);
    const double scale = std::max(kWidth / static_cast<double>(width), kHeight / static_cast<double>(height));
    const auto place = [&](int at, int shown, int whole) {
      return std::clamp(((at + 0.5) - shown / 2.0) / scale + whole / 2.0 - 0.5, 0.0, whole - 1.0);
    };
    double worst = 0;
    for (int y = 0; y < kHeight; y++)
      for (int x = 0; x < kWidth; x++) {
        const double at_x = place(x, kWidth, width), at_y = place(y, kHeight, height);
        const int left = std::min(static_cast<int>(at_x), width - 2),
                  top = std::min(static_cast<int>(at_y), height - 2);
        for (std::size_t c = 0; c < 3; c++) {
          const Plane& plane = still->planes[c];
          const auto row = [&](int line) {
            const std::uint8_t* from = plane.data + line * plane.stride + left;
            return from[0] + (from[1] - from[0]) * (at_x - left);
          };
          const double expected = row(top) + (row(top + 1) - row(top)) * (at_y - top);
          worst = std::max(worst, std::abs((renderer.image().row(y)[x] >> (16 - 8 * c) & 255) - expected));
        }
      }
    INFO(width << " by " << height);
    CHECK(worst < 1.1);  // the dither is up to 1
  }
}

TEST_CASE("ink covers as much as it says, and nothing outside the picture") {
  Picture picture = make_picture(20, 10, {});
  picture.grain = 0;
  auto ink = std::make_shared<Coverage>();
  ink->width = 4, ink->height = 4, ink->alpha.assign(16, 128);
  picture.sprites = {{ink, -2, -2, {1, 0.5f, 0}, 1}, {ink, 18, 8, {1, 1, 1}, 0.5f}};
  CpuRenderer renderer;
  renderer.draw(picture);
  const Image& image = renderer.image();
  CHECK(image.row(0)[0] == 0xff804000u);
  CHECK(image.row(1)[1] == 0xff804000u);
  CHECK(image.row(2)[2] == 0xff000000u);
  CHECK(image.row(8)[18] == 0xff404040u);
  CHECK(image.row(9)[19] == 0xff404040u);
  CHECK(image.row(7)[17] == 0xff000000u);
}

TEST_CASE("ink between pixels is shared among them, and none is lost") {
  Picture picture = make_picture(20, 10, {});
  picture.grain = 0;
  auto ink = std::make_shared<Coverage>();
  ink->width = 2, ink->height = 2, ink->alpha.assign(4, 255);
  picture.sprites = {{ink, 4.25f, 3.5f, {1, 1, 1}, 1}};
  CpuRenderer renderer;
  renderer.draw(picture);
  const auto level = [&](int x, int y) { return static_cast<int>(renderer.image().row(y)[x] & 255); };
  CHECK(std::abs(level(4, 3) - 96) <= 1);  // 3/4 of a column, half of a row
  CHECK(std::abs(level(5, 3) - 128) <= 1);
  CHECK(std::abs(level(6, 3) - 32) <= 1);
  CHECK(std::abs(level(5, 4) - 255) <= 1);
  CHECK(std::abs(level(6, 5) - 32) <= 1);
  CHECK(level(7, 4) == 0);
  CHECK(level(4, 6) == 0);
  // However slowly it glides, all of its light stays, and it nowhere jumps.
  for (int step = 0; step <= 32; step++) {
    picture.sprites[0].x = 4 + static_cast<float>(step) / 16, picture.sprites[0].y = 2 + static_cast<float>(step) / 32;
    renderer.draw(picture);
    double sum = 0, sum_x = 0;
    for (int y = 0; y < 10; y++)
      for (int x = 0; x < 20; x++) sum += level(x, y), sum_x += level(x, y) * (x + 0.5);
    CHECK(sum == Approx(4 * 255).margin(6));
    CHECK(sum_x / sum == Approx(5 + step / 16.0).margin(0.02));
  }
}

TEST_CASE("light that is added is the light of one ground with all of it") {
  const ArtPtr art = make_art(160, 90);
  LitGround all = make_lit(art), part = all, rest = all;
  for (std::size_t i = 0; i < 3; i++) {
    const auto share = [&](float k) { return Rgb{all.gain[i].r * k, all.gain[i].g * k, all.gain[i].b * k}; };
    part.gain[i] = share(0.3f), rest.gain[i] = share(0.7f);
  }
  rest.exposure = 5, rest.vignette = 1;  // do not count
  CpuRenderer renderer;
  renderer.draw(make_picture(160, 90, {{all, 1}}));
  const Image whole = renderer.image();
  renderer.draw(make_picture(160, 90, {{part, 1}, {rest, 1, true}}));
  int worst = 0;
  for (std::size_t i = 0; i < whole.pixels.size(); i++)
    for (int shift : {0, 8, 16})
      worst = std::max(worst, std::abs(static_cast<int>(whole.pixels[i] >> shift & 255) -
                                       static_cast<int>(renderer.image().pixels[i] >> shift & 255)));
  CHECK(worst <= 1);
}

TEST_CASE("a pan moves all of the picture by as much, and between pixels") {
  const ArtPtr art = make_room_art(160, 90);
  LitGround still = make_lit(art), panned = still;
  panned.motion.pan = -3;
  Picture before = make_picture(160, 90, {{still, 1}}), after = make_picture(160, 90, {{panned, 1}});
  before.grain = after.grain = 0;
  std::get<LitGround>(before.grounds[0].what).vignette = std::get<LitGround>(after.grounds[0].what).vignette = 0;
  CpuRenderer renderer;
  renderer.draw(before);
  const Image rest = renderer.image();
  renderer.draw(after);
  int worst = 0;
  for (int y = 0; y < 90; y++)
    for (int x = 8; x < 150; x++)
      worst = std::max(worst, std::abs(static_cast<int>(rest.row(y)[x - 3] >> 16 & 255) -
                                       static_cast<int>(renderer.image().row(y)[x] >> 16 & 255)));
  CHECK(worst <= 1);
  panned.motion.pan = 1e6f;  // never beyond what there is
  renderer.draw(make_picture(160, 90, {{panned, 1}}));
}

}  // namespace
}  // namespace redlight::test

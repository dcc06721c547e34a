// The curves of shaders/light.glsl and finish.glsl against what they stand for.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "picture/colour.h"
#include "picture/noise.h"
#include "picture/shared_text.h"

namespace redlight::test {
namespace {

double srgb(double x) { return x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055; }

using Triple = std::array<double, 3>;

Triple times(const std::array<Triple, 3>& m, const Triple& v) {
  Triple out{};
  for (std::size_t i = 0; i < 3; i++) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return out;
}

/// What tone() is fitted to: contrast, Hill's fit of the ACES transforms, the sRGB curve, one after the other.
Triple reference_tone(Triple x) {
  const double peak = std::max({x[0], x[1], x[2]});
  for (double& v : x) v *= std::min(std::pow(peak / 0.35, 0.35), 1.25);
  x = times({{{0.59719, 0.35458, 0.04823}, {0.07600, 0.90834, 0.01566}, {0.02840, 0.13383, 0.83777}}}, x);
  for (double& v : x) v = (v * (v + 0.0245786) - 0.000090537) / (v * (0.983729 * v + 0.4329510) + 0.238081);
  x = times({{{1.60475, -0.53108, -0.07367}, {-0.10208, 1.10813, -0.00605}, {-0.00327, -0.07276, 1.07602}}}, x);
  for (double& v : x) v = srgb(std::clamp(v, 0.0, 1.0));
  return x;
}

struct Difference {
  double mean = 0, worst = 0;  // of 255
};

/// Over the stops from the blacks to a tube's core.
Difference from_reference(const Triple& hue) {
  Difference d;
  int count = 0;
  for (double m = 0.002; m < 12; m *= 1.05) {
    const glsl::vec3 c = glsl::tone(
        glsl::vec3(static_cast<float>(hue[0] * m), static_cast<float>(hue[1] * m), static_cast<float>(hue[2] * m)), 1);
    const Triple expected = reference_tone({hue[0] * m, hue[1] * m, hue[2] * m});
    const std::array<float, 3> got{c.x, c.y, c.z};
    for (std::size_t i = 0; i < 3; i++) {
      const double off = std::abs(std::min<double>(got[i], 1) - expected[i]) * 255;
      d.mean += off, d.worst = std::max(d.worst, off), count++;
    }
  }
  d.mean /= count;
  return d;
}

TEST_CASE("the display's curve is close to the one it was fitted to") {
  for (const Triple& red : {Triple{1, 0.06, 0.045}, Triple{1, 0.1, 0.08}, Triple{1, 0.2, 0.15}}) {
    CHECK(from_reference(red).mean < 6);
    CHECK(from_reference(red).worst < 30);
  }
  CHECK(from_reference({1, 1, 1}).mean < 7);
  CHECK(from_reference({1, 0.85, 0.6}).worst < 30);
}

TEST_CASE("what is brightest is shown as the curve says, rising, and hardly above the display's white") {
  float before = -1;
  for (int i = 0; i <= 200'000; i++) {
    const float m = static_cast<float>(i) / 5'000.f, y = glsl::tone(glsl::vec3(m, m, m), 1).x;
    REQUIRE(y >= before - 4e-6f);  // but for the last bits
    REQUIRE(y < 1.04f);
    before = y;
    REQUIRE(glsl::tone(glsl::vec3(m, m * 0.1f, m * 0.05f), 1).x == Approx(y).margin(1e-5));  // whatever its hue
  }
}

TEST_CASE("the order of the channels is kept") {
  for (int i = 1; i <= 2'000; i++) {
    const float m = static_cast<float>(i) / 100.f;
    const glsl::vec3 c = glsl::tone(glsl::vec3(m, m * 0.3f, m * 0.2f), 1);
    REQUIRE(c.x > c.y);
    REQUIRE(c.y >= c.z);
  }
}

TEST_CASE("more light is never darker") {
  for (const glsl::vec3& hue : {glsl::vec3(1, 1, 1), glsl::vec3(1, 0.05f, 0.04f), glsl::vec3(0.4f, 0.6f, 1)}) {
    float before = -1;
    for (int i = 0; i <= 20'000; i++) {
      const glsl::vec3 c = glsl::tone(hue * (static_cast<float>(i) / 1'000.f), 0.8f);
      const float luma = 0.2126f * c.x + 0.7152f * c.y + 0.0722f * c.z;
      REQUIRE(luma >= before - 1e-5f);
      before = luma;
    }
  }
  const glsl::vec3 black = glsl::tone(glsl::vec3(0, 0, 0), 0.8f);
  CHECK(black.x + black.y + black.z == 0.f);
}

TEST_CASE("hot red drifts to salmon, dim red stays red") {
  const glsl::vec3 hot = glsl::tone(glsl::vec3(7, 0.35f, 0.25f), 0.8f),
                   dim = glsl::tone(glsl::vec3(0.2f, 0.01f, 0.008f), 0.8f);
  CHECK(hot.x > 0.99f);
  CHECK(hot.y > 0.3f);
  CHECK(dim.y < 0.25f * dim.x);
}

TEST_CASE("the vignette is 1 in the middle and falls to the corners") {
  CHECK(glsl::vignette(0, 0, 0.45f) == 1.f);
  CHECK(glsl::vignette(1, 1, 0.45f) < glsl::vignette(0.7f, 0.7f, 0.45f));
  CHECK(glsl::vignette(1, 1, 0.45f) == Approx(1 - 0.45).margin(0.45 * 0.35));
  CHECK(glsl::vignette(1, 1, 0) == 1.f);
}

TEST_CASE("a share of light is the product, cut off") {
  for (const unsigned code : {0u, 1u, 16u, 100u, 254u, 255u})
    for (const unsigned gain : {0u, 1u, 300u, 21'000u, 65'535u})
      CHECK(glsl::share_of_light(static_cast<glsl::word>(code * code), static_cast<glsl::word>(gain)) ==
            code * code * gain / 65'536);
}

TEST_CASE("grain is strongest in the mid-tones") {
  const GrainScale scale = grain_scale(0.018f);
  // Of full scale, where the tile is at its largest.
  const auto at = [&](float v) {
    const glsl::small c = glsl::to_steps(v);
    return glsl::grain_steps(127, glsl::grain_amount(c, c, c, scale.base, scale.rise)) / 16'320.0;
  };
  CHECK(at(0.5f) > at(0.1f));
  CHECK(at(0.5f) > at(0.95f));
  CHECK(at(0) == Approx(0.35 * 0.018).margin(0.0002));
  CHECK(at(0.5f) == Approx(0.9 * 0.018).margin(0.0002));
  CHECK(at(1) == Approx(0.35 * 0.018).margin(0.0002));
}

TEST_CASE("steps stay inside the display's scale") {
  CHECK(glsl::quantise(glsl::to_steps(1.3f), 800, 63) == 255);
  CHECK(glsl::quantise(glsl::to_steps(0), -800, 0) == 0);
  for (int code = 0; code < 256; code++)
    for (const glsl::small dither : {glsl::small{0}, glsl::small{63}})
      REQUIRE(glsl::quantise(glsl::to_steps(static_cast<float>(code) * (1.f / 255.f)), glsl::small{0}, dither) == code);
}

TEST_CASE("ten bits have all their steps, from black to white") {
  CHECK(glsl::quantise_ten(glsl::to_steps(0), 0, 0) == 0);
  CHECK(glsl::quantise_ten(glsl::to_steps(1), 0, 0) == 1023);
  CHECK(glsl::quantise_ten(glsl::to_steps(1.04f), 800, 63) == 1023);
  CHECK(glsl::quantise_ten(glsl::to_steps(0), -800, 63) == 0);
  std::vector<int> found;
  for (int i = 0; i <= 100'000; i++) {
    const float value = static_cast<float>(i) / 100'000.f;
    const int code = glsl::quantise_ten(glsl::to_steps(value), 0, 32);
    REQUIRE(std::abs(static_cast<float>(code) - value * 1023) < 1.2f);
    if (found.empty() || found.back() != code) found.push_back(code);
  }
  CHECK(found.size() == 1024);
  CHECK(std::is_sorted(found.begin(), found.end()));
}

TEST_CASE("the linear table is the inverse of the sRGB curve") {
  const auto& table = srgb_to_linear_table();
  for (std::size_t i = 0; i < table.size(); i++)
    CHECK(srgb(table[i]) * 255 == Approx(static_cast<double>(i)).margin(0.002));
}

}  // namespace
}  // namespace redlight::test

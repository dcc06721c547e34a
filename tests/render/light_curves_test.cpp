// The curves of shaders/light.glsl and finish.glsl against what they stand for.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "picture/colour.h"
#include "picture/noise.h"
#include "picture/shared_text.h"

namespace redlight::test {
namespace {

float encode(float x) { return glsl::encode_over(x, std::sqrt(x)) / glsl::encode_under(x, std::sqrt(x)); }
float contrast(float m) { return glsl::contrast_over(std::sqrt(m)) / glsl::contrast_under(std::sqrt(m)); }
float filmic(float v, float k = 1) { return glsl::filmic_over(v * k, k) / glsl::filmic_under(v * k, k); }

double srgb(double x) { return x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055; }

TEST_CASE("encode is the sRGB curve") {
  double worst = 0;
  float before = -1;
  for (int i = 0; i <= 100'000; i++) {
    const float x = static_cast<float>(i) / 100'000.f, coded = encode(x);
    worst = std::max(worst, std::abs(static_cast<double>(coded) - srgb(x)));
    REQUIRE(coded >= before);
    before = coded;
  }
  CHECK(worst * 255 < 0.75);
  CHECK(encode(0) == 0.f);
  CHECK(encode(1) == Approx(1).margin(0.003));
}

TEST_CASE("contrast follows its formula") {
  for (int i = 1; i <= 200'000; i++) {
    const float m = static_cast<float>(i) / 20'000.f;
    const double exact = std::min(std::pow(m / 0.35, 0.35), 1.25);
    REQUIRE(std::abs(contrast(m) - exact) < 0.021);
    if (m < 1) REQUIRE(std::abs(m * (contrast(m) - exact)) < 0.001);
  }
}

TEST_CASE("the filmic curve rises and ends below its limit") {
  float before = -1;
  for (int i = 0; i <= 200'000; i++) {
    const float y = filmic(static_cast<float>(i) / 5'000.f);
    REQUIRE(y >= before - 1e-6f);  // but for the last bit
    REQUIRE(y < 1.02f);
    before = y;
    REQUIRE(filmic(static_cast<float>(i) / 5'000.f, 7.3f) == Approx(y).margin(1e-5));  // a fraction is what it is
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

TEST_CASE("the linear table is the inverse of the sRGB curve") {
  const auto& table = srgb_to_linear_table();
  for (std::size_t i = 0; i < table.size(); i++)
    CHECK(srgb(table[i]) * 255 == Approx(static_cast<double>(i)).margin(0.002));
}

}  // namespace
}  // namespace redlight::test

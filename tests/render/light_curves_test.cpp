// The curves of shaders/light.glsl and finish.glsl against what they stand for.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "picture/colour.h"

namespace redlight::test {
namespace glsl {
struct vec3 {
  float x, y, z;
  vec3(float a, float b, float c) : x(a), y(b), z(c) {}
};
inline vec3 operator*(vec3 a, vec3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
inline vec3 operator*(vec3 a, float b) { return {a.x * b, a.y * b, a.z * b}; }
inline vec3 operator+(vec3 a, vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline float max(float a, float b) { return a > b ? a : b; }
inline float min(float a, float b) { return a < b ? a : b; }
inline float sqrt(float a) { return std::sqrt(a); }
#include "finish.glsl"
#include "frame.glsl"
#include "light.glsl"
}  // namespace glsl

namespace {

double srgb(double x) { return x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055; }

TEST_CASE("encode is the sRGB curve") {
  double worst = 0;
  float before = -1;
  for (int i = 0; i <= 100'000; i++) {
    const float x = static_cast<float>(i) / 100'000.f, coded = glsl::encode(x);
    worst = std::max(worst, std::abs(static_cast<double>(coded) - srgb(x)));
    REQUIRE(coded >= before);
    before = coded;
  }
  CHECK(worst * 255 < 0.75);
  CHECK(glsl::encode(0) == 0.f);
  CHECK(glsl::encode(-1) == 0.f);
  CHECK(glsl::encode(5) == Approx(1).margin(0.003));
}

TEST_CASE("contrast follows its formula") {
  for (int i = 1; i <= 200'000; i++) {
    const float m = static_cast<float>(i) / 20'000.f;
    const double exact = std::min(std::pow(m / 0.35, 0.35), 1.25);
    REQUIRE(std::abs(glsl::contrast(m) - exact) < 0.021);
    if (m < 1) REQUIRE(std::abs(m * (glsl::contrast(m) - exact)) < 0.001);
  }
}

TEST_CASE("the filmic curve rises and ends below its limit") {
  float before = -1;
  for (int i = 0; i <= 200'000; i++) {
    const float y = glsl::filmic(static_cast<float>(i) / 5'000.f);
    REQUIRE(y >= before - 1e-6f);  // but for the last bit
    REQUIRE(y < 1.02f);
    before = y;
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

TEST_CASE("grain is strongest in the mid-tones") {
  const auto at = [](float v) { return glsl::grain_amount(glsl::vec3(v, v, v), 0.018f); };
  CHECK(at(0.5f) > at(0.1f));
  CHECK(at(0.5f) > at(0.95f));
  CHECK(at(0) == Approx(0.35 * 0.018));
  CHECK(at(0.5f) == Approx(0.9 * 0.018));
}

TEST_CASE("the linear table is the inverse of the sRGB curve") {
  const auto& table = srgb_to_linear_table();
  for (std::size_t i = 0; i < table.size(); i++)
    CHECK(srgb(table[i]) * 255 == Approx(static_cast<double>(i)).margin(0.002));
}

}  // namespace
}  // namespace redlight::test

// Light adds up, from the art's files to the frame.
#include <catch2/catch.hpp>

#include "picture/glare.h"
#include "picture/noise.h"
#include "render/cpu/cpu_renderer.h"
#include "render/poster_picture.h"
#include "support/image_compare.h"

namespace redlight::test {
namespace {

float share(const Rgb& c, std::size_t channel) { return channel == 0 ? c.r : channel == 1 ? c.g : c.b; }

/// Linear light of one light of prepared art, one channel.
std::vector<double> decoded(const LitArt& art, std::size_t light, std::size_t channel) {
  const LightLayer& layer = art.lights[light];
  std::vector<double> out;
  for (int y = 0; y < art.height; y++)
    for (int x = 0; x < art.width; x++) {
      const double code = layer.code[channel][static_cast<std::size_t>(y * art.stride() + art.margin + x)] / 255.0;
      out.push_back(code * code * share(layer.scale, channel));
    }
  return out;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

FloatPlane spots(int width, int height, std::uint32_t seed) {
  FloatPlane plane(width, height);
  for (std::uint32_t i = 0; i < 40; i++) {
    const std::uint32_t h = mix_bits(i, seed);
    plane.row(static_cast<int>(h >> 16) % height)[static_cast<int>(h & 0xffff) % width] += static_cast<float>(h % 24);
  }
  return plane;
}

TEST_CASE("the glare of a sum is the sum of the glares") {
  const FloatPlane a = spots(90, 160, 1), b = spots(90, 160, 2);
  FloatPlane both(90, 160), layer_a(90, 160), layer_b(90, 160), layer_both(90, 160);
  for (std::size_t i = 0; i < both.samples.size(); i++) both.samples[i] = a.samples[i] + b.samples[i];
  add_glare(layer_a, a, 0.12f), add_glare(layer_b, b, 0.12f), add_glare(layer_both, both, 0.12f);
  for (std::size_t i = 0; i < both.samples.size(); i++)
    REQUIRE(layer_both.samples[i] == Approx(layer_a.samples[i] + layer_b.samples[i]).margin(1e-5).epsilon(1e-4));
}

TEST_CASE("glare takes its share of the light and only adds") {
  for (const float strength : {0.05f, 0.12f}) {
    FloatPlane source(240, 240), layer(240, 240);
    source.row(120)[120] = 100;
    add_glare(layer, source, strength);
    double sum = 0;
    for (const float v : layer.samples) {
      REQUIRE(v >= 0);
      sum += v;
    }
    CHECK(sum == Approx(100 * strength).epsilon(0.05));
    CHECK(layer.row(120)[120] > layer.row(120)[130]);
    CHECK(layer.row(120)[130] > layer.row(120)[160]);
  }
}

TEST_CASE("what glare looks like does not depend on the size of the display") {
  const auto veil = [](int size) {
    FloatPlane source(size, size), layer(size, size);
    for (int y = 0; y < size / 8; y++)
      for (int x = 0; x < size / 8; x++) source.row(size / 2 + y)[size / 2 + x] = 1;
    add_glare(layer, source, 0.12f);
    return layer.row(size / 4)[size / 4];
  };
  CHECK(veil(512) == Approx(veil(128)).epsilon(0.2));
}

TEST_CASE("lights of the poster add up, and twice the gain is twice the share") {
  const Picture picture = poster_picture("portrait", 135, 240);
  REQUIRE(picture.width == 135);
  const LitGround& lit = std::get<LitGround>(picture.grounds[0].what);
  for (std::size_t c = 0; c < 3; c++) {
    // The frame's linear light as the renderer sums it, against the single lights.
    std::vector<double> all(decoded(*lit.art, 0, c).size());
    double singles = 0;
    for (std::size_t i = 0; i < lit.art->lights.size(); i++) {
      const auto one = decoded(*lit.art, i, c);
      for (std::size_t p = 0; p < all.size(); p++) all[p] += one[p] * share(lit.gain[i], c);
      singles += mean(one) * share(lit.gain[i], c);
    }
    CHECK(mean(all) == Approx(singles).epsilon(1e-9));
    CHECK(mean(all) > 0);
  }
}

TEST_CASE("prepared art keeps the light of its files") {
  // The same art at two sizes: the mean light of every layer agrees, whatever was resampled, coded and dithered in
  // between.
  const Picture small = poster_picture("portrait", 135, 240), large = poster_picture("portrait", 270, 480);
  const LitArt &a = *std::get<LitGround>(small.grounds.at(0).what).art,
               &b = *std::get<LitGround>(large.grounds.at(0).what).art;
  REQUIRE(a.lights.size() == b.lights.size());
  for (std::size_t i = 0; i < a.lights.size(); i++)
    for (std::size_t c = 0; c < 3; c++) {
      INFO(a.lights[i].name << " channel " << c);
      CHECK(mean(decoded(a, i, c)) == Approx(mean(decoded(b, i, c))).epsilon(0.03).margin(2e-6));
    }
}

TEST_CASE("a light split into two halves is the same light") {
  const ArtPtr art = make_art(100, 60);
  auto split = std::make_shared<LitArt>(*art);
  split->lights.push_back(art->lights[1]);
  LitGround whole = make_lit(art), halves = make_lit(split);
  const Rgb g = whole.gain[1];
  halves.gain[1] = {g.r * 0.25f, g.g * 0.25f, g.b * 0.25f}, halves.gain[3] = {g.r * 0.75f, g.g * 0.75f, g.b * 0.75f};
  CpuRenderer one, two;
  one.draw(make_picture(100, 60, {{whole, 1}}));
  two.draw(make_picture(100, 60, {{halves, 1}}));
  CHECK(difference(one.image(), two.image()).max <= 1);
}

TEST_CASE("twice the gain at half the exposure is the same picture") {
  LitGround lit = make_lit(make_art(100, 60));
  CpuRenderer one, two;
  one.draw(make_picture(100, 60, {{lit, 1}}));
  for (Rgb& g : lit.gain) g = {2 * g.r, 2 * g.g, 2 * g.b};
  lit.exposure /= 2;
  two.draw(make_picture(100, 60, {{lit, 1}}));
  CHECK(difference(one.image(), two.image()).max <= 1);
}

}  // namespace
}  // namespace redlight::test

// From one flat picture to lights: what they add up to, what is kept calm, and maps that replace what was inferred.
#include "picture/flat_source.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>
#include <unistd.h>

#include "picture/calm_mask.h"
#include "picture/flat_maps.h"
#include "picture/flat_relief.h"
#include "picture/flat_tubes.h"
#include "picture/inverse_tone.h"
#include "picture/rest_mix.h"
#include "support/flat_poster.h"

namespace redlight::test {
namespace fs = std::filesystem;
namespace {

constexpr int kWidth = 400, kHeight = 600;

/// A folder with poster.png that goes away with it.
struct Folder {
  fs::path path =
      fs::path(REDLIGHT_TEST_OUTPUT) / ("flat_source_" + std::to_string(getpid()));  // cases run side by side
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path / "poster.maps");
    REQUIRE(write_png(flat_poster(kWidth, kHeight), picture()));
  }
  ~Folder() {
    std::error_code none;
    fs::remove_all(path, none);
  }
  fs::path picture() const { return path / "poster.png"; }
  fs::path map(const std::string& name) const { return path / "poster.maps" / name; }
};

std::uint32_t grey_word(std::uint32_t v) { return 0xff000000u | v << 16 | v << 8 | v; }

void write_map(const fs::path& file, int width, int height, std::uint32_t word) {
  Image image(width, height);
  std::fill(image.pixels.begin(), image.pixels.end(), word);
  REQUIRE(write_png(image, file));
}

ArtSource opened(const Folder& folder) {
  auto source = open_flat(folder.picture(), {kWidth, kHeight, {}, {}, {}});
  REQUIRE(source);
  return *source;
}

LightPlanes planes_of(const ArtSource& source, std::string_view name) {
  for (const LightSource& light : source.lights)
    if (light.name == name) {
      auto planes = light.load();
      REQUIRE(planes);
      return *planes;
    }
  FAIL("there is no light " << name);
  return {};
}

double mean_in(const FloatPlane& plane, double left, double top, double right, double bottom) {
  double sum = 0;
  int count = 0;
  for (int y = static_cast<int>(top * plane.height); y < static_cast<int>(bottom * plane.height); y++)
    for (int x = static_cast<int>(left * plane.width); x < static_cast<int>(right * plane.width); x++)
      sum += static_cast<double>(plane.row(y)[x]), count++;
  return sum / count;
}

double face_mean(const FloatPlane& p) { return mean_in(p, 0.43, 0.43, 0.57, 0.57); }
double words_mean(const FloatPlane& p) { return mean_in(p, 0.2, 0.83, 0.8, 0.89); }
double night_mean(const FloatPlane& p) { return mean_in(p, 0.25, 0.02, 0.75, 0.08); }

double peak(const FloatPlane& plane) {
  return static_cast<double>(*std::max_element(plane.samples.begin(), plane.samples.end()));
}

TEST_CASE("the lights of a flat picture add up to the light that it stands for, and the tubes only add") {
  const Folder folder;
  const ArtSource source = opened(folder);
  REQUIRE(source.lights.size() == 4);
  const LightPlanes ambient = planes_of(source, "ambient"), own = planes_of(source, "own_light");
  const ColourPlanes colours = colours_of(flat_poster(kWidth, kHeight));
  double worst = 0;
  for (std::size_t i = 0; i < colours[0].samples.size(); i++) {
    const Rgb light = InverseTone::table()(colours[0].samples[i], colours[1].samples[i], colours[2].samples[i]);
    const float wanted[] = {light.r, light.g, light.b};
    for (std::size_t c = 0; c < 3; c++) {
      const float sum =
          rest_level("ambient") * ambient.light[c].samples[i] + rest_level("own_light") * own.light[c].samples[i];
      worst = std::max(worst, static_cast<double>(std::abs(sum * kRestExposure - wanted[c])));
      REQUIRE(ambient.light[c].samples[i] >= 0);
      REQUIRE(own.light[c].samples[i] >= 0);
    }
  }
  CHECK(worst < 1e-4);
  for (const PseudoTube& tube : kPseudoTubes) {
    const LightPlanes planes = planes_of(source, tube.name);
    for (const FloatPlane& plane : planes.light)
      CHECK(*std::min_element(plane.samples.begin(), plane.samples.end()) >= 0);
    CHECK(peak(planes.light[0]) > 10 * peak(planes.light[2]));  // red
    CHECK(peak(planes.light[0]) > 0.05);
  }
  for (const LightSource& light : source.lights) CHECK_FALSE(light.glares);
}

TEST_CASE("neon and windows are the picture's own lights, face and lettering are not") {
  const Folder folder;
  const LightPlanes own = planes_of(opened(folder), "own_light"), ambient = planes_of(opened(folder), "ambient");
  const auto share = [&](double x, double y) {
    const auto i = static_cast<std::size_t>(static_cast<int>(y * kHeight) * kWidth + static_cast<int>(x * kWidth));
    return own.light[0].samples[i] / (own.light[0].samples[i] + rest_level("ambient") * ambient.light[0].samples[i]);
  };
  CHECK(share(0.5, kNeonY) > 0.9f);
  CHECK(share(0.4, kNeonY) > 0.9f);
  CHECK(share(0.5, kNeonY + 0.02) > 0.02f);  // its glow goes with it
  CHECK(face_mean(own.light[0]) < 0.02 * face_mean(ambient.light[0]));
  CHECK(words_mean(own.light[0]) < 0.1 * words_mean(ambient.light[0]));
}

TEST_CASE("skin and lettering are found, an edge and noise are no lettering") {
  const ColourPlanes colours = colours_of(flat_poster(kWidth, kHeight));
  const FloatPlane luma = luma_of(colours);
  const FloatPlane skin = find_skin(colours), words = find_lettering(luma);
  CHECK(face_mean(skin) > 0.9);
  CHECK(night_mean(skin) < 0.05);
  CHECK(words_mean(words) > 0.7);
  CHECK(night_mean(words) < 0.05);
  CHECK(mean_in(words, 0.43, 0.43, 0.57, 0.57) < 0.1);
  FloatPlane edge(200, 200), ramp(200, 200);
  for (int y = 0; y < 200; y++)
    for (int x = 0; x < 200; x++)
      edge.row(y)[x] = x < 100 ? 0.2f : 0.8f, ramp.row(y)[x] = static_cast<float>(x + y) / 400;
  CHECK(peak(find_lettering(edge)) < 0.1);
  CHECK(peak(find_lettering(ramp)) < 0.1);
}

TEST_CASE("where a picture is calm its relief is flat and the tubes' light is held back") {
  const ColourPlanes colours = colours_of(flat_poster(kWidth, kHeight));
  const FloatPlane luma = luma_of(colours);
  FloatPlane calm(kWidth, kHeight);
  const auto rough = relief_of(luma, calm);
  const TubeLight bright = tube_light(kPseudoTubes[0], {rough, calm, 1}, Region{});
  std::fill(calm.samples.begin(), calm.samples.end(), 1.f);
  const auto flat = relief_of(luma, calm);
  const auto tilt = [](const std::array<FloatPlane, 3>& n) { return 1 - words_mean(n[2]); };
  CHECK(tilt(rough) > 0.01);
  CHECK(tilt(flat) < tilt(rough) * 0.35);
  const TubeLight held = tube_light(kPseudoTubes[0], {rough, calm, 1}, Region{});
  CHECK(night_mean(held.surface) < 0.6 * night_mean(bright.surface));
  CHECK(night_mean(held.air) < 0.6 * night_mean(bright.air));
  // Light falls away from the tube, which lies above.
  CHECK(mean_in(bright.air, 0.2, 0, 0.8, 0.1) > 2 * mean_in(bright.air, 0.2, 0.5, 0.8, 0.6));
}

TEST_CASE("directions have length 1 and point to the viewer") {
  const ColourPlanes colours = colours_of(flat_poster(kWidth, kHeight));
  const auto n = relief_of(luma_of(colours), FloatPlane(kWidth, kHeight));
  for (std::size_t i = 0; i < n[0].samples.size(); i++) {
    const float x = n[0].samples[i], y = n[1].samples[i], z = n[2].samples[i];
    REQUIRE(x * x + y * y + z * z == Approx(1).margin(1e-4));
    REQUIRE(z > 0.5f);
  }
}

TEST_CASE("a map beside the picture is used, whatever its size") {
  const Folder folder;
  write_map(folder.map("emitters.png"), 100, 150, grey_word(0));
  write_map(folder.map("normal.png"), 20, 30, 0xff8080ffu);
  write_map(folder.map("tube_rim.png"), 400, 600, 0xff0000ffu);
  std::ofstream(folder.map("notes.txt")) << "a designer's own files do not matter";
  const ArtSource source = opened(folder);
  CHECK(peak(planes_of(source, "own_light").light[0]) == 0);
  const LightPlanes rim = planes_of(source, "tube_rim");
  CHECK(peak(rim.light[0]) == 0);
  CHECK(mean_in(rim.light[2], 0, 0, 1, 1) == Approx(peak(rim.light[2])).epsilon(0.01));
  CHECK(peak(rim.light[2]) > 0.1);
  const auto guides = source.guides();
  REQUIRE(guides);
  CHECK(mean_in(guides->normal[2], 0, 0, 1, 1) == Approx(1).margin(1e-4));
  CHECK(peak(guides->normal[0]) < 1e-3);
}

TEST_CASE("a map that is no good is reported with its name and what was expected") {
  const Folder folder;
  const auto said = [&] {
    const auto source = open_flat(folder.picture(), {kWidth, kHeight, {}, {}, {}});
    REQUIRE_FALSE(source);
    const auto checked = check_flat(folder.picture());
    REQUIRE_FALSE(checked);
    CHECK(describe(checked.error()) == describe(source.error()));
    CHECK(source.error().kind == ErrorKind::malformed);
    return describe(source.error());
  };
  REQUIRE(check_flat(folder.picture()));
  SECTION("no image") {
    std::ofstream(folder.map("calm.png")) << "this is no picture";
    CHECK_THAT(said(), Catch::Contains("calm.png") && Catch::Contains("not a PNG"));
  }
  SECTION("another shape") {
    write_map(folder.map("depth.png"), 100, 100, grey_word(128));
    CHECK_THAT(said(), Catch::Contains("depth.png") && Catch::Contains("100x100") && Catch::Contains("400x600"));
  }
  SECTION("an unknown name") {
    write_map(folder.map("normals.png"), 20, 30, 0xff8080ffu);
    CHECK_THAT(said(), Catch::Contains("normals.png") && Catch::Contains("expected") && Catch::Contains("normal.png"));
  }
  SECTION("grey where directions belong") {
    write_map(folder.map("normal.png"), 20, 30, grey_word(90));
    CHECK_THAT(said(), Catch::Contains("normal.png") && Catch::Contains("128 128 255"));
  }
}

TEST_CASE("maps that are written read back as what was inferred, and what exists is kept") {
  const Folder folder;
  write_map(folder.map("calm.png"), 20, 30, grey_word(255));
  const auto written = write_maps(folder.picture(), folder.path / "poster.maps");
  REQUIRE(written);
  CHECK(written->size() == 7);  // all but calm
  const auto again = write_maps(folder.picture(), folder.path / "poster.maps");
  REQUIRE(again);
  CHECK(again->empty());
  const LightPlanes painted = planes_of(opened(folder), "tube_key");
  for (const auto& file : *written) fs::remove(file);
  const LightPlanes inferred = planes_of(opened(folder), "tube_key");
  for (std::size_t i = 0; i < inferred.light[0].samples.size(); i++)
    REQUIRE(painted.light[0].samples[i] == Approx(inferred.light[0].samples[i]).margin(0.012 * kTubeMapWhite));
}

TEST_CASE("a picture in inks is read in their colours, a transparent one lies over black") {
  const fs::path data = fs::path(REDLIGHT_TEST_DATA) / "data";
  const auto inks = read_image(data / "inks.jpg");
  REQUIRE(inks);
  const auto near = [](std::uint32_t word, std::uint32_t wanted) {
    for (const int shift : {0, 8, 16})
      if (std::abs(static_cast<int>(word >> shift & 255) - static_cast<int>(wanted >> shift & 255)) > 4) return false;
    return true;
  };
  CHECK(near(inks->row(4)[8], 0xc03020));
  CHECK(near(inks->row(12)[8], 0x2060d0));
  const auto half = read_image(data / "half_transparent.png");
  REQUIRE(half);
  CHECK(near(half->row(2)[2], 0x643219));
}

}  // namespace
}  // namespace redlight::test

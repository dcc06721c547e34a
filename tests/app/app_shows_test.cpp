// The show that comes with the program.
#include <catch2/catch.hpp>

#include "picture/image.h"
#include "support/program.h"
#include "support/tiny_show.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {
const std::filesystem::path kBallerina = std::filesystem::path(REDLIGHT_ASSETS) / "ballerina";
const std::filesystem::path kMinimal = std::filesystem::path(REDLIGHT_ASSETS) / "minimal";
}  // namespace

TEST_CASE("the default show has no fault") {
  const Outcome outcome = run({REDLIGHT_PROGRAM, "check", kBallerina, "--no-flashes"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 0);
  CHECK(outcome.output.find("error:") == std::string::npos);
}

TEST_CASE("the default show begins in the dark, strikes its tubes, and is lit in red") {
  ShowFolder folder("default_poster");
  for (const char* size : {"270x480", "480x270"}) {
    const auto file = folder.path() / (std::string(size) + ".png");
    const auto mean_at = [&](const char* time) {
      const Outcome outcome =
          run({REDLIGHT_PROGRAM, "render", kBallerina, "-o", file, "--size", size, "--at", time, "-q"});
      INFO(size << outcome.errors);
      REQUIRE(outcome.code == 0);
      const auto image = read_image(file);
      REQUIRE(image);
      return mean_of(*image);
    };
    const Mean dark = mean_at("300ms"), mean = mean_at("9s");
    INFO(size << ": " << dark.brightness() << ", then " << mean.r << " " << mean.g << " " << mean.b);
    CHECK(dark.brightness() > 1);  // the lamp and an outline
    CHECK(dark.brightness() < 12);
    CHECK(dark.r < 1.5 * dark.b);
    CHECK(mean.r > 20);
    CHECK(mean.r > 2 * mean.g);
    CHECK(mean.r > 2 * mean.b);
  }
}

TEST_CASE("the show to begin with is small and has no fault") {
  std::uintmax_t size = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kMinimal))
    if (entry.is_regular_file()) size += entry.file_size();
  CHECK(size < 1'500'000);
  const Outcome outcome = run({REDLIGHT_PROGRAM, "check", kMinimal, "--no-flashes"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 0);
  CHECK(outcome.output.find("error:") == std::string::npos);
  CHECK(outcome.output.find("warning:") == std::string::npos);
}

TEST_CASE("the show to begin with has its picture lit, its film and its words, upright and wide") {
  ShowFolder folder("minimal_show");
  for (const char* size : {"270x480", "480x270"}) {
    const auto file = folder.path() / (std::string(size) + ".png");
    const auto frame_at = [&](const char* time) {
      const Outcome outcome =
          run({REDLIGHT_PROGRAM, "render", kMinimal, "-o", file, "--size", size, "--at", time, "-q"});
      INFO(size << " " << time << ": " << outcome.errors);
      REQUIRE(outcome.code == 0);
      const auto image = read_image(file);
      REQUIRE(image);
      return *image;
    };
    const Mean poster = mean_of(frame_at("10s")), film = mean_of(frame_at("14.5s"));
    INFO(size << ": poster " << poster.r << " " << poster.g << " " << poster.b << ", film " << film.r << " " << film.g
              << " " << film.b);
    CHECK(poster.r > 8);
    CHECK(poster.r > 2 * poster.g);
    CHECK(film.r > 8);
    CHECK(distance(poster, film) > 2);
    // The words of a slide are the lightest thing there is; in the film and on the poster nothing is white.
    const auto white = [](const Image& image) {
      int count = 0;
      for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
          const std::uint32_t pixel = image.row(y)[x];
          count += (pixel & 0xff) > 150 && (pixel >> 8 & 0xff) > 150 && (pixel >> 16 & 0xff) > 150 ? 1 : 0;
        }
      return count;
    };
    CHECK(white(frame_at("21s")) > 200);
  }
}

TEST_CASE("the program plays the default show when it is told none") {
  const Outcome outcome = run({REDLIGHT_PROGRAM, "--windowed", "90x160", "--clock", "virtual", "--frames", "60"});
  INFO(outcome.errors);
  CHECK(outcome.code == 0);
  CHECK(outcome.errors.find("scene 1 'poster' (loop)") != std::string::npos);
}

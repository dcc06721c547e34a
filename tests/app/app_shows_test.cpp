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
}

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

TEST_CASE("the program plays the default show when it is told none") {
  const Outcome outcome = run({REDLIGHT_PROGRAM, "--windowed", "90x160", "--clock", "virtual", "--frames", "60"});
  INFO(outcome.errors);
  CHECK(outcome.code == 0);
  CHECK(outcome.errors.find("scene 1 'poster' (loop)") != std::string::npos);
}

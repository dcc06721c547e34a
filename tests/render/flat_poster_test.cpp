// A flat poster through the whole path of light: at rest it is the picture that was delivered, and it looks as it did.
#include "support/flat_poster.h"

#include <catch2/catch.hpp>
#include <unistd.h>

#include "picture/flat_source.h"
#include "picture/prepare_art.h"
#include "picture/rest_mix.h"
#include "render/cpu/cpu_renderer.h"
#include "support/image_compare.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace fs = std::filesystem;
namespace {

Picture lit_flat(const Image& image, int width, int height, float tubes) {
  const fs::path file = fs::path(REDLIGHT_TEST_OUTPUT) / ("flat_poster_" + std::to_string(getpid()) + ".png");
  REQUIRE(write_png(image, file));
  const Framing framing{width, height, {}, {}, {}};
  const auto source = open_flat(file, framing);
  REQUIRE(source);
  const auto art = prepare_art(*source, framing, {});
  REQUIRE(art);
  fs::remove(file);
  LitGround lit;
  lit.art = *art, lit.exposure = kRestExposure, lit.vignette = 0;
  for (std::size_t i = 0; i < lit.art->lights.size(); i++) {
    const std::string& name = lit.art->lights[i].name;
    const float gain = rest_level(name) * (name.starts_with("tube_") ? tubes : 1);
    lit.gain[i] = {gain, gain, gain};
  }
  return make_picture(width, height, {{lit, 1}});
}

TEST_CASE("a flat poster at rest is the picture that was delivered") {
  const Image image = flat_poster(160, 240);
  Picture picture = lit_flat(image, 160, 240, 0);
  picture.grain = 0;
  CpuRenderer renderer;
  renderer.draw(picture);
  const Image shown = renderer.image();
  int worst = 0;
  double sum = 0;
  for (std::size_t i = 0; i < shown.pixels.size(); i++)
    for (const int shift : {0, 8, 16}) {
      const int difference =
          std::abs(static_cast<int>(shown.pixels[i] >> shift & 255) - static_cast<int>(image.pixels[i] >> shift & 255));
      worst = std::max(worst, difference), sum += difference;
    }
  CHECK(worst <= 8);
  CHECK(sum / static_cast<double>(3 * shown.pixels.size()) < 1.2);
}

TEST_CASE("the flat poster looks as it did") {
  CpuRenderer renderer;
  renderer.draw(lit_flat(flat_poster(300, 450), 240, 360, 1));
  CHECK(compare_golden(renderer.image(), fs::path(REDLIGHT_TEST_DATA) / "golden" / "poster_flat.png",
                       REDLIGHT_TEST_OUTPUT) == "");
}

}  // namespace
}  // namespace redlight::test

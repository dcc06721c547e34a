// Whatever levels a show file gives its lights, a lit poster obeys the flash limits: many random settings of a small
// art, composed as the show composes it, drawn, and measured.
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <random>
#include <utility>

#include "picture/flash_analyser.h"
#include "render/cpu/cpu_renderer.h"
#include "scene/compose.h"
#include "support/synthetic.h"

using namespace redlight;
using namespace redlight::test;

namespace {

constexpr int kWidth = 36, kHeight = 63, kFps = 60, kSettings = 500;
constexpr long kFrames = 3 * kFps;

/// Two tubes, a lamp and ambient light: the names that the light score knows, each of random colour and strength,
/// spread over random parts of the picture.
ArtPtr random_art(std::mt19937& random) {
  const auto part = [&](double most) {
    return std::uniform_real_distribution<float>(0, static_cast<float>(most))(random);
  };
  auto art = std::make_shared<LitArt>(*make_art(kWidth, kHeight));
  const std::vector<LightLayer> patterns = std::exchange(art->lights, {});
  for (const std::string name : {"tube_key", "tube_rim", "headlight", "ambient"}) {
    LightLayer light = patterns[name == "tube_key" ? 1 : name == "tube_rim" ? 2 : 0];
    light.name = name;
    const bool is_red = part(1) < 0.5f;
    light.scale = {part(4), is_red ? 0.02f : part(4), is_red ? 0.02f : part(4)};
    art->lights.push_back(std::move(light));
  }
  return art;
}

}  // namespace

TEST_CASE("a lit poster is safe with any levels of its lights") {
  std::mt19937 random(20231006);
  std::uniform_real_distribution<double> level(0, 4), start(0, 36000);
  CpuRenderer renderer;
  for (int setting = 0; setting < kSettings; setting++) {
    PosterScene poster;
    for (const char* name : {"tube_key", "tube_rim", "headlight", "ambient"}) poster.lights[name] = level(random);
    Show show;
    show.languages = {"en"};
    show.reduced_motion = setting % 5 == 0;
    Scene scene;
    scene.id = "poster", scene.content = poster;
    show.scenes.push_back(scene);
    const Material material = PosterMaterial{{random_art(random)}, {}};
    const Duration from = from_seconds(start(random));
    Stage stage;
    stage.current = Appearance{0, Instant{from}, 0, 1};
    FlashAnalyser analyser(kWidth, kHeight, 21);
    Picture drawn;
    for (long i = 0; i < kFrames; i++) {
      const Instant now = Instant{from} + Duration(i * 1'000'000'000L / kFps);
      Picture picture = compose(
                            show, stage, [&](std::size_t) { return &material; }, now, kWidth, kHeight)
                            .picture;
      // The light moves less often than the display's refreshes come.
      if (picture != drawn) renderer.draw(picture);
      drawn = std::move(picture);
      analyser.add(renderer.image(), now);
    }
    const auto found = analyser.finish();
    INFO("setting " << setting << " from " << seconds(from) << " s: " << (found.empty() ? "" : describe(found[0])));
    CHECK(found.empty());
  }
}

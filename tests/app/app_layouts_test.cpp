// Every layout looks as it did, upright and wide, in English and Korean and in both at once: the specimen's words on
// black, in small.
#include <catch2/catch.hpp>

#include "app/word_setter.h"
#include "render/cpu/cpu_renderer.h"
#include "show/loader.h"
#include "show/show_texts.h"
#include "support/image_compare.h"

using namespace redlight;
using namespace redlight::test;

namespace {

const std::filesystem::path kAssets = REDLIGHT_ASSETS;

Show specimen() {
  auto loaded = load_show(kAssets / "specimen");
  REQUIRE(loaded.show);
  return std::move(*loaded.show);
}

void check_words_of(const Show& show, const std::string& name, std::optional<Day> today) {
  WordSetter setter(kAssets / "fonts");
  for (const Scene& scene : show.scenes)
    for (const auto& [shape, width, height] : {std::tuple{"portrait", 540, 960}, {"landscape", 960, 540}}) {
      const auto* slide = std::get_if<SlideScene>(&scene.content);
      auto set = slide ? setter.set_slide(show, *slide, width, height, today)
                       : setter.set_caption(show, std::get<PosterScene>(scene.content), width, height);
      REQUIRE(set);
      Picture picture;
      picture.width = width, picture.height = height, picture.grain = 0;
      if (const auto& scrim = set->scrims.front()) {
        // It is seen on something alone.
        picture.sprites.push_back({solid_ink(width, height), 0, 0, {0.35f, 0.05f, 0.06f}, 1});
        picture.sprites.push_back(*scrim);
      }
      picture.sprites.insert(picture.sprites.end(), set->sprites.front().begin(), set->sprites.front().end());
      CpuRenderer renderer;
      renderer.draw(picture);
      const std::string file = "layout_" + scene.id + "_" + shape + "_" + name + ".png";
      CHECK(compare_golden(renderer.image(), std::filesystem::path(REDLIGHT_TEST_DATA) / "golden" / file,
                           REDLIGHT_TEST_OUTPUT) == "");
    }
}

}  // namespace

TEST_CASE("every layout looks as it did in English and in Korean") {
  for (const char* language : {"en", "ko"})
    check_words_of(told_in(specimen(), language), language, parse_day("2023-09-24"));
}

TEST_CASE("two languages on one slide look as they did") {
  Show show = specimen();
  show.language_mode = LanguageMode::both;
  std::erase_if(show.scenes, [](const Scene& scene) {
    return scene.id != "quote" && scene.id != "text" && scene.id != "people" && scene.id != "credits";
  });
  check_words_of(show, "both", std::nullopt);
}

TEST_CASE("a day that comes, comes to the slide") {
  Show show = told_in(specimen(), "en");
  std::erase_if(show.scenes, [](const Scene& scene) { return scene.id != "date"; });
  check_words_of(show, "now", parse_day("2023-10-06"));
}

// The typesetter: every letter of the show has a face, and its ink lies where its measures say.
#include "picture/type.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "picture/utf8.h"
#include "show/loader.h"

using namespace redlight;

namespace {

const std::filesystem::path kFonts = std::filesystem::path(REDLIGHT_ASSETS) / "fonts";

std::unique_ptr<Typesetter> open_fonts() {
  auto opened = Typesetter::open(kFonts);
  REQUIRE(opened);
  return std::move(*opened);
}

bool has_ink(const InkLine& line) {
  return line.coverage &&
         std::any_of(line.coverage->alpha.begin(), line.coverage->alpha.end(), [](auto a) { return a > 0; });
}

void add_letters(std::set<std::string>& letters, const Text& text) {
  for (const auto& [language, words] : text.by_language)
    for (const Letter& letter : letters_of(words))
      if (letter.code > U' ' && letter.code != U'\u00a0') letters.emplace(letter.bytes);
}

std::set<std::string> letters_of_show() {
  const LoadedShow loaded = load_show(std::filesystem::path(REDLIGHT_ASSETS) / "ballerina");
  REQUIRE(loaded.show);
  std::set<std::string> letters;
  add_letters(letters, loaded.show->title);
  add_letters(letters, loaded.show->tagline);
  for (const Scene& scene : loaded.show->scenes) {
    if (const auto* poster = std::get_if<PosterScene>(&scene.content)) add_letters(letters, poster->caption);
    const auto* slide = std::get_if<SlideScene>(&scene.content);
    if (!slide) continue;
    for (const Text* text : {&slide->eyebrow, &slide->heading, &slide->body, &slide->note}) add_letters(letters, *text);
    for (const Credit& credit : slide->people) add_letters(letters, credit.role), add_letters(letters, credit.name);
  }
  return letters;
}

}  // namespace

TEST_CASE("every letter of the default show has ink of its own in both faces") {
  const auto type = open_fonts();
  const auto letters = letters_of_show();
  CHECK(letters.size() > 100);
  for (const Face face : {Face::display, Face::text}) {
    const TypeStyle style{face, 40, 0};
    // What a face shows for a letter that none of the chain has.
    const InkLine missing = type->render(style, "\U000F0000");
    for (const std::string& letter : letters) {
      const InkLine ink = type->render(style, letter);
      INFO(letter);
      CHECK(has_ink(ink));
      if (missing.coverage && ink.coverage) CHECK((ink.coverage->alpha != missing.coverage->alpha));
    }
  }
}

TEST_CASE("ink lies on its base line and within its advance") {
  const auto type = open_fonts();
  for (const Face face : {Face::display, Face::text})
    for (const double size : {12.0, 40.0, 120.0})
      for (const double tracking : {0.0, 0.1}) {
        const TypeStyle style{face, size, tracking};
        const InkLine ink = type->render(style, "HEH");
        REQUIRE(has_ink(ink));
        const Coverage& c = *ink.coverage;
        int left = c.width, right = 0, top = c.height, bottom = 0;
        for (int y = 0; y < c.height; ++y)
          for (int x = 0; x < c.width; ++x)
            if (c.alpha[static_cast<std::size_t>(y * c.width + x)] > 127)
              left = std::min(left, x), right = std::max(right, x), top = std::min(top, y),
              bottom = std::max(bottom, y);
        const double width = type->width(style, "HEH");
        CHECK(left >= ink.origin_x - 1);
        CHECK(right <= ink.origin_x + width + 1);
        CHECK(right - left > 0.7 * width);
        CHECK(bottom == Approx(ink.origin_y - 1).margin(1 + 0.02 * size));  // serifs may reach a little below
        CHECK(ink.origin_y - top == Approx(0.7 * size).margin(0.12 * size + 1));
      }
}

TEST_CASE("tracking adds its width between letters, none after the last") {
  const auto type = open_fonts();
  const double plain = type->width({Face::text, 40, 0}, "A");
  CHECK(type->width({Face::text, 40, 0.5}, "A") == Approx(plain));
  CHECK(type->width({Face::text, 40, 0.5}, "AA") == Approx(2 * plain + 20));
}

TEST_CASE("broken text is set all the same") {
  const auto type = open_fonts();
  for (const char* text : {"\xff\xfe", "a\xc3", "\xe0\x80\x80", "\xf4\x90\x80\x80", "", "\t", "\u200b"}) {
    CHECK(type->width({Face::display, 30, 0}, text) >= 0);
    type->render({Face::display, 30, 0.1}, text);
  }
}

TEST_CASE("a folder without faces is an error with its place") {
  const auto opened = Typesetter::open("/no/such/fonts");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().kind == ErrorKind::not_found);
  CHECK(opened.error().where.find("/no/such/fonts") == 0);
}

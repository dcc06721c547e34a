// The typesetter: every letter of the show has a face, and its ink lies where its measures say.
#include "picture/type.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
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
    // A letter that no face has leaves no ink: never a box.
    CHECK_FALSE(has_ink(type->render(style, "\U000F0000")));
    for (const std::string& letter : letters) {
      const InkLine ink = type->render(style, letter);
      INFO(letter);
      CHECK(has_ink(ink));
      CHECK(type->missing(letter).empty());
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

TEST_CASE("the letters of every language that the chain knows are there, and others are named") {
  const auto type = open_fonts();
  for (const char* text :
       {"Ärger über Größe, façade, Łódź, žluťoučký kůň", "Ξεσκεπάζω τὴν ψυχοφθόρα", "Съешь ещё булок",
        "דָּבָר אחד שהייתי חייבת", "شيء واحد كان علي حمايته", "지켜야 했던 단 하나", "“‘„«»’” – — … · € ® ©"}) {
    INFO(text);
    CHECK(type->missing(text).empty());
    CHECK(has_ink(type->render({Face::display, 40, 0}, text)));
  }
  CHECK(type->missing("a\u200bb\ufe0f\u00ad").empty());  // nobody sees them
  CHECK(type->missing("x\U00013000y\U00013000\U0001f3ac") == std::vector<char32_t>{0x13000, 0x1f3ac});
}

TEST_CASE("accented words are set in one face") {
  const auto type = open_fonts();
  const TypeStyle european{Face::display, 60, 0, Latin::european};
  // An umlaut is as wide as its letter, which it is not when the two come from different faces.
  CHECK(type->width(european, "o") == Approx(type->width(european, "ö")));
  CHECK(type->width(european, "Gro") != Approx(type->width({Face::display, 60, 0}, "Gro")).margin(0.5));
}

namespace {

/// Where the ink of a line begins and ends, in pixels from its origin.
std::pair<int, int> reach_of(const InkLine& line) {
  int left = line.coverage->width, right = 0;
  for (int y = 0; y < line.coverage->height; ++y)
    for (int x = 0; x < line.coverage->width; ++x)
      if (line.coverage->alpha[static_cast<std::size_t>(y * line.coverage->width + x)] > 127)
        left = std::min(left, x), right = std::max(right, x);
  return {left - line.origin_x, right - line.origin_x};
}

/// The ink between two columns, from the origin.
std::vector<std::uint8_t> part_of(const InkLine& line, int from, int to) {
  std::vector<std::uint8_t> part;
  for (int y = 0; y < line.coverage->height; ++y)
    for (int x = from; x < to; ++x)
      part.push_back(line.coverage->alpha[static_cast<std::size_t>(y * line.coverage->width + x + line.origin_x)]);
  return part;
}

}  // namespace

TEST_CASE("Hebrew runs from right to left, and Latin and figures in it their own way") {
  const auto type = open_fonts();
  const TypeStyle style{Face::display, 50, 0, Latin::korean, Direction::right_to_left};
  // The first letter stands at the right end: the line ends with its ink.
  const InkLine first = type->render(style, "א"), line = type->render(style, "אב");
  const double before = type->width(style, "ב");
  const int shift = static_cast<int>(std::lround(before)), width = static_cast<int>(type->width(style, "א"));
  const auto [left, right] = reach_of(line);
  CHECK(right == Approx(reach_of(first).second + before).margin(1.5));
  CHECK(left < width);
  REQUIRE(part_of(line, shift, shift + width).size() == part_of(first, 0, width).size());
  // In a line from right to left "2023" keeps its order: its ink is that of the figures alone, at the left end.
  const InkLine dated = type->render(style, "שנת 2023"), figures = type->render(style, "2023");
  const int figures_width = static_cast<int>(type->width(style, "2023"));
  CHECK(part_of(dated, 0, figures_width - 1) == part_of(figures, 0, figures_width - 1));
}

TEST_CASE("Arabic letters join, and tracking does not tear them apart") {
  const auto type = open_fonts();
  const TypeStyle plain{Face::text, 60, 0, Latin::korean, Direction::right_to_left};
  TypeStyle tracked = plain;
  tracked.tracking = 0.2;
  CHECK(type->width(tracked, "شيء") == Approx(type->width(plain, "شيء")));
  // Joined, a word has other forms than its letters one by one.
  const double apart = type->width(plain, "ع") * 3;
  CHECK(std::abs(type->width(plain, "ععع") - apart) > 1);
}

TEST_CASE("type that is set larger is the same type") {
  const auto type = open_fonts();
  for (const char* text : {"Official Selection", "지켜야 했던", "AVATAR To Wo"}) {
    const double small = type->width({Face::display, 20, 0}, text);
    CHECK(type->width({Face::display, 200, 0}, text) == Approx(10 * small));
  }
  // Kerning: the pair is narrower than its letters.
  const TypeStyle style{Face::display, 100, 0, Latin::european};
  CHECK(type->width(style, "AV") < type->width(style, "A") + type->width(style, "V") - 1);
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

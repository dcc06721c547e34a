// A line taken apart into letters: nothing is lost, nothing is there twice.
#include "picture/letter_ink.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <numeric>

using namespace redlight;

namespace {

Typesetter& typesetter() {
  static const auto opened = [] {
    auto made = Typesetter::open(std::filesystem::path(REDLIGHT_ASSETS) / "fonts");
    REQUIRE(made);
    return std::move(*made);
  }();
  return *opened;
}

double measure(const TypeStyle& style, std::string_view text) { return typesetter().width(style, text); }

long ink_in(const Coverage& ink) { return std::accumulate(ink.alpha.begin(), ink.alpha.end(), 0L); }

TEST_CASE("the letters of a line are its ink, each once, blanks left out") {
  struct Case {
    const char* text;
    std::size_t letters;
  };
  for (const Case& c : {Case{"I had to protect", 13}, Case{"지켜야 했던", 5}, Case{"fjord. AVATAR", 12}})
    for (const double size : {31.4, 99.6}) {
      const TypeStyle style{Face::display, size, 0};
      const InkLine line = typesetter().render(style, c.text);
      REQUIRE(line.coverage);
      const auto letters = letters_in(line, style, c.text, measure);
      INFO(c.text << " at " << size);
      CHECK(letters.size() == c.letters);
      Coverage sum{line.coverage->width, line.coverage->height, {}};
      sum.alpha.assign(line.coverage->alpha.size(), 0);
      int last = 0;
      for (const LetterInk& letter : letters) {
        const Coverage& ink = *letter.letter.ink;
        CHECK(letter.letter.x >= last);
        last = letter.letter.x + ink.width;
        for (int y = 0; y < ink.height; y++)
          for (int x = 0; x < ink.width; x++)
            sum.alpha[static_cast<std::size_t>((y + letter.letter.y) * sum.width + x + letter.letter.x)] =
                ink.alpha[static_cast<std::size_t>(y * ink.width + x)];
      }
      CHECK(sum.alpha == line.coverage->alpha);
    }
}

TEST_CASE("a line from right to left begins at its right end") {
  const TypeStyle style{Face::display, 80, 0, Latin::korean, Direction::right_to_left};
  const auto alone = [&](const char* text) {
    const auto letters = letters_in(typesetter().render(style, text), style, text, measure);
    REQUIRE(letters.size() == 1);
    return letters[0].letter.ink->width;
  };
  struct Case {
    const char* text;
    std::vector<const char*> pieces;  // figures and Latin run their own way, and are written as a whole
  };
  for (const Case& c : {Case{"שלום עולם", {"ש", "ל", "ו", "ם", "ע", "ו", "ל", "ם"}},
                        Case{"שנת 2023", {"ש", "נ", "ת", "2023"}}, Case{"2023 שנת", {"2023", "ש", "נ", "ת"}},
                        Case{"סרט John Wick חדש", {"ס", "ר", "ט", "John Wick", "ח", "ד", "ש"}}}) {
    INFO(c.text);
    const InkLine line = typesetter().render(style, c.text);
    const auto letters = letters_in(line, style, c.text, measure);
    REQUIRE(letters.size() == c.pieces.size());
    long ink = 0;
    int first = line.coverage->width;
    for (std::size_t i = 0; i < letters.size(); i++) {
      const PlacedInk& letter = letters[i].letter;
      CHECK(letter.x + letter.ink->width <= first);
      first = letter.x;
      CHECK(letter.ink->width == Approx(alone(c.pieces[i])).margin(2));
      ink += ink_in(*letter.ink);
    }
    CHECK(ink == ink_in(*line.coverage));
  }
}

TEST_CASE("what runs the other way in a line is one piece of it") {
  const TypeStyle style{Face::display, 80, 0};
  const char* text = "To שלום 5 now";
  const auto letters = letters_in(typesetter().render(style, text), style, text, measure);
  CHECK(letters.size() == 6);
  for (std::size_t i = 1; i < letters.size(); i++) CHECK(letters[i].letter.x > letters[i - 1].letter.x);
}

TEST_CASE("letters that join are not taken apart") {
  for (const Direction direction : {Direction::right_to_left, Direction::left_to_right})
    for (const char* text : {"شيء ما", "شيء 2023", "John شيء"}) {
      const TypeStyle style{Face::display, 80, 0, Latin::korean, direction};
      const InkLine line = typesetter().render(style, text);
      REQUIRE(line.coverage);
      CHECK(letters_in(line, style, text, measure).empty());
    }
}

TEST_CASE("what a letter sends around is centred on it, and softer the wider it is") {
  const TypeStyle style{Face::display, 100, 0};
  const InkLine line = typesetter().render(style, "o");
  const auto letters = letters_in(line, style, "o", measure);
  REQUIRE(letters.size() == 1);
  const auto& [letter, rim, halo] = letters[0];
  for (const PlacedInk* around : {&rim, &halo}) {
    CHECK(2 * around->x + around->ink->width == 2 * letter.x + letter.ink->width);
    CHECK(2 * around->y + around->ink->height == 2 * letter.y + letter.ink->height);
    // Nothing is cut off at its border.
    for (int x = 0; x < around->ink->width; x++) CHECK(around->ink->alpha[static_cast<std::size_t>(x)] < 8);
  }
  CHECK(halo.ink->width > rim.ink->width);
}

TEST_CASE("spread ink keeps its amount") {
  Coverage dot{1, 1, {255}};
  const Coverage wide = spread(dot, 9, 40);
  CHECK(wide.width == 19);
  CHECK(ink_in(wide) == Approx(255 * 40).epsilon(0.03));
  CHECK(wide.alpha[static_cast<std::size_t>(9 * 19 + 9)] == *std::max_element(wide.alpha.begin(), wide.alpha.end()));
}

}  // namespace

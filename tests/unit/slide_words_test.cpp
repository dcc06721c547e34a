// What a slide says: on which day, in which language; and its code.
#include "picture/slide_words.h"

#include <catch2/catch.hpp>

#include "picture/scrim.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

Text text(const char* words) { return {{{"en", words}}, {}}; }

SlideScene dated() {
  SlideScene slide;
  slide.layout = Layout::date;
  slide.date = Day(2023y / 10 / 6);
  slide.countdown = text("in {days} days"), slide.tomorrow = text("Tomorrow"), slide.now = text("Now showing");
  return slide;
}

}  // namespace

TEST_CASE("a date counts down to its day, and from then on it is now") {
  SlideScene slide = dated();
  const auto on = [&](std::optional<Day> day) { return words_of(slide, "en", "en", day); };
  CHECK(on(Day(2023y / 9 / 24)).live == "in 12 days");
  CHECK(on(Day(2023y / 9 / 24)).heading == "6 October 2023");
  CHECK(on(Day(2023y / 10 / 5)).live == "Tomorrow");
  for (const Day day : {Day(2023y / 10 / 6), Day(2023y / 10 / 7), Day(2031y / 1 / 1)}) {
    CHECK(on(day).heading == "Now showing");
    CHECK(on(day).live.empty());
  }
  // A clock that nobody trusts: just the date.
  CHECK(on(std::nullopt).heading == "6 October 2023");
  CHECK(on(std::nullopt).live.empty());
  slide.heading = text("On Friday"), slide.tomorrow = {}, slide.now = {};
  CHECK(on(Day(2023y / 10 / 5)).live == "in 1 days");
  CHECK(on(Day(2023y / 10 / 6)).heading == "On Friday");
}

TEST_CASE("what is the same in both languages stands once") {
  Words first, second;
  first.heading = "Ballerina", second.heading = "발레리나";
  first.note = second.note = "2023";
  first.people = {{"Director", "Gray"}}, second.people = {{"감독", "Gray"}};
  const Words rest = without_repeats(second, first);
  CHECK(rest.heading == "발레리나");
  CHECK(rest.note.empty());
  CHECK(rest.people[0].role == "감독");
  CHECK(rest.people[0].name.empty());
}

TEST_CASE("a link is told as people read it") {
  SlideScene slide;
  slide.layout = Layout::qr;
  for (const auto& [link, read] : {std::pair{"https://www.netflix.com/title/81450827/", "netflix.com/title/81450827"},
                                   {"http://example.org", "example.org"},
                                   {"https://example.org/film?from=lobby#top", "example.org/film"},
                                   {"https://example.org/a-very-long-way/to-a-very-small-film", "example.org"}}) {
    slide.link = link;
    const Words words = words_of(slide, "en", "en");
    CHECK(words.link == read);
    CHECK(words.code);
  }
}

TEST_CASE("a code is drawn in whole modules, with finders in three corners") {
  const auto code = make_qr_code("https://example.org/film");
  REQUIRE(code);
  CHECK(code->size == 25);
  const auto ink = draw_qr_code(*code, 3);
  REQUIRE(ink->width == 75);
  for (int y = 0; y < 75; ++y)
    for (int x = 0; x < 75; ++x) {
      const bool dark = code->dark[static_cast<std::size_t>(y / 3 * 25 + x / 3)] != 0;
      if (ink->alpha[static_cast<std::size_t>(y * 75 + x)] != (dark ? 255 : 0)) FAIL("module at " << x << ", " << y);
    }
  const auto finder = [&](int left, int top) {
    for (int i = 0; i < 7; ++i)
      if (code->dark[static_cast<std::size_t>(top * 25 + left + i)] == 0) return false;
    return code->dark[static_cast<std::size_t>((top + 1) * 25 + left + 1)] == 0 &&
           code->dark[static_cast<std::size_t>((top + 3) * 25 + left + 3)] != 0;
  };
  CHECK(finder(0, 0));
  CHECK(finder(18, 0));
  CHECK(finder(0, 18));
  CHECK_FALSE(finder(18, 18));
  CHECK_FALSE(make_qr_code(""));
  CHECK_FALSE(make_qr_code(std::string(2954, 'a')));
  CHECK(make_qr_code(std::string(2953, 'a')));
}

TEST_CASE("the contrast of a code is that of its paper over its ink") {
  CHECK(contrast_of({{1, 1, 1}, {0, 0, 0}, {}}) == Approx(21));
  CHECK(contrast_of({{0, 0, 0}, {1, 1, 1}, {}}) == Approx(1 / 21.0));
  CHECK(contrast_of(CodeColours{}) > 12);
  CHECK(module_on_glass(11, 1080, 1920) == Approx(4.06).margin(0.01));
}

TEST_CASE("a scrim grows from nothing without a step that shows") {
  const auto ink = draw_scrim(64, 400, 0.9);
  double before = 0;
  for (int y = 0; y < 400; ++y) {
    double mean = 0;
    for (int x = 0; x < 64; ++x) mean += ink->alpha[static_cast<std::size_t>(y * 64 + x)] / 64.0;
    CHECK(mean >= before - 0.35);
    CHECK(mean - before < 1.6);
    before = mean;
  }
  CHECK(ink->alpha[0] <= 1);
  CHECK(before == Approx(0.9 * 255).margin(1.5));
}

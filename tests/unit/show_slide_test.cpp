// The layouts' own keys: links, stills, days; languages that stand together; and the names of all texts.
#include <catch2/catch.hpp>

#include "show/calendar.h"
#include "show/loader.h"
#include "show/show_texts.h"
#include "show/slide_reader.h"
#include "unit/loader_said.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

const std::string kTop = "title='t'\n[[scene]]\nkind='slide'\n";

SlideScene slide_of(const LoadedShow& loaded) {
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  return std::get<SlideScene>(loaded.show->scenes.front().content);
}

TEST_CASE("days are read, counted and written") {
  const Day day = *parse_day("2023-10-06");
  CHECK(day == Day(2023y / 10 / 6));
  for (const char* wrong :
       {"", "2023-10-6", "2023-02-30", "2023-13-01", "06-10-2023", "2023/10/06", "2023-1a-06", "-023-10-06"})
    CHECK_FALSE(parse_day(wrong));
  CHECK(days_between(*parse_day("2023-09-24"), day) == 12);
  CHECK(days_between(*parse_day("2024-03-01"), *parse_day("2024-02-28")) == -2);
  CHECK(day_text(day, "en") == "6 October 2023");
  CHECK(day_text(day, "en-GB") == "6 October 2023");
  CHECK(day_text(day, "de") == "6. Oktober 2023");
  CHECK(day_text(day, "ko") == "2023년 10월 6일");
  CHECK(day_text(day, "ja") == "2023年10月6日");
  CHECK(day_text(day, "fi") == "2023-10-06");
}

TEST_CASE("the layouts' own keys are read") {
  ShowFolder folder("slide_keys");
  folder.with("p.png").with("l.png");
  const auto code = slide_of(parse_show(
      kTop + "layout='qr'\nlink='https://example.org/a?b=c'\npaper='#ffd8c0'\nink='#200808'\n", folder.path()));
  CHECK(code.link == "https://example.org/a?b=c");
  CHECK((code.link_place.line == 5 && code.link_place.column == 6));
  CHECK(code.code.paper[1] == Approx(0xd8 / 255.0));
  CHECK(code.code.ink[0] == Approx(0x20 / 255.0));
  const auto image =
      slide_of(parse_show(kTop + "layout='image'\nimage={portrait='p.png', landscape='l.png'}\nfit='contain'\n"
                                 "focus={x=0.1, y=0, width=0.5, height=1}\ncaption='c'\n",
                          folder.path()));
  CHECK(image.image.portrait == folder.path() / "p.png");
  CHECK(image.image.landscape == folder.path() / "l.png");
  CHECK(image.fit == Fit::contain);
  CHECK(image.focus.portrait);
  CHECK(image.caption.in("en", "en") == "c");
  const auto date = slide_of(
      parse_show(kTop + "layout='date'\ndate=2023-10-06\ncountdown='in {days} days'\ntomorrow='Tomorrow'\nnow='Now'\n",
                 folder.path()));
  CHECK(date.date == Day(2023y / 10 / 6));
  CHECK(date.countdown.in("en", "en") == "in {days} days");
  CHECK(date.countdown.places.at("en").line == 6);
}

TEST_CASE("a quote without words of its own says the tagline") {
  const std::string quotes = "tagline = {en = 'One thing', ko = '단 하나'}\nlanguages = ['en', 'ko']\ntitle = 'T'\n" +
                             std::string("[[scene]]\nkind='slide'\nlayout='quote'\n[[scene]]\nkind='slide'\n") +
                             "layout='quote'\nheading={en = 'own', ko = '제'}\n";
  const auto loaded = parse_show(quotes, ".");
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  const auto heading = [&](std::size_t i) { return std::get<SlideScene>(loaded.show->scenes[i].content).heading; };
  CHECK(heading(0).in("en", "en") == "One thing");
  CHECK(heading(0).in("ko", "en") == "단 하나");
  CHECK(heading(1).in("en", "en") == "own");
}

TEST_CASE("credits last as long as their lines take, unless the author says otherwise") {
  const auto hold_of = [](int people, const std::string& more) {
    std::string text = kTop + "layout='credits'\n" + more + "people=[";
    for (int i = 0; i < people; ++i) text += "{role='r', name='n'},";
    const auto loaded = parse_show(text + "]\n", ".");
    INFO(said_by(loaded));
    REQUIRE(loaded.show);
    return *loaded.show->scenes.front().hold;
  };
  CHECK(hold_of(20, "") > hold_of(10, ""));
  CHECK(hold_of(20, "") - hold_of(10, "") == hold_of(30, "") - hold_of(20, ""));
  CHECK(hold_of(20, "hold='9s'\n") == 9s);
}

TEST_CASE("faults of links, days and layouts are told at their places") {
  struct Case {
    std::string text;
    int line, column;
    std::string said;
  };
  const std::string code = kTop + "layout='qr'\n", date = kTop + "layout='date'\n";
  const std::vector<Case> cases{
      {code, 2, 1, "the link is missing"},
      {code + "link=''\n", 5, 6, "the link is empty"},
      {code + "link='netflix.com/title'\n", 5, 6, "write https://netflix.com/title"},
      {code + "link='ftp://netflix.com'\n", 5, 6, "does not begin with https://"},
      {code + "link='https://netflix'\n", 5, 6, "names no site"},
      {code + "link='https:///title'\n", 5, 6, "names no site"},
      {code + "link='https://a.b/c d'\n", 5, 6, "has characters that no link has"},
      {code + "link='https://a.b/발레'\n", 5, 6, "has characters that no link has"},
      {code + "link='https://a.b/" + std::string(1000, 'x') + "'\n", 5, 6, "use a short link"},
      {code + "link='https://a.b'\npaper='white'\n", 6, 7, "'paper' is no colour"},
      {code + "link=7\n", 5, 6, "'link' is a number"},
      {kTop + "heading='h'\nlink='https://a.b'\n", 5, 6, "'link' belongs to layout = 'qr'; this one is 'text'"},
      {kTop + "layout='image'\n", 2, 1, "the image is missing"},
      {kTop + "layout='image'\nimage='no.png'\n", 5, 7, "'no.png' does not exist"},
      {kTop + "layout='quote'\nheading='h'\nfit='cover'\n", 6, 5, "'fit' belongs to layout = 'image'"},
      {kTop + "layout='credits'\nheading='h'\n", 2, 1, "the people are missing"},
      {date + "date='2023-10-06'\n", 5, 6, "write date = 2023-10-06"},
      {date + "date=7\nheading='h'\n", 5, 6, "expected a day without quotes"},
      {date + "heading='h'\nnow='n'\n", 6, 5, "'now' counts to no day"},
      {date + "date=2023-10-06\ncountdown='soon'\n", 6, 11, "has no place for the number of days"},
      {"title='t'\nlanguage_mode='both'\n[[scene]]\nkind='slide'\nheading='h'\n", 2, 15,
       "does nothing with one language"},
      {"title='t'\nlanguage_mode='all'\n[[scene]]\nkind='slide'\nheading='h'\n", 2, 15,
       "expected one of alternate, both, button"},
  };
  for (const Case& one : cases) {
    const auto loaded = parse_show(one.text, "/nowhere");
    INFO(one.text << said_by(loaded));
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK_THAT(format(loaded.diagnostics.front()), Catch::Contains(one.said));
    CHECK(loaded.diagnostics.front().line == one.line);
    CHECK(loaded.diagnostics.front().column == one.column);
  }
}

TEST_CASE("how a show speaks its languages") {
  const auto mode = [](const std::string& word) {
    const auto loaded =
        parse_show("title='t'\nlanguages=['en', 'ko']\n" + word + "[[scene]]\nkind='slide'\nheading='h'\n", ".");
    REQUIRE(loaded.show);
    return *loaded.show;
  };
  CHECK(mode("").language_mode == LanguageMode::alternate);
  CHECK(language_of(mode(""), 3) == 1);
  CHECK(language_of(mode("language_mode='both'\n"), 3) == 0);
  CHECK(mode("language_mode='button'\n").language_mode == LanguageMode::button);
  CHECK(language_of(mode("language_mode='button'\n"), 3) == 0);
  CHECK(said_by(
            parse_show(
                "title='t'\nlanguages=['en', 'ko', 'de']\nlanguage_mode='both'\n[[scene]]\nkind='slide'\nheading='h'\n",
                "."))
            .find("shows the first two languages") != std::string::npos);
}

TEST_CASE("a missing translation is a warning with its place, and the default language stands in") {
  const auto loaded = parse_show(
      "title='t'\nlanguages=['en', 'ko']\n[[scene]]\nkind='slide'\nheading={en='Words'}\nnote={ko='말'}\n", ".");
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  REQUIRE(loaded.diagnostics.size() == 2);
  CHECK(loaded.diagnostics[0].severity == Severity::warning);
  CHECK((loaded.diagnostics[0].line == 5 && loaded.diagnostics[0].column == 9));
  CHECK_THAT(format(loaded.diagnostics[0]),
             Catch::Contains("missing translation of 'heading', expected a text for ko"));
  const auto& slide = std::get<SlideScene>(loaded.show->scenes.front().content);
  CHECK(slide.heading.in("ko", "en") == "Words");
  const Show korean = told_in(*loaded.show, "ko");
  CHECK(korean.languages == std::vector<std::string>{"ko"});
  const auto& told = std::get<SlideScene>(korean.scenes.front().content);
  CHECK(told.heading.in("ko", "ko") == "Words");
  CHECK(told.note.in("ko", "ko") == "말");
  CHECK(korean.title.in("ko", "ko") == "t");
}

TEST_CASE("every text of a scene has its field's name") {
  const auto loaded = parse_show(
      kTop +
          "layout='people'\neyebrow='e'\nheading='h'\nbody='b'\nnote='n'\npeople=[{role='r', name='1'}, {name='2'}]\n",
      ".");
  REQUIRE(loaded.show);
  std::string fields;
  for (const NamedText& one : texts_of(loaded.show->scenes.front()))
    fields += one.field + "=" + std::string(one.text->in("en", "en")) + ";";
  CHECK(fields == "eyebrow=e;heading=h;body=b;note=n;people 1, role=r;people 1, name=1;people 2, name=2;");
}

}  // namespace
}  // namespace redlight

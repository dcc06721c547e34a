// What `check` says of words, and `render` of languages and days: as people meet it.
#include <catch2/catch.hpp>
#include <filesystem>

#include "picture/image.h"
#include "support/program.h"
#include "support/tiny_show.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

Outcome call(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), REDLIGHT_PROGRAM);
  return run(arguments);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string letters(std::size_t number) {
  std::string text;
  while (text.size() < number) text += "One thing I had to protect and everything else burns. ";
  return text.substr(0, number);
}

}  // namespace

TEST_CASE("a tagline of 600 letters, a letter that nobody has and a bad link are told, each with its place") {
  ShowFolder folder("words_faults");
  const std::string head = "title = \"Words\"\n[[scene]]\nid = \"tagline\"\nkind = \"slide\"\nlayout = \"quote\"\n";
  const std::string rest =
      "[[scene]]\nkind = \"slide\"\nnote = \"Fin \U0001f3ac\"\n"
      "[[scene]]\nkind = \"slide\"\nlayout = \"qr\"\nheading = \"Watch\"\n";
  folder.with("show.toml", head + "heading = \"" + letters(600) + "\"\n" + rest + "link = \"netflix.com/title\"\n");
  const Outcome link = call({"check", folder.path(), "--no-flashes"});
  INFO(link.output << link.errors);
  CHECK(link.code == 1);
  CHECK(has(link.output,
            "show.toml:14:8: error: the link 'netflix.com/title' does not begin with https://, expected a "
            "web address such as https://example.org/film, write https://netflix.com/title"));
  // What only type shows is told once the file itself is right.
  const std::string far = "https://example.org/" + std::string(300, 'x');
  folder.with("show.toml",
              head + "heading = \"" + letters(600) + "\"\n" + rest + "link = \"" + far + "\"\nink = \"#ffffff\"\n");
  const Outcome words = call({"check", folder.path(), "--no-flashes"});
  INFO(words.output << words.errors);
  CHECK(words.code == 1);
  CHECK(has(words.output, "show.toml:6:11: error: 'heading' of scene 'tagline' is "));
  CHECK(has(words.output, "% too long in 'en' for upright, landscape"));
  CHECK(has(words.output, "letters, it has 600"));
  CHECK(has(words.output, "show.toml:9:8: error: no typeface has the letter '\U0001f3ac' (U+1F3AC) of 'note'"));
  CHECK(has(words.output, "show.toml:14:8: error: the code of the link cannot be read from 2 m: its modules are "));
  CHECK(has(words.output, "this one has 320"));
  CHECK(has(words.output, "show.toml:15:7: error: the code's ink is lighter than its paper"));
  CHECK(count(words.output, "error:") == 5);  // the code in each of the usual shapes
}

TEST_CASE("the specimen has no fault, and one of a show's languages can be asked for") {
  const Outcome specimen = call({"check", std::string(REDLIGHT_ASSETS) + "/specimen", "--no-flashes"});
  INFO(specimen.output << specimen.errors);
  CHECK(specimen.code == 0);
  CHECK(has(specimen.output, "fine, 9 scenes"));
  CHECK_FALSE(has(specimen.output, "warning"));
  ShowFolder folder("words_language");
  write_still_show(folder.path(), {});
  const Outcome strange = call({"render", folder.path(), "-o", folder.path() / "a.png", "--language", "fr"});
  CHECK(strange.code == 2);
  CHECK(has(strange.errors, "the show's languages are en, ko"));
  CHECK(call({"render", folder.path(), "-o", folder.path() / "a.png", "--today", "2023-02-30"}).code == 2);
  CHECK(call({"render", folder.path(), "-o", folder.path() / "a.mp4", "--scenes"}).code == 2);
}

TEST_CASE("render --scenes draws every scene in every language and both shapes, and the same each time") {
  ShowFolder folder("words_scenes");
  write_still_show(folder.path(), {});
  const auto sheet = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments{"render", folder.path(), "-o", folder.path() / "sheet.png", "--scenes"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = call(arguments);
    INFO(outcome.errors);
    REQUIRE(outcome.code == 0);
    auto image = read_image(folder.path() / "sheet.png");
    REQUIRE(image);
    return std::move(*image);
  };
  const Image small = sheet({"--size", "90x160"}), again = sheet({"--size", "90x160"});
  CHECK(small.width == 2214);
  CHECK(small.pixels == again.pixels);
  const Image korean = sheet({"--size", "90x160", "--language", "ko"});
  // Five scenes in one row for each language.
  const int row = (2214 - 36) / 5 * 160 / 90 + 6;
  CHECK(small.height == 2 * row + 6);
  CHECK(korean.height == row + 6);
  for (int y = 6; y < row; ++y)
    for (int x = 0; x < 2214; ++x)
      if (small.row(row + y)[x] != korean.row(y)[x]) FAIL("the second row is not the Korean one");
}

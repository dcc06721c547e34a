#include <catch2/catch.hpp>
#include <random>

#include "show/loader.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

constexpr std::string_view valid = R"(title = {en = "Ballerina", ko = "발레리나"}
languages = ["en", "ko"]
[attract]
idle = "30s"
[[scene]]
id = "key-art"
kind = "poster"
art = {portrait = "a.png", landscape = "a.png"}
lights = {sign = 1.5}
crop = {x = 0.1, y = 0, width = 0.5, height = 1}
fit = "contain"
focus = {portrait = {x = 0.2}, landscape = {y = 0.3}}
[[scene]]
kind = "teaser"
video = "t.mp4"
hold = "1m30s"
[[scene]]
kind = "slide"
layout = "people"
people = [{role = "Director", name = {en = "A", ko = "비"}}]
ground = "key-art"
)";

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string mutate(std::string text) {
    for (std::size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) change(text);
    return text;
  }

 private:
  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

  void change(std::string& text) {
    static const std::vector<std::string> pieces{"[",   "]",           "{", "}",        "=",   "\"",      "'''",
                                                 "\n",  "[[scene]]\n", ".", "-1",       "1e9", "\\u0000", "nan",
                                                 "inf", "true",        ",", "\xF0\x9F", "#",   "\0"};
    const std::size_t at = below(text.size());
    switch (below(8)) {
      case 0:
        text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, 1 + below(12));
        break;
      case 2:
        text.insert(at, pieces[below(pieces.size())]);
        break;
      case 3: {
        const std::string part = text.substr(below(text.size()), below(60));
        text.insert(at, part);
        break;
      }
      case 4:
        text.resize(at);
        break;
      default:
        text[at] = static_cast<char>(' ' + below(95));
    }
  }

  std::mt19937 random_;
};

TEST_CASE("two thousand damaged files neither crash the loader nor leave it without words") {
  ShowFolder folder("fuzz");
  folder.with("a.png").with("t.mp4");
  REQUIRE(parse_show(valid, folder.path()).show);
  Mutator mutator(20260101);
  int good = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::string text = mutator.mutate(std::string(valid));
    const LoadedShow loaded = parse_show(text, folder.path());
    // Either a show without errors, or errors and no show.
    if (loaded.show.has_value() == has_errors(loaded.diagnostics)) FAIL("round " << round << ":\n" << text);
    for (const Diagnostic& one : loaded.diagnostics) {
      const std::string line = format(one);
      if (line.find('\n') != std::string::npos || one.what.empty() || one.line < 0 || one.column < 0) FAIL(line);
    }
    if (!loaded.show) continue;
    ++good;
    if (loaded.show->scenes.empty() || loaded.show->languages.empty() || loaded.show->title.empty()) FAIL(text);
  }
  // The mutations are mild enough to reach behind the parser.
  CHECK(good > 20);
}

}  // namespace
}  // namespace redlight

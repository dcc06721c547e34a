// Breaking words into lines, with a ruler that needs no face.
#include <catch2/catch.hpp>
#include <numeric>
#include <random>
#include <sstream>

#include "picture/slide_layout.h"

using namespace redlight;

namespace {

constexpr TypeStyle kStyle{Face::text, 10, 0};

/// Every byte half an em wide.
double measure(const TypeStyle& style, std::string_view text) {
  return 0.5 * style.size * static_cast<double>(text.size());
}

std::vector<std::string> words_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : " ") + line;
  return text;
}

/// The fewest lines that hold the words: as many on each as fit.
std::size_t fewest_lines(const std::vector<std::string>& words, std::size_t most) {
  std::size_t lines = 0, used = 0;
  for (const std::string& word : words) {
    if (lines == 0 || used + 1 + word.size() > most) {
      ++lines;
      used = word.size();
    } else {
      used += 1 + word.size();
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("lines are as equal as they can be, and as few") {
  CHECK(break_lines("aaa bbb ccc ddd", kStyle, 12 * 5, measure) == std::vector<std::string>{"aaa bbb", "ccc ddd"});
  // Filling from the top would leave "dd" alone.
  CHECK(break_lines("aaaa bbbb cccc dd", kStyle, 14 * 5, measure) == std::vector<std::string>{"aaaa bbbb", "cccc dd"});
}

TEST_CASE("a line break of the author's always breaks") {
  CHECK(break_lines("a\nb c", kStyle, 1000, measure) == std::vector<std::string>{"a", "b c"});
  CHECK(break_lines("a b\nc\nd", kStyle, 1000, measure) == std::vector<std::string>{"a b", "c", "d"});
}

TEST_CASE("nothing gives no lines, and a word that is too long stays whole") {
  CHECK(break_lines("", kStyle, 100, measure).empty());
  CHECK(break_lines("   ", kStyle, 100, measure).empty());
  CHECK(break_lines("\n\n", kStyle, 100, measure).empty());
  const std::string word(100, 'w');
  CHECK(break_lines("a " + word + " b", kStyle, 100, measure) == std::vector<std::string>{"a", word, "b"});
}

TEST_CASE("no word is ever lost, no line too long, none needless") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const std::size_t length = 1 + random() % 300, longest = 1 + random() % 14;
    while (text.size() < length)
      text += std::string(1 + random() % longest, static_cast<char>('a' + random() % 26)) + " ";
    const std::size_t most = 14 + random() % 40;
    const auto lines = break_lines(text, kStyle, static_cast<double>(most) * 5, measure);
    const auto words = words_in(text);
    INFO(text << " in " << most);
    REQUIRE(words_in(joined(lines)) == words);
    REQUIRE(lines.size() == fewest_lines(words, most));
    for (const std::string& line : lines) REQUIRE(line.size() <= most);
  }
}

TEST_CASE("a last line is not left with one short word when it could have more") {
  std::mt19937 random(11);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    const std::size_t count = 6 + random() % 20;
    for (std::size_t i = 0; i < count; ++i) text += std::string(3 + random() % 4, 'x') + " ";
    const auto lines = break_lines(text, kStyle, 30 * 5, measure);
    if (lines.size() < 2) continue;
    std::size_t sum = 0;
    for (const std::string& line : lines) sum += line.size();
    INFO(text);
    REQUIRE(2 * lines.back().size() * lines.size() >= sum);  // at least half of the mean
  }
}

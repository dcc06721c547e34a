#include "show/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace redlight {
namespace {

constexpr double longest_seconds = 365.0 * 24 * 3600;

struct Unit {
  std::string_view name;
  double in_seconds;
};
constexpr std::array<Unit, 4> units{{{"h", 3600}, {"m", 60}, {"s", 1}, {"ms", 0.001}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

template <class Test>
std::string_view take_while(std::string_view& text, Test test) {
  std::size_t length = 0;
  while (length < text.size() && test(text[length])) ++length;
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(length);
  return taken;
}

// Steps that make one word of the other: change, insert, delete, swap of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), row(b.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({change, previous[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(row);
  }
  return previous[b.size()];
}

}  // namespace

std::optional<Duration> duration_of_seconds(double count) {
  if (!std::isfinite(count) || count < 0 || count > longest_seconds) return std::nullopt;
  return from_seconds(count);
}

std::optional<Duration> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  double total = 0;
  std::size_t next_unit = 0;
  while (!text.empty()) {
    const std::string_view number = take_while(text, [](char c) { return is_digit(c) || c == '.'; });
    const std::string_view name = take_while(text, is_letter);
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool whole = error == std::errc() && end == number.data() + number.size();
    if (number.empty() || !is_digit(number.front()) || !is_digit(number.back()) || !whole) return std::nullopt;
    const auto unit =
        std::find_if(units.begin() + next_unit, units.end(), [&](const Unit& u) { return u.name == name; });
    if (unit == units.end()) return std::nullopt;
    next_unit = static_cast<std::size_t>(unit - units.begin()) + 1;
    total += value * unit->in_seconds;
  }
  return duration_of_seconds(total);
}

std::string duration_text(Duration time) {
  auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
  std::string text;
  const std::array<std::pair<std::string_view, long>, 4> steps{
      {{"h", 3'600'000}, {"m", 60'000}, {"s", 1000}, {"ms", 1}}};
  for (const auto& [name, size] : steps) {
    if (rest >= size) text += std::to_string(rest / size).append(name);
    rest %= size;
  }
  return text.empty() ? "0s" : text;
}

std::string closest(std::string_view word, const std::vector<std::string>& candidates) {
  // Beyond this nothing is a slip of the finger, and the work would grow with the square of the length.
  if (word.empty() || word.size() > 64) return {};
  const std::string small = lower_ascii(word);
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 128) continue;
    const std::size_t distance = edit_distance(small, lower_ascii(candidate));
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string near = closest(word, candidates);
  return near.empty() ? near : "did you mean '" + near + "'?";
}

std::string listed(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : separator).append(word);
  return text;
}

}  // namespace redlight

#include "show/toml_advice.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "show/words.h"

namespace redlight {
namespace {

std::string_view line_of(std::string_view text, int number) {
  for (int line = 1; line < number; line++) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

std::string_view trimmed(std::string_view s) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
  return s;
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// What word processors and telephones make of quotation marks.
bool has_curly_quotes(std::string_view value) {
  constexpr std::array<std::string_view, 7> kCurly{"“", "”", "„", "‘", "’", "«", "»"};
  return std::any_of(kCurly.begin(), kCurly.end(), [&](auto mark) { return value.substr(0, mark.size()) == mark; });
}

}  // namespace

std::string toml_advice(std::string_view text, int number) {
  const std::string_view line = line_of(text, number);
  const auto equals = line.find('=');
  const std::string_view value =
      equals == std::string_view::npos ? "" : trimmed(line.substr(equals + 1, line.find('#') - equals - 1));
  if (has_curly_quotes(value)) return "write straight quotation marks, \" on both sides";
  const auto unit = std::find_if_not(value.begin(), value.end(), [](char c) { return is_digit(c) || c == '.'; });
  if (unit != value.begin() && std::all_of(unit, value.end(), is_letter) && unit != value.end())
    return "put it in quotation marks: \"" + std::string(value) + "\"";
  return "mend this first; the rest is checked afterwards";
}

}  // namespace redlight

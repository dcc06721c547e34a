#include "show/toml_advice.h"

#include <algorithm>
#include <array>
#include <cctype>

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

/// What stands between the line's equals sign and its comment, without the spaces around it.
std::string_view value_in(std::string_view line) {
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  const std::string_view rest = line.substr(equals + 1), value = rest.substr(0, rest.find('#'));
  const auto begin = value.find_first_not_of(" \t");
  return begin == std::string_view::npos ? "" : value.substr(begin, value.find_last_not_of(" \t\r") + 1 - begin);
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
  const std::string_view value = value_in(line_of(text, number));
  if (has_curly_quotes(value)) return "write straight quotation marks, \" on both sides";
  const auto unit = std::find_if_not(value.begin(), value.end(), [](char c) { return is_digit(c) || c == '.'; });
  if (unit != value.begin() && std::all_of(unit, value.end(), is_letter) && unit != value.end())
    return "put it in quotation marks: \"" + std::string(value) + "\"";
  return "mend this first; the rest is checked afterwards";
}

}  // namespace redlight

#include "show/calendar.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace redlight {
namespace {

constexpr std::array<const char*, 12> kEnglish{"January", "February", "March",     "April",   "May",      "June",
                                               "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<const char*, 12> kGerman{"Januar", "Februar", "März",      "April",   "Mai",      "Juni",
                                              "Juli",   "August",  "September", "Oktober", "November", "Dezember"};

std::optional<int> number_in(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.front() == '-') return std::nullopt;
  return value;
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number_in(text.substr(0, 4)), month = number_in(text.substr(5, 2)),
             day = number_in(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Day found{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                  std::chrono::day(static_cast<unsigned>(*day))};
  return found.ok() ? std::optional(found) : std::nullopt;
}

long days_between(Day from, Day to) { return (std::chrono::sys_days(to) - std::chrono::sys_days(from)).count(); }

std::string day_text(Day day, std::string_view language) {
  const int y = static_cast<int>(day.year());
  const unsigned m = static_cast<unsigned>(day.month()), d = static_cast<unsigned>(day.day());
  const std::string_view primary = language.substr(0, language.find('-'));
  const auto text = [](unsigned number) { return std::to_string(number); };
  if (primary == "en") return text(d) + " " + kEnglish[m - 1] + " " + std::to_string(y);
  if (primary == "de") return text(d) + ". " + kGerman[m - 1] + " " + std::to_string(y);
  if (primary == "ko") return std::to_string(y) + "년 " + text(m) + "월 " + text(d) + "일";
  if (primary == "ja" || primary == "zh") return std::to_string(y) + "年" + text(m) + "月" + text(d) + "日";
  std::array<char, 32> iso{};
  std::snprintf(iso.data(), iso.size(), "%04d-%02u-%02u", y, m, d);
  return iso.data();
}

}  // namespace redlight

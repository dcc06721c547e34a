#pragma once
// Days of the calendar: reading, counting and writing them. Pure; any thread.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace redlight {

using Day = std::chrono::year_month_day;

/// "2023-10-06"; empty when it is no day of the calendar.
std::optional<Day> parse_day(std::string_view text);

/// From `from` to `to`; negative when `to` comes first.
long days_between(Day from, Day to);

/// The way people write a date: "6 October 2023" in English, "6. Oktober 2023" in German, "2023년 10월 6일" in Korean,
/// "2023年10月6日" in Japanese and Chinese, "2023-10-06" in languages whose months are not known here.
std::string day_text(Day day, std::string_view language);

}  // namespace redlight

#include "show/touch_reader.h"

#include <algorithm>

#include "show/words.h"

namespace redlight {
namespace {

const std::vector<std::string> hint_modes{"auto", "on", "off"};  // in the order of HintMode
constexpr double lowest_panel = 0.3, highest_panel = 4;          // metres
constexpr std::size_t shortest_pin = 4, longest_pin = 8;
constexpr std::string_view pin_shape = "expected 4 to 8 digits in quotes such as \"2580\"";
constexpr std::string_view count_place = "{seconds}";

void read_staff(TableReader& reader, Report& report, Staff& staff) {
  const toml::table* table = reader.take_table("staff", "[staff] with pin = \"2580\" below it");
  if (!table) return;
  TableReader keys(*table, place_of(*table), "[staff]", report);
  if (const auto pin = keys.take_string("pin", pin_shape)) {
    const bool is_number = std::all_of(pin->begin(), pin->end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_number && pin->size() >= shortest_pin && pin->size() <= longest_pin)
      staff.pin = *pin;
    else  // which it is, is not told: faults go into logs and onto the screen
      report.error(place_of(*table->get("pin")), {"this is no PIN", std::string(pin_shape), ""});
  }
  keys.finish();
}

}  // namespace

void read_touch(TableReader& reader, const Languages& languages, Report& report, Show& show) {
  read_staff(reader, report, show.staff);
  const toml::table* table = reader.take_table("touch", "[touch] with keys below it");
  if (!table) return;
  TableReader keys(*table, place_of(*table), "[touch]", report);
  TouchSettings& touch = show.touch;
  if (const auto mode = keys.take_choice("hint", hint_modes)) touch.hint = static_cast<HintMode>(*mode);
  touch.dots = keys.take_flag("dots").value_or(touch.dots);
  touch.accessible = keys.take_flag("accessible").value_or(touch.accessible);
  touch.panel_height = keys.take_number("panel_height", lowest_panel, highest_panel).value_or(touch.panel_height);
  touch.hint_words = keys.take_text("hint_words", languages);
  touch.countdown_words = keys.take_text("countdown_words", languages);
  touch.stay_words = keys.take_text("stay_words", languages);
  for (const auto& [language, text] : touch.countdown_words.by_language)
    if (text.find(count_place) == std::string::npos)
      report.error(place_of(*table->get("countdown_words")),
                   {"the countdown " + in_quotes(text) + " does not count", "expected {seconds} in it",
                    "write for example \"Back in {seconds}\""});
  keys.finish();
}

}  // namespace redlight

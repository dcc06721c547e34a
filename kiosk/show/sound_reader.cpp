#include "show/sound_reader.h"

#include "show/words.h"

namespace redlight {
namespace {

constexpr double softest = -40, loudest = -10;  // LUFS
constexpr std::string_view loudness_shape =
    "expected a number of LUFS from -40 to -10, or false to leave films as they are";
constexpr std::string_view time_shape = "expected a time of day such as \"22:00\"";
constexpr std::string_view quiet_shape =
    "an array of tables: write [[sound.quiet]] above from = \"22:00\", to = \"08:00\" and volume = 0.2";
constexpr int day = 24 * 60;

/// "22:00", "8:30"; "24:00" is midnight.
std::optional<int> minutes_in(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  int numbers[2] = {0, 0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == colon) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    int& number = numbers[i > colon ? 1 : 0];
    number = number * 10 + (text[i] - '0');
  }
  const int minutes = numbers[0] * 60 + numbers[1];
  if (numbers[1] > 59 || minutes > day) return std::nullopt;
  return minutes % day;
}

/// Written in quotes, or as a time of TOML's own.
std::optional<std::chrono::minutes> take_time_of_day(TableReader& reader, std::string_view key, Report& report) {
  const toml::node* node = reader.take(key);
  if (!node) return std::nullopt;
  if (const auto* time = node->as_time()) return std::chrono::minutes(time->get().hour * 60 + time->get().minute);
  const auto* text = node->as_string();
  if (!text) {
    reader.wrong_type(key, *node, time_shape);
    return std::nullopt;
  }
  if (const auto minutes = minutes_in(text->get())) return std::chrono::minutes(*minutes);
  report.error(place_of(*node),
               {in_quotes(key) + " is no time of day: " + in_quotes(text->get()), std::string(time_shape), ""});
  return std::nullopt;
}

std::optional<double> take_loudness(TableReader& reader, Report& report) {
  const std::optional<double> usual = SoundLevels{}.loudness;
  const toml::node* node = reader.take("loudness");
  if (!node) return usual;
  if (node->is_number()) return reader.take_number("loudness", softest, loudest);
  const auto* flag = node->as_boolean();
  if (flag && !flag->get()) return std::nullopt;
  const auto* text = node->as_string();
  if (text && text->get() == "off") return std::nullopt;
  if (text)
    report.error(place_of(*node),
                 {"unknown loudness " + in_quotes(text->get()), std::string(loudness_shape), "write false"});
  else
    reader.wrong_type("loudness", *node, loudness_shape);
  return usual;
}

QuietHours read_quiet(const toml::table& table, Place place, Report& report) {
  TableReader reader(table, place, "a quiet time", report);
  const auto from = take_time_of_day(reader, "from", report), to = take_time_of_day(reader, "to", report);
  QuietHours hours;
  hours.volume = reader.take_number("volume", 0, 1).value_or(hours.volume);
  hours.from = from.value_or(hours.from), hours.to = to.value_or(hours.to);
  reader.require("from", "write from = \"22:00\"");
  reader.require("to", "write to = \"08:00\"");
  if (from && to && *from == *to)
    report.error(place_of(*table.get("to")), {"a quiet time ends when it begins", "expected two different times",
                                              "for the whole day lower volume in [sound]"});
  reader.finish();
  return hours;
}

}  // namespace

void read_sound(TableReader& show_reader, SceneReader& paths, Report& report, Show& show) {
  for (const char* key : {"volume", "mute", "loudness", "quiet"})
    show_reader.reject(key, in_quotes(key) + " belongs to the sound",
                       "write it below [sound], with file = \"...\" where the show has a sound");
  const toml::node* node = show_reader.take("sound");
  if (!node || !node->is_table()) {
    show.sound = paths.take_path(show_reader, "sound", MediaKind::sound);
    if (node) show.sound_place = place_of(*node);
    return;
  }
  TableReader reader(*node->as_table(), place_of(*node), "[sound]", report);
  show.sound = paths.take_path(reader, "file", MediaKind::sound);
  if (const toml::node* file = reader.take("file")) show.sound_place = place_of(*file);
  show.levels.volume = reader.take_number("volume", 0, 1).value_or(show.levels.volume);
  show.levels.mute = reader.take_flag("mute").value_or(show.levels.mute);
  show.levels.loudness = take_loudness(reader, report);
  reader.take_tables("quiet", quiet_shape, [&](const toml::table& table, Place place) {
    show.levels.quiet.push_back(read_quiet(table, place, report));
  });
  reader.finish();
}

}  // namespace redlight

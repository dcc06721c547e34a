#include "show/table_reader.h"

#include <algorithm>
#include <cmath>

#include "show/words.h"

namespace redlight {
namespace {

std::string_view kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or a time of day";
  }
}

Place place_of(const toml::key& key) {
  const auto& begin = key.source().begin;
  return {static_cast<int>(begin.line), static_cast<int>(begin.column)};
}

std::string number_text(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (!text.empty() && text.back() == '.') text.pop_back();
  return text;
}

std::optional<double> number_in(const toml::node& node) {
  if (!node.is_number()) return std::nullopt;
  return node.value<double>();
}

}  // namespace

Place place_of(const toml::node& node) {
  const auto& begin = node.source().begin;
  return {static_cast<int>(begin.line), static_cast<int>(begin.column)};
}

const toml::node* TableReader::take(std::string_view key) {
  known_.insert(std::string(key));
  return table_.get(key);
}

std::optional<std::string> TableReader::take_string(std::string_view key, std::string_view expected) {
  const toml::node* node = take(key);
  if (!node) return std::nullopt;
  if (const auto* text = node->as_string()) return text->get();
  wrong_type(key, *node, expected);
  return std::nullopt;
}

Text TableReader::take_text(std::string_view key, const Languages& languages) {
  Text text;
  const toml::node* node = take(key);
  if (!node) return text;
  if (const auto* plain = node->as_string()) {
    if (plain->get().empty()) return text;
    text.by_language[languages.tags.front()] = plain->get();
    text.places[languages.tags.front()] = place_of(*plain);
    return text;
  }
  const auto* table = node->as_table();
  if (!table) {
    wrong_type(key, *node, "expected a text in quotes or a table of languages such as {en = \"...\", ko = \"...\"}");
    return text;
  }
  bool strange = false;
  for (const auto& [language, value] : *table) {
    const std::string tag(language.str());
    const bool listed_here = std::find(languages.tags.begin(), languages.tags.end(), tag) != languages.tags.end();
    if (!listed_here && !languages.faulty) {
      strange = true;
      const std::string near = did_you_mean(tag, languages.tags);
      report_.error(place_of(language), {"the language " + in_quotes(tag) + " is not one of the show's languages",
                                         "expected one of " + listed(languages.tags),
                                         near.empty() ? "add it to languages at the top of the file" : near});
    } else if (const auto* one = value.as_string()) {
      text.by_language[tag] = one->get();
      text.places[tag] = place_of(*one);
    } else {
      wrong_type(tag, value, "expected a text in quotes");
      text.by_language[tag];
    }
  }
  // A language that is not listed is probably a misspelt one: then nothing is missing.
  if (strange) return text;
  std::vector<std::string> missing;
  for (const std::string& tag : languages.tags)
    if (!text.by_language.count(tag)) missing.push_back(tag);
  if (!missing.empty() && !languages.faulty)
    report_.warning(place_of(*node),
                    {"missing translation of " + in_quotes(key), "expected a text for " + listed(missing),
                     "the default language stands in until then"});
  std::erase_if(text.by_language, [](const auto& entry) { return entry.second.empty(); });
  return text;
}

TimeRead TableReader::take_time(std::string_view key, TimeRange range) {
  const toml::node* node = take(key);
  if (!node) return {};
  TimeRead read{std::nullopt, place_of(*node), true};
  const std::string bounds = range.most == Duration::max() ? "expected a time of at least " + duration_text(range.least)
                                                           : "expected a time from " + duration_text(range.least) +
                                                                 " to " + duration_text(range.most);
  std::optional<Duration> time;
  std::string shown;
  if (const auto* text = node->as_string()) {
    time = parse_duration(text->get());
    shown = in_quotes(text->get());
  } else if (const auto number = number_in(*node)) {
    time = duration_of_seconds(*number);
    shown = number_text(*number);
  } else {
    wrong_type(key, *node, bounds + " such as \"12s\", \"1m30s\" or a number of seconds");
    return read;
  }
  if (!time) {
    const bool too_plain = node->is_string() && parse_duration(node->as_string()->get() + "s");
    report_.error(read.place, {in_quotes(key) + " is no possible time: " + shown, bounds,
                               too_plain ? "write the unit: \"" + node->as_string()->get() + "s\""
                                         : "write it as \"12s\", \"1.5s\", \"350ms\" or \"1m30s\""});
  } else if (*time < range.least || *time > range.most) {
    report_.error(read.place, {in_quotes(key) + " is impossible: " + shown, bounds, ""});
  } else {
    read.value = time;
    read.faulty = false;
  }
  return read;
}

std::optional<double> TableReader::take_number(std::string_view key, double least, double most) {
  const toml::node* node = take(key);
  if (!node) return std::nullopt;
  const std::string bounds = "expected a number from " + number_text(least) + " to " + number_text(most);
  const auto number = number_in(*node);
  if (!number) {
    wrong_type(key, *node, bounds);
  } else if (!std::isfinite(*number) || *number < least || *number > most) {
    report_.error(place_of(*node), {in_quotes(key) + " is out of range: " + number_text(*number), bounds, ""});
  } else {
    return number;
  }
  return std::nullopt;
}

std::optional<bool> TableReader::take_flag(std::string_view key) {
  const toml::node* node = take(key);
  if (!node) return std::nullopt;
  if (!node->is_boolean()) wrong_type(key, *node, "expected true or false, without quotes");
  return node->value_exact<bool>();
}

std::optional<std::size_t> TableReader::take_choice(std::string_view key, const std::vector<std::string>& names) {
  const auto word = take_string(key, "expected one of " + listed(names));
  if (!word) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), *word);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  report_.error(place_of(*table_.get(key)), {"unknown " + std::string(key) + " " + in_quotes(*word),
                                             "expected one of " + listed(names), did_you_mean(*word, names)});
  return std::nullopt;
}

std::map<std::string, double> TableReader::take_levels(std::string_view key, double most) {
  std::map<std::string, double> levels;
  const toml::table* table = take_table(key, std::string(key) + " = {sign = 1.5}");
  if (!table) return levels;
  TableReader reader(*table, place_of(*table), owner_, report_);
  for (const auto& [name, value] : *table)
    if (const auto level = reader.take_number(name.str(), 0, most)) levels[std::string(name.str())] = *level;
  return levels;
}

std::optional<Region> TableReader::take_region(std::string_view key) {
  const toml::table* table = take_table(key, std::string(key) + " = {x = 0.1, y = 0, width = 0.5, height = 1}");
  if (!table) return std::nullopt;
  TableReader reader(*table, place_of(*table), std::string(key), report_);
  bool numbers_good = true;
  const auto fraction = [&](std::string_view name, double otherwise) {
    const auto number = reader.take_number(name, 0, 1);
    if (reader.has(name) && !number) numbers_good = false;
    return number.value_or(otherwise);
  };
  Region region;
  region.x = fraction("x", 0);
  region.y = fraction("y", 0);
  region.width = fraction("width", 1 - region.x);
  region.height = fraction("height", 1 - region.y);
  reader.finish();
  constexpr double rounding = 1e-9;
  const bool inside = region.width > 0 && region.height > 0 && region.x + region.width <= 1 + rounding &&
                      region.y + region.height <= 1 + rounding;
  if (numbers_good && !inside)
    report_.error(place_of(*table), {in_quotes(key) + " is empty or reaches beyond the picture",
                                     "expected x + width and y + height of at most 1, and both sizes above 0", ""});
  return region;
}

void TableReader::take_tables(std::string_view key, std::string_view shape,
                              const std::function<void(const toml::table&, Place)>& read) {
  const toml::node* node = take(key);
  if (!node) return;
  const std::string expected = "expected " + std::string(shape);
  const auto* array = node->as_array();
  if (!array) return wrong_type(key, *node, expected);
  if (array->empty()) report_.error(place_of(*node), {in_quotes(key) + " is empty", expected, ""});
  for (const toml::node& one : *array) {
    if (const auto* table = one.as_table())
      read(*table, place_of(*table));
    else
      wrong_type(key, one, expected);
  }
}

const toml::table* TableReader::take_table(std::string_view key, std::string_view shape) {
  const toml::node* node = take(key);
  if (!node) return nullptr;
  if (!node->is_table()) wrong_type(key, *node, "expected a table such as " + std::string(shape));
  return node->as_table();
}

void TableReader::require(std::string_view key, std::string remedy) {
  required_.emplace_back(std::string(key), std::move(remedy));
}

void TableReader::reject(std::string_view key, std::string what, std::string remedy) {
  ignored_.insert(std::string(key));
  if (const auto found = table_.find(key); found != table_.end())
    report_.error(place_of(found->first), {std::move(what), "", std::move(remedy)});
}

bool TableReader::finish() {
  std::vector<std::string> meant;
  report_unknown(meant);
  for (const auto& [key, remedy] : required_) {
    // A misspelt key was reported already; that it is missing would be the same fault again.
    if (has(key) || std::find(meant.begin(), meant.end(), key) != meant.end()) continue;
    report_.error(place_, {in_quotes(key) + " is missing", owner_ + " needs it", remedy});
  }
  return meant.empty();
}

void TableReader::report_unknown(std::vector<std::string>& meant) {
  const std::vector<std::string> names(known_.begin(), known_.end());
  for (const auto& [key, value] : table_) {
    const std::string name(key.str());
    if (known_.count(name) || ignored_.count(name)) continue;
    meant.push_back(closest(name, names));
    report_.error(place_of(key),
                  {"unknown key " + in_quotes(name), "expected one of " + listed(names), did_you_mean(name, names)});
  }
}

void TableReader::wrong_type(std::string_view key, const toml::node& node, std::string_view expected) {
  report_.error(place_of(node), {in_quotes(key) + " is " + std::string(kind_of(node)), std::string(expected), ""});
}

}  // namespace redlight

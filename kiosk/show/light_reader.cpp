#include "show/light_reader.h"

#include <algorithm>
#include <cmath>

#include "show/words.h"

namespace redlight {
namespace {

constexpr std::string_view tint_shape = "expected a colour such as \"#ff3020\" or [1.0, 0.2, 0.12]";

Place place_of_key(const toml::key& key) {
  const auto& begin = key.source().begin;
  return {static_cast<int>(begin.line), static_cast<int>(begin.column)};
}

// IEC 61966-2-1: what a colour code means in linear light. As a float, so that the last bit of pow() does not matter.
float linear(int code) {
  const double v = code / 255.0;
  return static_cast<float>(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

std::optional<std::array<double, 3>> colour_of(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  std::array<double, 3> colour{};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto high = hex_digit(text[1 + 2 * i]), low = hex_digit(text[2 + 2 * i]);
    if (!high || !low) return std::nullopt;
    colour[i] = static_cast<double>(linear(*high * 16 + *low));
  }
  return colour;
}

std::optional<std::array<double, 3>> colour_of(const toml::array& parts) {
  if (parts.size() != 3) return std::nullopt;
  std::array<double, 3> colour{};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto number = parts[i].is_number() ? parts[i].value<double>() : std::nullopt;
    if (!number || !std::isfinite(*number) || *number < 0 || *number > 1) return std::nullopt;
    colour[i] = *number;
  }
  return colour;
}

std::optional<std::array<double, 3>> take_tint(TableReader& light, Report& report) {
  const toml::node* node = light.take("tint");
  if (!node) return std::nullopt;
  std::optional<std::array<double, 3>> colour;
  if (const auto* text = node->as_string())
    colour = colour_of(text->get());
  else if (const auto* parts = node->as_array())
    colour = colour_of(*parts);
  else
    light.wrong_type("tint", *node, tint_shape);
  if (!colour && (node->is_string() || node->is_array()))
    report.error(place_of(*node),
                 {"'tint' is no colour", std::string(tint_shape),
                  "a code has # and six digits; an array has red, green and blue from 0 to 1 in linear light"});
  return colour;
}

LightSettings read_light(const std::string& name, const toml::table& table, Report& report) {
  LightSettings settings;
  TableReader reader(table, place_of(table), "[lights." + name + "]", report);
  settings.tint = take_tint(reader, report).value_or(settings.tint);
  settings.strength = reader.take_number("strength", 0, kBrightest).value_or(settings.strength);
  if (const auto index = reader.take_choice("behaviour", behaviour_names()))
    settings.behaviour = static_cast<Behaviour>(*index);
  reader.finish();
  return settings;
}

LightCues read_cues(TableReader& scene, Report& report) {
  LightCues cues;
  const toml::table* table = scene.take_table("cue", "cue = {tube_key = \"strike\"}");
  if (!table) return cues;
  const std::string expected = "expected one of " + listed(cue_names());
  TableReader reader(*table, place_of(*table), "cue", report);
  for (const auto& [key, value] : *table) {
    const auto word = reader.take_string(key.str(), expected);
    if (!word) continue;
    const auto found = std::find(cue_names().begin(), cue_names().end(), *word);
    if (found != cue_names().end())
      cues[std::string(key.str())] = static_cast<LightCue>(found - cue_names().begin());
    else
      report.error(place_of(value), {"unknown cue " + in_quotes(*word), expected, did_you_mean(*word, cue_names())});
  }
  return cues;
}

void note_places(TableReader& scene, std::string_view key, std::map<std::string, Place>& places) {
  const toml::node* node = scene.take(key);
  if (const auto* table = node ? node->as_table() : nullptr)
    for (const auto& [name, value] : *table) places.emplace(std::string(name.str()), place_of_key(name));
}

}  // namespace

Lights read_lights(TableReader& show, Report& report) {
  Lights lights;
  const toml::table* table = show.take_table("lights", "[lights.tube_key] with tint, strength and behaviour below it");
  if (!table) return lights;
  for (const auto& [key, value] : *table) {
    const std::string name(key.str());
    const auto* one = value.as_table();
    if (one)
      lights[name] = read_light(name, *one, report);
    else
      report.error(place_of(value), {"'lights." + name + "' is not a table", "expected tint, strength or behaviour",
                                     "write [lights." + name + "] and below it strength = 1.0; a level belongs to a " +
                                         "scene's own lights"});
    lights[name].place = place_of_key(key);
  }
  return lights;
}

SceneLights read_scene_lights(TableReader& scene, Report& report, bool levels_too) {
  SceneLights lights;
  if (levels_too) {
    lights.levels = scene.take_levels("lights", kBrightest);
    note_places(scene, "lights", lights.places);
  }
  lights.cues = read_cues(scene, report);
  note_places(scene, "cue", lights.places);
  return lights;
}

void check_strengths(const Show& show, Report& report) {
  for (const Scene& scene : show.scenes) {
    const auto* poster = std::get_if<PosterScene>(&scene.content);
    const auto* slide = std::get_if<SlideScene>(&scene.content);
    if (!poster && !slide) continue;
    for (const auto& [name, level] : poster ? poster->lights : slide->lights)
      if (level * settings_of(show.lights, name).strength > kBrightest)
        report.warning(scene.light_places.at(name),
                       {"the light " + in_quotes(name) + " is too strong",
                        "expected a level that times the strength of [lights." + name + "] is at most 4",
                        "it is held to 4; lower one of the two"});
  }
}

}  // namespace redlight

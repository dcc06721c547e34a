#include "show/loader.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>

#include "show/light_reader.h"
#include "show/scene_reader.h"
#include "show/slide_reader.h"
#include "show/sound_reader.h"
#include "show/toml_advice.h"
#include "show/touch_reader.h"
#include "show/words.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t largest_file = 1'000'000;
constexpr TimeRange idle_range{std::chrono::seconds(5), std::chrono::hours(1)};
constexpr TimeRange countdown_range{Duration::zero(), std::chrono::seconds(30)};
constexpr TimeRange touch_range{Duration::zero(), std::chrono::seconds(2)};
// Three fades a second, each there and back, are what the limit of flashes allows.
constexpr Duration shortest_calm_touch = std::chrono::milliseconds(170);
constexpr std::string_view scene_shape = "an array of tables: write [[scene]] above each scene's keys";

// A language tag of BCP 47, as far as its shape tells: "en", "pt-BR", "zh-Hant-TW".
bool is_language_tag(std::string_view tag) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto letter_or_digit = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
  const std::string_view language = tag.substr(0, tag.find('-'));
  if (language.size() < 2 || language.size() > 8 || !std::all_of(language.begin(), language.end(), letter))
    return false;
  tag.remove_prefix(language.size());
  while (!tag.empty()) {
    tag.remove_prefix(1);  // the hyphen
    const std::string_view part = tag.substr(0, tag.find('-'));
    if (part.empty() || part.size() > 8 || !std::all_of(part.begin(), part.end(), letter_or_digit)) return false;
    tag.remove_prefix(part.size());
  }
  return true;
}

class ShowReader {
 public:
  ShowReader(const fs::path& folder, Report& report) : folder_(folder), report_(report) {}

  Show read(const toml::table& root) {
    // A table without a header of its own begins with the file.
    TableReader reader(root, {1, 1}, "the show", report_);
    show_.file = report_.file();
    read_languages(reader);
    read_language_mode(reader);
    read_title(reader);
    show_.tagline = reader.take_text("tagline", languages_);
    read_attract(reader);
    read_room(reader);
    read_touch(reader, languages_, report_, show_);
    read_display(reader);
    show_.reduced_motion = reader.take_flag("reduced_motion").value_or(false);
    SceneReader scene_reader(folder_, languages_, show_.tagline, report_);
    read_sound(reader, scene_reader, report_, show_);
    show_.lights = read_lights(reader, report_);
    show_.hum = reader.take_number("hum", 0, 1).value_or(show_.hum);
    reader.take_tables("scene", scene_shape, [&](const toml::table& table, Place place) {
      scenes_.push_back(scene_reader.read(table, place));
    });
    reader.require("scene", "write [[scene]] and below it at least kind and its file");
    reader.finish();
    check_ids();
    check_grounds();
    check_times();
    finish_scenes();
    check_strengths(show_, report_);
    return std::move(show_);
  }

 private:
  void read_languages(TableReader& reader);
  void read_language_mode(TableReader& reader);
  void read_title(TableReader& reader);
  void read_attract(TableReader& reader);
  void read_room(TableReader& reader);
  void read_display(TableReader& reader);
  void check_ids();
  void check_grounds();
  void check_times();
  void check_times_between(const SceneRead& scene, const SceneRead& next);
  void finish_scenes();

  const fs::path& folder_;
  Report& report_;
  Languages languages_{{"en"}, false};
  TimeRead default_hold_, default_transition_;
  bool defaults_reported_ = false;
  std::vector<SceneRead> scenes_;
  Show show_;
};

void ShowReader::read_languages(TableReader& reader) {
  const toml::node* node = reader.take("languages");
  constexpr std::string_view expected = "expected an array of language tags such as [\"en\", \"ko\"]";
  if (node && !node->is_array()) {
    languages_.faulty = true;
    reader.wrong_type("languages", *node, expected);
  } else if (node) {
    std::vector<std::string> tags;
    const auto fault = [&](const toml::node& at, std::string what) {
      languages_.faulty = true;
      report_.error(place_of(at), {std::move(what), std::string(expected), ""});
    };
    for (const toml::node& one : *node->as_array()) {
      const auto* text = one.as_string();
      if (!text || !is_language_tag(text->get()))
        fault(one, text ? in_quotes(text->get()) + " is not a language tag" : "a language is not a text");
      else if (std::find(tags.begin(), tags.end(), text->get()) != tags.end())
        fault(one, "the language " + in_quotes(text->get()) + " is listed twice");
      else
        tags.push_back(text->get());
    }
    if (node->as_array()->empty()) fault(*node, "'languages' is empty");
    if (!tags.empty()) languages_.tags = std::move(tags);
  }
  show_.languages = languages_.tags;
}

void ShowReader::read_language_mode(TableReader& reader) {
  static const std::vector<std::string> names{"alternate", "both", "button"};  // in the order of LanguageMode
  const auto mode = reader.take_choice("language_mode", names);
  if (!mode) return;
  show_.language_mode = static_cast<LanguageMode>(*mode);
  const Place place = place_of(*reader.take("language_mode"));
  const std::size_t count = languages_.tags.size();
  if (languages_.faulty || show_.language_mode == LanguageMode::alternate) return;
  if (count < 2)
    report_.warning(place, {"language_mode = " + in_quotes(names[*mode]) + " does nothing with one language",
                            "expected two languages or more", "add one to languages, or remove language_mode"});
  else if (show_.language_mode == LanguageMode::both && count > 2)
    report_.warning(place,
                    {"language_mode = 'both' shows the first two languages, and this show has " + std::to_string(count),
                     "expected two languages", "use \"alternate\" or \"button\" to show them all"});
}

void ShowReader::read_title(TableReader& reader) {
  const std::size_t faults = report_.size();
  show_.title = reader.take_text("title", languages_);
  reader.require("title", "write title = \"...\" at the top of the file");
  if (reader.has("title") && show_.title.empty() && report_.size() == faults)
    report_.error(place_of(*reader.take("title")), {"the title is empty", "expected the name of the film", ""});
}

void ShowReader::read_attract(TableReader& reader) {
  const toml::table* table = reader.take_table("attract", "[attract] with keys below it");
  if (!table) return;
  TableReader attract(*table, place_of(*table), "[attract]", report_);
  show_.attract.idle = attract.take_time("idle", idle_range).value.value_or(show_.attract.idle);
  show_.attract.countdown = attract.take_time("countdown", countdown_range).value.value_or(show_.attract.countdown);
  default_hold_ = attract.take_time("hold", hold_range);
  default_transition_ = attract.take_time("transition", transition_range);
  show_.attract.hold = default_hold_.value.value_or(show_.attract.hold);
  show_.attract.transition = default_transition_.value.value_or(show_.attract.transition);
  const TimeRead touch = attract.take_time("touch_transition", touch_range);
  show_.attract.touch_transition = touch.value.value_or(show_.attract.touch_transition);
  if (touch.value && *touch.value < shortest_calm_touch)
    report_.warning(touch.place, {"with touch_transition = " + duration_text(*touch.value) +
                                      " a visitor who taps fast can make the display flash; it will be dimmed then",
                                  "expected " + duration_text(shortest_calm_touch) + " or more", ""});
  if (const auto mode = attract.take_choice("captions", caption_modes))
    show_.attract.captions = static_cast<CaptionMode>(*mode);
  attract.finish();
}

void ShowReader::read_room(TableReader& reader) {
  const toml::table* table = reader.take_table("room", "[room] with keys below it");
  if (!table) return;
  TableReader room(*table, place_of(*table), "[room]", report_);
  for (const auto& [key, value] : {std::pair{"haze", &show_.room.haze},
                                   {"water", &show_.room.water},
                                   {"dust", &show_.room.dust},
                                   {"camera", &show_.room.camera}})
    *value = room.take_number(key, 0, 1).value_or(*value);
  show_.room.touch_light = room.take_flag("touch_light").value_or(show_.room.touch_light);
  room.finish();
}

void ShowReader::read_display(TableReader& reader) {
  const toml::table* table = reader.take_table("display", "[display] with keys below it");
  if (!table) return;
  TableReader display(*table, place_of(*table), "[display]", report_);
  show_.display.orbit = display.take_number("orbit", 0, 120).value_or(show_.display.orbit);
  display.finish();
}

void ShowReader::check_ids() {
  for (std::size_t i = 0; i < scenes_.size(); ++i) {
    const std::string& id = scenes_[i].scene.id;
    if (id.empty()) continue;
    const auto first =
        std::find_if(scenes_.begin(), scenes_.end(), [&](const auto& one) { return one.scene.id == id; });
    if (first != scenes_.begin() + static_cast<std::ptrdiff_t>(i))
      report_.error(scenes_[i].id_place,
                    {"the id " + in_quotes(id) + " is used twice",
                     "it belongs to the scene in line " + std::to_string(first->id_place.line), "choose another one"});
  }
}

void ShowReader::check_grounds() {
  std::vector<std::string> posters;
  for (const SceneRead& one : scenes_)
    if (one.kind == SceneKind::poster && !one.scene.id.empty()) posters.push_back(one.scene.id);
  for (const SceneRead& one : scenes_) {
    const auto* slide = std::get_if<SlideScene>(&one.scene.content);
    if (one.kind != SceneKind::slide || one.ground_place.line == 0) continue;
    const auto found = std::find_if(scenes_.begin(), scenes_.end(), [&](const auto& other) {
      return !slide->ground.empty() && other.scene.id == slide->ground;
    });
    // A scene whose own kind is wrong was reported; it may have been meant as a poster.
    if (found != scenes_.end() && (!found->kind || found->kind == SceneKind::poster)) continue;
    const std::string expected = posters.empty() ? "expected the id of a poster scene, and no poster has an id"
                                                 : "expected one of " + listed(posters);
    const std::string what = found == scenes_.end() ? "no scene has the id " + in_quotes(slide->ground)
                                                    : "the ground " + in_quotes(slide->ground) + " is not a poster";
    report_.error(one.ground_place, {what, expected, did_you_mean(slide->ground, posters)});
  }
}

void ShowReader::check_times() {
  if (scenes_.size() < 2) return;
  for (std::size_t i = 0; i < scenes_.size(); ++i) check_times_between(scenes_[i], scenes_[(i + 1) % scenes_.size()]);
}

// A scene that is held for less time than its successor needs to come in would be gone before it was seen.
void ShowReader::check_times_between(const SceneRead& scene, const SceneRead& next) {
  const bool unknown = !scene.kind || scene.hold.faulty || next.transition.faulty;
  const bool to_its_end = scene.kind == SceneKind::teaser && !scene.hold.value;
  if (unknown || to_its_end) return;
  if ((!scene.hold.value && default_hold_.faulty) || (!next.transition.value && default_transition_.faulty)) return;
  const Duration hold = scene.hold.value.value_or(show_.attract.hold);
  const Duration transition = next.transition.value.value_or(show_.attract.transition);
  if (hold >= transition) return;
  const bool only_defaults = !scene.hold.value && !next.transition.value;
  if (only_defaults && std::exchange(defaults_reported_, true)) return;
  Place place = default_hold_.value ? default_hold_.place : default_transition_.place;
  if (next.transition.value) place = next.transition.place;
  if (scene.hold.value) place = scene.hold.place;
  report_.error(
      place, {"impossible times: a scene is held for " + duration_text(hold) +
                  ", but the transition into the next one takes " + duration_text(transition),
              "expected a hold that is not shorter than the next transition", "lengthen hold or shorten transition"});
}

void ShowReader::finish_scenes() {
  const auto taken = [&](const std::string& id) {
    return std::any_of(scenes_.begin(), scenes_.end(), [&](const auto& one) { return one.scene.id == id; });
  };
  for (std::size_t i = 0; i < scenes_.size(); ++i) {
    Scene& scene = scenes_[i].scene;
    const SceneKind kind = scenes_[i].kind.value_or(SceneKind::poster);
    if (scene.id.empty()) {
      const std::string plain = name_of(kind) + "-" + std::to_string(i + 1);
      std::string id = plain;
      for (int attempt = 2; taken(id); ++attempt) id = plain + "-" + std::to_string(attempt);
      scene.id = id;
    }
    const auto* slide = std::get_if<SlideScene>(&scene.content);
    if (!scene.hold && slide && slide->layout == Layout::credits)
      scene.hold = length_of_credits(*slide, show_.language_mode);
    if (!scene.hold && kind != SceneKind::teaser) scene.hold = show_.attract.hold;
    scene.transition = scenes_[i].transition.value.value_or(show_.attract.transition);
    if (auto* teaser = std::get_if<TeaserScene>(&scene.content))
      teaser->captions = scenes_[i].captions.value_or(show_.attract.captions);
  }
  for (SceneRead& one : scenes_) show_.scenes.push_back(std::move(one.scene));
}

LoadedShow failure(const fs::path& file, Place place, Complaint complaint) {
  Report report(file);
  report.error(place, std::move(complaint));
  return {std::nullopt, report.finish()};
}

// Line and column (in characters) of a byte.
Place place_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return {1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
          1 + static_cast<int>(std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                                             is_first_byte))};
}

LoadedShow parse(std::string_view text, const fs::path& file, const fs::path& folder) {
  if (text.size() > largest_file)
    return failure(file, {},
                   {"the file is too large", "expected at most 1 MB",
                    "name media by their paths instead of writing them into the file"});
  if (const std::size_t at = first_invalid_utf8(text); at != std::string_view::npos)
    return failure(
        file, place_in(text, at),
        {"the text is not UTF-8", "expected UTF-8 throughout", "save the file again with the encoding UTF-8"});
  Report report(file);
  std::optional<Show> show;
  // The parser is the one library here that throws; it goes no further than this.
  try {
    const toml::table root = toml::parse(text);
    show = ShowReader(folder, report).read(root);
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    return failure(file, {static_cast<int>(begin.line), static_cast<int>(begin.column)},
                   {"the file is not valid TOML: " + std::string(error.description()), "",
                    toml_advice(text, static_cast<int>(begin.line))});
  }
  LoadedShow loaded{std::nullopt, report.finish()};
  (has_errors(loaded.diagnostics) ? loaded.draft : loaded.show) = std::move(show);
  return loaded;
}

LoadedShow missing_file(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return failure(file, {},
                   {"there is no such file or folder", "expected a show's folder or its show.toml", "check the path"});
  const fs::path real = with_case_of_disk(file);
  return failure(file, {},
                 {"the file does not exist", "expected a folder with show.toml",
                  real.empty() ? "check the path, or write a show.toml there"
                               : "upper and lower case differ: on disk it is " + in_quotes(real.string())});
}

}  // namespace

LoadedShow load_show(const fs::path& path) {
  std::error_code error;
  const bool is_folder = fs::is_directory(path, error);
  const fs::path file = is_folder ? path / "show.toml" : path;
  const fs::path folder = is_folder ? path : path.parent_path();
  const auto status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) return missing_file(file, folder.empty() ? fs::path(".") : folder);
  if (!fs::status_known(status))
    return failure(
        file, {},
        {"the file cannot be reached: " + error.message(), "", "check the path and the rights of its folders"});
  if (!fs::is_regular_file(status))
    return failure(file, {}, {"this is not a file", "expected a show's folder or its show.toml", "check the path"});
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    return failure(file, {}, {"the file cannot be read", "expected the right to read it", "change it with chmod a+r"});
  std::string text(largest_file + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad())
    return failure(file, {}, {"the file cannot be read to its end", "", "check the disk; copy the show again"});
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return parse(text, file, folder);
}

LoadedShow parse_show(std::string_view text, const fs::path& folder) {
  return parse(text, folder / "show.toml", folder);
}

}  // namespace redlight

#include "show/scene_reader.h"

#include <algorithm>

#include "show/camera_reader.h"
#include "show/caption_at_reader.h"
#include "show/light_reader.h"
#include "show/slide_reader.h"
#include "show/words.h"

namespace redlight {
namespace {

const std::vector<std::string> kind_names{"poster", "teaser", "slide"};  // in the order of SceneKind
const std::vector<std::string> fit_names{"cover", "contain"};            // in the order of Fit

// The keys that only some kinds of scenes have.
struct KindKey {
  std::string_view key;
  std::vector<SceneKind> kinds;
};
const std::vector<KindKey>& kind_keys() {
  using enum SceneKind;
  static const std::vector<KindKey> keys{{"art", {poster}},
                                         {"crop", {poster}},
                                         {"caption", {poster, slide}},
                                         {"fit", {poster, slide}},
                                         {"focus", {poster, slide}},
                                         {"lights", {poster, slide}},
                                         {"video", {teaser}},
                                         {"captions", {teaser}},
                                         {"link", {slide}},
                                         {"paper", {slide}},
                                         {"ink", {slide}},
                                         {"image", {slide}},
                                         {"date", {slide}},
                                         {"countdown", {slide}},
                                         {"tomorrow", {slide}},
                                         {"now", {slide}},
                                         {"layout", {slide}},
                                         {"eyebrow", {slide}},
                                         {"heading", {slide}},
                                         {"body", {slide}},
                                         {"note", {slide}},
                                         {"people", {slide}},
                                         {"ground", {slide}},
                                         {"cue", {poster, teaser, slide}},
                                         {"figures", {slide}},
                                         {"written", {poster, slide}},
                                         {"camera", {poster}},
                                         {"caption_note", {poster}},
                                         {"caption_at", {poster}}};
  return keys;
}

bool is_id(const std::string& id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// What an author probably wants whose id has letters that an id cannot have.
std::string as_id(const std::string& text) {
  std::string id;
  for (const char c : lower_ascii(text.substr(0, 60))) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

}  // namespace

std::string name_of(SceneKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

SceneRead SceneReader::read(const toml::table& table, Place place) {
  SceneRead read;
  read.place = place;
  const toml::node* kind_node = table.get("kind");
  TableReader reader(table, place, "a scene", report_);
  if (const auto index = reader.take_choice("kind", kind_names)) read.kind = static_cast<SceneKind>(*index);
  if (!kind_node) reader.require("kind", "write kind = \"poster\", \"teaser\" or \"slide\"");
  read_id(reader, read);
  const bool is_teaser = read.kind == SceneKind::teaser;
  read.hold =
      reader.take_time("hold", is_teaser || !read.kind ? TimeRange{hold_range.least, Duration::max()} : hold_range);
  read.transition = reader.take_time("transition", transition_range);
  read.scene.hold = read.hold.value;
  if (read.kind == SceneKind::poster) read.scene.content = read_poster(reader);
  if (read.kind == SceneKind::teaser) read.scene.content = read_teaser(reader, read);
  bool words_good = false;
  if (read.kind == SceneKind::slide) read.scene.content = read_slide(reader, read, words_good);
  if (read.kind) read_lights(reader, read.scene);
  reject_foreign_keys(reader, read.kind);
  const bool all_known = reader.finish();
  // A text that is wrong or misspelt was reported; that it is missing would be the same fault again.
  if (all_known && words_good) check_slide(std::get<SlideScene>(read.scene.content), reader, report_);
  return read;
}

void SceneReader::read_id(TableReader& reader, SceneRead& read) {
  const auto id = reader.take_string("id");
  if (!id) return;
  read.id_place = place_of(*reader.take("id"));
  if (is_id(*id)) {
    read.scene.id = *id;
    return;
  }
  const std::string possible = as_id(*id);
  report_.error(read.id_place, {"the id " + in_quotes(*id) + " has characters that an id cannot have",
                                "expected small letters a to z, digits and hyphens",
                                possible.empty() ? "" : "write '" + possible + "'"});
}

PosterScene SceneReader::read_poster(TableReader& reader) {
  PosterScene poster;
  poster.art = take_media(reader, "art", MediaKind::art);
  reader.require("art", "write art = \"...\" with a folder of layers or a picture file");
  poster.crop = reader.take_region("crop");
  if (const auto fit = reader.take_choice("fit", fit_names)) poster.fit = static_cast<Fit>(*fit);
  poster.focus = read_focus(reader);
  poster.caption = reader.take_text("caption", languages_);
  poster.written = reader.take_flag("written").value_or(false);
  poster.caption_note = reader.take_text("caption_note", languages_);
  poster.caption_at = read_caption_at(reader, report_);
  check_caption(reader);
  poster.camera = read_camera(reader, report_);
  if (reader.has("camera"))
    for (const char* key : {"fit", "focus"})
      reader.reject(key, in_quotes(key) + " has no meaning beside a camera, which says itself what is seen",
                    "remove it, or aim the camera");
  return poster;
}

/// What is said of a caption needs one.
void SceneReader::check_caption(const TableReader& reader) {
  for (const char* key : {"caption_note", "caption_at"})
    if (reader.has(key) && !reader.has("caption"))
      report_.error(reader.place(), {in_quotes(key) + " is there, but no caption", "expected caption = \"...\"",
                                     std::string("write one or remove ") + key});
  if (reader.has("caption_note") && !reader.has("caption_at"))
    report_.error(reader.place(), {"'caption_note' has no place", "expected caption_at as well",
                                   "write caption_at = {x = 0.5, y = 0.5}"});
}

void SceneReader::read_lights(TableReader& reader, Scene& scene) {
  auto* poster = std::get_if<PosterScene>(&scene.content);
  auto* slide = std::get_if<SlideScene>(&scene.content);
  SceneLights lights = read_scene_lights(reader, report_, poster || slide);
  if (poster) poster->lights = std::move(lights.levels);
  if (slide) slide->lights = std::move(lights.levels);
  scene.cues = std::move(lights.cues);
  scene.light_places = std::move(lights.places);
}

/// One part for both shapes of the art, or one for each.
Focus SceneReader::read_focus(TableReader& reader) {
  const toml::node* node = reader.take("focus");
  const toml::table* table = node ? node->as_table() : nullptr;
  if (!table || !(table->contains("portrait") || table->contains("landscape"))) {
    const auto both = reader.take_region("focus");
    return {both, both};
  }
  TableReader shapes(*table, place_of(*table), "focus", report_);
  Focus focus;
  focus.portrait = shapes.take_region("portrait");
  focus.landscape = shapes.take_region("landscape");
  shapes.finish();
  return focus;
}

TeaserScene SceneReader::read_teaser(TableReader& reader, SceneRead& read) {
  TeaserScene teaser;
  teaser.video = take_media(reader, "video", MediaKind::video);
  reader.require("video", "write video = \"...\" with a video file");
  if (const auto mode = reader.take_choice("captions", caption_modes)) read.captions = static_cast<CaptionMode>(*mode);
  return teaser;
}

SlideScene SceneReader::read_slide(TableReader& reader, SceneRead& read, bool& words_good) {
  SlideScene slide;
  const std::size_t faults = report_.size();
  if (const auto layout = reader.take_choice("layout", layout_names)) slide.layout = static_cast<Layout>(*layout);
  slide.eyebrow = reader.take_text("eyebrow", languages_);
  slide.heading = reader.take_text("heading", languages_);
  if (slide.layout == Layout::quote && !reader.has("heading")) slide.heading = tagline_;
  slide.body = reader.take_text("body", languages_);
  slide.note = reader.take_text("note", languages_);
  slide.people = read_people(reader);
  read_layout_keys(reader, languages_, report_, slide);
  slide.image = take_media(reader, "image", MediaKind::art);
  if (const auto fit = reader.take_choice("fit", fit_names)) slide.fit = static_cast<Fit>(*fit);
  slide.focus = read_focus(reader);
  words_good = report_.size() == faults;
  if (const auto ground = reader.take_string("ground", "expected the id of a poster scene")) {
    slide.ground = *ground;
    read.ground_place = place_of(*reader.take("ground"));
  }
  slide.figures = reader.take_flag("figures").value_or(false);
  slide.written = reader.take_flag("written").value_or(slide.layout == Layout::quote);
  return slide;
}

std::vector<Credit> SceneReader::read_people(TableReader& reader) {
  std::vector<Credit> people;
  reader.take_tables("people", "an array such as [{role = \"Director\", name = \"...\"}]",
                     [&](const toml::table& table, Place place) {
                       TableReader one(table, place, "one of people", report_);
                       Credit credit;
                       credit.role = one.take_text("role", languages_);
                       credit.name = one.take_text("name", languages_);
                       one.require("name", "write name = \"...\"");
                       one.finish();
                       people.push_back(std::move(credit));
                     });
  return people;
}

void SceneReader::reject_foreign_keys(TableReader& reader, std::optional<SceneKind> kind) {
  for (const auto& [key, kinds] : kind_keys()) {
    if (!kind) {
      // What the scene should be is not known, so nothing that any kind has is wrong here.
      reader.ignore(key);
      continue;
    }
    if (std::find(kinds.begin(), kinds.end(), *kind) != kinds.end()) continue;
    std::vector<std::string> owners;
    owners.reserve(kinds.size());
    for (const SceneKind owner : kinds) owners.push_back("a " + name_of(owner));
    reader.reject(key, in_quotes(key) + " belongs to " + listed(owners, " or ") + "; this scene is a " + name_of(*kind),
                  "remove it or change kind");
  }
}

Variants SceneReader::take_media(TableReader& reader, std::string_view key, MediaKind kind) {
  Variants variants;
  const toml::node* node = reader.take(key);
  if (!node) return variants;
  variants.place = place_of(*node);
  const auto* table = node->as_table();
  if (!table) {
    variants.portrait = variants.landscape = take_path(reader, key, kind);
    return variants;
  }
  TableReader both(*table, place_of(*table), std::string(key), report_);
  variants.portrait = take_path(both, "portrait", kind);
  variants.landscape = take_path(both, "landscape", kind);
  if (table->empty())
    report_.error(both.place(), {in_quotes(key) + " names no file", "expected portrait, landscape or both", ""});
  both.finish();
  return variants;
}

std::filesystem::path SceneReader::take_path(TableReader& reader, std::string_view key, MediaKind kind) {
  const auto written =
      reader.take_string(key, "expected a path in quotes or {portrait = \"...\", landscape = \"...\"}");
  if (!written) return {};
  if (auto complaint = check_media(folder_, *written, kind))
    report_.error(place_of(*reader.take(key)), std::move(*complaint));
  return folder_ / std::filesystem::path(*written);
}

}  // namespace redlight

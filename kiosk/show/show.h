#pragma once
// The show as the author wrote it, checked and with every default filled in. A plain value: made by the loader
// (show/loader.h), never changed afterwards. This room knows only the standard library and the TOML parser.
#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"
#include "show/camera.h"
#include "show/caption_setting.h"
#include "show/lights.h"
#include "show/place.h"
#include "show/sound_levels.h"

namespace redlight {

/// A text in one or more languages: BCP 47 tag -> UTF-8. A plain string in the file is stored under the show's first
/// language.
struct Text {
  std::map<std::string, std::string> by_language;
  std::map<std::string, Place> places{};  ///< of each language's string in show.toml, for faults that only type shows
  bool empty() const { return by_language.empty(); }
  /// The text in `language`, else in `fallback`, else any; empty when there is none.
  std::string_view in(std::string_view language, std::string_view fallback) const;
};

/// Media that may come in two shapes; the one that suits the display is taken. At least one is set; paths are absolute
/// or relative to the working directory, never to the show's folder (the loader has resolved them).
struct Variants {
  std::filesystem::path portrait, landscape;
  Place place;  ///< of the value in show.toml, for faults that only opening the media shows
  /// The variant for a display of this size: portrait when higher than wide; the other one where only one exists.
  const std::filesystem::path& choose(int width, int height) const;
};

/// Part of a picture in fractions of its width and height, from the top left.
struct Region {
  double x = 0, y = 0, width = 1, height = 1;
  bool operator==(const Region&) const = default;
};

/// How a picture lies on a display of another shape.
enum class Fit {
  cover,    ///< fills the display, what is too much is cut off
  contain,  ///< all of it is seen
};

/// What must stay visible of a poster, in each of its shapes.
struct Focus {
  std::optional<Region> portrait, landscape;
  bool operator==(const Focus&) const = default;
};

struct PosterScene {
  Variants art;                          ///< a folder with layers.json (one layer per light) or one image file
  std::map<std::string, double> lights;  ///< level of each named light, 0..4; a light not named burns at 1
  std::optional<Region> crop;            ///< show only this part
  Fit fit = Fit::cover;                  ///< contain: the room's own dark goes on around the picture
  Focus focus;                           ///< this part is never cut off
  Text caption;                          ///< words set over the poster's calm place; may be empty
  bool written = false;                  ///< the light writes them, letter by letter
  Text caption_note{};                   ///< a small line below the caption; only with caption_at
  CaptionSettings caption_at{};          ///< where the caption stands instead, how large, and when it is seen
  Cameras camera{};                      ///< a move over the scene's whole time; `fit` and `focus` do not count then
};

/// Whether what is said in a film is written over it.
enum class CaptionMode {
  automatic,  ///< while its sound is off or quiet
  on,
  off,
};

struct TeaserScene {
  Variants video;
  CaptionMode captions = CaptionMode::automatic;
};

struct Credit {
  Text role, name;
};

enum class Layout { quote, text, people, date, laurel, qr, image, credits };

/// The colours of a QR code, display-coded, 0..1.
struct CodeColours {
  std::array<double, 3> paper{0.93, 0.90, 0.88}, ink{0.05, 0.03, 0.03};
  Place place;  ///< of the colour that was chosen last; 0 where none was
};

struct SlideScene {
  Layout layout = Layout::text;
  Text eyebrow;  ///< small line above
  Text heading;  ///< the large line; the quotation in Layout::quote
  Text body;     ///< running text
  Text note;     ///< small line below
  std::vector<Credit> people;
  std::string link;  ///< Layout::qr: what the code says; ASCII, with its scheme
  Place link_place;
  CodeColours code;
  Variants image;  ///< Layout::image: the still, in place of a ground
  Fit fit = Fit::cover;
  Focus focus;
  Text caption;                                       ///< Layout::image
  std::optional<std::chrono::year_month_day> date{};  ///< Layout::date: from this day on it is `now`
  Text countdown, tomorrow, now;                      ///< Layout::date: "{days}" stands for a number
  std::string ground;  ///< id of the poster scene whose art lies behind; empty: the show's first poster
  /// Who and what stands in the art stays behind the words; otherwise the empty room does, where the art knows it.
  bool figures = false;
  bool written = false;                  ///< the light writes the heading, letter by letter
  std::map<std::string, double> lights;  ///< as in PosterScene, on top of the dimming a slide's ground gets
};

struct Scene {
  std::string id;  ///< unique; from the file, or kind and number ("slide-3")
  std::variant<PosterScene, TeaserScene, SlideScene> content;
  std::optional<Duration>
      hold;  ///< how long it is seen before the next begins to fade in; a teaser without it plays to its end
  Duration transition{};  ///< length of the cross-fade INTO this scene, 0..10 s; 0 is a cut
  /// What the lights do when the scene comes on stage. A teaser has no lights of its own: its cues are for the scene
  /// that follows it, where that scene has none for the light.
  LightCues cues{};
  std::map<std::string, Place> light_places{};  ///< of each light that the scene names, for faults that the art shows
};

struct Attract {
  Duration idle = std::chrono::seconds(25);               ///< without input until the show glides back into its loop
  Duration countdown = std::chrono::seconds(5);           ///< the last part of it, in which the display says so
  Duration hold = std::chrono::seconds(12);               ///< default of Scene::hold
  Duration transition = std::chrono::milliseconds(1200);  ///< default of Scene::transition
  Duration touch_transition = std::chrono::milliseconds(350);  ///< cross-fade when a visitor asked for the scene
  CaptionMode captions = CaptionMode::automatic;               ///< default of TeaserScene::captions
};

/// How a show speaks several languages.
enum class LanguageMode {
  alternate,  ///< the loop takes them in turn
  both,       ///< the first two stand on every slide, the first large
  button,     ///< the visitor chooses; until then the first
};

/// What moves in front of and around the poster, each 0 (off) to 1 (full).
struct Room {
  double haze = 1, water = 1, dust = 1, camera = 1;
  bool touch_light = true;  ///< a visitor's finger is a small red tube
};

/// When the sign that asks visitors to touch is shown.
enum class HintMode {
  automatic,  ///< where there is a touch panel
  on,
  off,
};

/// What the display says to those who stand before it.
struct TouchSettings {
  HintMode hint = HintMode::automatic;
  bool dots = true;                              ///< progress dots while somebody is at the display
  bool accessible = false;                       ///< all targets within reach of a wheelchair
  double panel_height = 1.66;                    ///< of an upright panel that stands on the floor, in metres
  Text hint_words, countdown_words, stay_words;  ///< empty: built-in ones; the countdown says {seconds}
};

struct Staff {
  std::string pin;  ///< 4 to 8 digits; empty: the corners open nothing
};

/// What the panel that shows it needs.
struct Display {
  double orbit = 8;  ///< against burn-in: how far what stands still wanders, in pixels a minute, 0 (not at all) to 120
};

struct Show {
  std::filesystem::path file;  ///< show.toml
  Text title, tagline;
  std::vector<std::string> languages;  ///< at least one; the first is the default
  LanguageMode language_mode = LanguageMode::alternate;
  Attract attract;
  Room room;
  TouchSettings touch;
  Staff staff;
  Display display;
  /// The calm show, for those whom movement makes ill: no strikes and no dips of the tubes, nothing that drifts, sways
  /// or follows; scenes change by plain cross-fades, and light is steady.
  bool reduced_motion = false;
  std::filesystem::path
      sound;                  ///< heard under the whole show, over and over, and steps back for a teaser; may be empty
  Place sound_place;          ///< as Variants::place
  SoundLevels levels;         ///< how loud all that is
  Lights lights;              ///< the settings of lights, by name; a light not named has the defaults
  double hum = 0.25;          ///< level of the tubes' mains hum, 0..1; what 1 is says media/hum.h
  std::vector<Scene> scenes;  ///< at least one
};

/// Whether any scene stands in relit art: all but films.
bool has_art(const Show& show);

/// Whether visitors choose the language.
bool has_language_button(const Show& show);

/// The language that round `loop` of the show is told in, as a place in Show::languages.
inline std::size_t language_of(const Show& show, unsigned loop) {
  return show.language_mode == LanguageMode::alternate ? loop % show.languages.size() : 0;
}

}  // namespace redlight

#pragma once
// The director: a pure state machine that says at each instant which scenes are on stage and how far a transition has
// come. step(event, now) -> stage; it reads no clock, knows no file and no pixel. Used on one thread; copying it forks
// the show.
//
// Rules
// - The scene on stage stays until the one that was asked for is ready; then both are on stage and the newer one fades
//   in over the older one.
// - In attract mode scenes follow each other for ever, each held for its time. The hold counts from the moment a scene
//   is fully seen; a teaser without a hold runs its whole length, and the next scene's cross-fade is laid over its last
//   moments.
// - An action of a visitor starts visitor mode. What was asked for comes as soon as it is ready; a transition that is
//   running is hurried, never cut. Actions while one is waiting count from what is waiting: three quick taps go three
//   scenes on. Every action moves exactly once.
// - In visitor mode a poster or a slide stays until the idle time has passed since the last input; then the show glides
//   home (to the first scene) and is in attract mode again. A teaser that plays is not interrupted: it ends, and the
//   loop goes on behind it. Before the glide the stage counts down; any input stays.
// - A language that a visitor chose is for that visitor: the loop speaks its own again. One that the staff fixed stays.
// - A scene that failed, or that is not ready 10 s after it was asked for, is skipped in the direction of travel, and
//   tried again a minute later. When nothing else can be shown the scene on stage stays.
// - A show of one scene keeps it on stage for ever; a teaser that follows itself loops inside its player.
// - After a pause of the machine one step moves on by one scene at most, which is then held for its whole time.
#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "base/time.h"
#include "show/action.h"
#include "show/show.h"

namespace redlight {

/// What the director must know of a scene.
struct Cue {
  std::optional<Duration> hold;  ///< empty: as long as the scene says when it is ready
  Duration transition{};
  bool is_teaser = false;
};

struct Plan {
  std::vector<Cue> cues;  ///< at least one
  Duration idle{}, touch_transition{};
  Duration countdown{};       ///< the last part of `idle`; at most half of it
  std::size_t languages = 1;  ///< of the show
  bool alternates = true;     ///< the loop takes them in turn
};
Plan plan_of(const Show& show);

struct Tick {};
/// Scene `scene` can be drawn at once. `length` is how long it lasts by itself (a teaser), 0 when it does not end: such
/// a teaser without a hold stays until SceneEnded. Counts only while needs(scene), and for a teaser only for one
/// appearance: it is sent again when the teaser has been wound back after it left the stage.
struct SceneReady {
  std::size_t scene = 0;
  Duration length{};
};
/// Scene `scene` cannot be shown: its files are missing or broken. One that fails on stage stays until the next is
/// ready.
struct SceneFailed {
  std::size_t scene = 0;
};
/// The teaser on stage came to its end earlier than its length promised (a damaged file).
struct SceneEnded {
  std::size_t scene = 0;
};
using Event = std::variant<Tick, Action, SceneReady, SceneFailed, SceneEnded>;

enum class Mode { attract, visitor };

struct Appearance {
  std::size_t scene = 0;
  Instant since{};                     ///< when it began to be seen: its own time line starts here
  unsigned loop = 0;                   ///< how often the attract loop had come round; texts take their language from it
  unsigned serial = 0;                 ///< counts appearances: the same scene twice has two serials
  std::optional<std::size_t> after{};  ///< the scene that it took the place of; empty for the first of all
  Duration fade{};                     ///< how long its cross-fade takes if nobody hurries it; 0: it was cut to
  bool operator==(const Appearance&) const = default;
};

/// What was chosen for the show's texts beside what the loop would take; places in Show::languages.
struct Language {
  std::optional<std::size_t> chosen;  ///< by a visitor
  std::optional<std::size_t> fixed;   ///< by the staff
  bool operator==(const Language&) const = default;
};

struct Stage {
  /// Fully seen, or being covered by `incoming`; empty only until the first scene is ready.
  std::optional<Appearance> current;
  std::optional<Appearance> incoming;  ///< fades in over `current`
  double progress = 0;                 ///< of the fade, 0..1, linear in time; 0 without `incoming`
  std::optional<std::size_t> awaited;  ///< asked for and not ready yet; prepare it at once
  std::size_t upcoming = 0;            ///< the one that follows in the loop; prepare it in good time
  Mode mode = Mode::attract;
  Duration idle_left{};      ///< in visitor mode: until the glide home
  bool is_counting = false;  ///< the glide home is announced: `idle_left` is to be seen
  Language language{};
};

/// The language that an appearance on `stage` is told in, as a place in Show::languages.
inline std::size_t language_of(const Show& show, const Stage& stage, const Appearance& appearance) {
  if (show.language_mode == LanguageMode::both) return 0;
  return stage.language.chosen.value_or(stage.language.fixed.value_or(language_of(show, appearance.loop)));
}

/// A scene that was asked for and has not begun yet, which is Stage::awaited to the outside: with all that is needed to
/// begin it or to pass it over.
struct Request {
  enum class Pace { loop, touch };
  std::size_t scene = 0;
  Instant asked{};
  int direction = 1;
  Pace pace = Pace::loop;
  unsigned loop = 0;
};

/// Where a director goes on that takes the place of another: what is on stage, how far its time has come, and what was
/// asked for, which is waited for anew.
struct Beginning {
  Appearance appearance;
  Duration length{};     ///< as in SceneReady
  Instant hold_from{};   ///< when the scene was fully seen
  Instant last_input{};  ///< in visitor mode: when the idle time began
  Mode mode = Mode::attract;
  Language language{};
  std::optional<Request> request{};
};

class Director {
 public:
  /// Asks for scene `first`.
  Director(Plan plan, Instant start, std::size_t first = 0);

  /// Its scene is on stage and drawable.
  Director(Plan plan, Instant start, const Beginning& beginning);

  /// Where another director would go on now, at the end of a fade that runs; empty until something is on stage.
  std::optional<Beginning> beginning() const;

  /// Takes one event at time `now` and says what is on stage then. An earlier time than the last step's counts as that
  /// one. The staff's exit and scenes that do not exist move nothing.
  const Stage& step(const Event& event, Instant now);
  const Stage& stage() const { return stage_; }

  /// True when `scene` is on stage, awaited or upcoming: its material must be kept.
  bool needs(std::size_t scene) const;

  /// True when the director counts on `scene` being drawable at once. It forgets that whenever needs() has become
  /// false, and for a teaser when an appearance of it has ended. Whoever holds material for a scene that is needed and
  /// not ready here sends SceneReady again.
  bool ready(std::size_t scene) const;

 private:
  using Pace = Request::Pace;
  struct Material {
    bool ready = false;
    Duration length{};
    std::optional<Instant> barred_until;  // failed or late: not tried before
  };
  struct Fade {
    Instant from{}, until{};
    double start = 0;  // progress at `from`; above 0 once the fade was hurried
  };

  Director(Plan plan, Instant start, std::optional<Request> request);

  void on(const Tick&) {}
  void on(const Action& action);
  void on(const SceneReady& event);
  void on(const SceneFailed& event);
  void on(const SceneEnded& event);
  void hear_staff(const Action& action);
  void choose_language();

  void finish_fade();
  void hurry_fade();
  void keep_time();
  void pass_over_request();
  void go_home();
  void follow_the_loop();
  void begin_request();
  void end_appearance(std::size_t scene);
  void publish();

  void ask_for(std::size_t scene, int direction, Pace pace, unsigned loop);
  std::optional<Instant> due() const;
  bool is_barred(std::size_t scene) const;
  std::optional<std::size_t> next_showable(std::size_t from, int direction) const;
  std::optional<std::size_t> newest_on_stage() const;
  std::optional<std::size_t> newest() const;
  unsigned newest_loop() const;
  double progress() const;
  bool on_stage(std::size_t scene) const;

  Plan plan_;
  Stage stage_;
  std::vector<Material> materials_;  // one for each cue
  std::optional<Request> request_;
  std::optional<Fade> fade_;  // set as long as stage_.incoming is
  Instant now_{};
  Instant hold_from_{};     // when the current scene was fully seen
  Instant looped_until_{};  // until when nothing could follow the teaser on stage
  Instant last_input_{};
  unsigned serial_ = 0;
  bool current_spent_ = false, incoming_spent_ = false;  // it ended early or broke while it was on stage
};

}  // namespace redlight

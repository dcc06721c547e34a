#include "app/kiosk.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "media/films.h"
#include "scene/compose.h"
#include "scene/easing.h"

namespace redlight {
namespace {

const LitArt* lit_art_of(const Material* material) {
  if (!material) return nullptr;
  if (const auto* poster = std::get_if<PosterMaterial>(material)) return poster->ground.art.get();
  if (const auto* slide = std::get_if<SlideMaterial>(material)) return slide->ground.art.get();
  return nullptr;
}

}  // namespace

Kiosk::Kiosk(const Show& show, const StockOptions& options, Mixer& mixer, Instant start)
    : show_(show),
      mixer_(mixer),
      options_(options),
      director_(plan_of(show), start),
      stock_(show, options, mixer),
      levels_(show, options_),
      visitors_(show, options_) {}

/// When something is seen: what is heard must not hold up the first light.
void Kiosk::open_bed() {
  if (bed_opened_ || !director_.stage().current || show_.sound.empty()) return;
  // The first picture is drawn after this, so the sound's turn is with the next.
  if (options_.patience == Patience::never_wait && (!std::exchange(bed_wanted_, true) || !films_at_hand())) return;
  bed_opened_ = true;
  PlayerOptions how;
  how.loop = true, how.patience = options_.patience, how.clock = options_.clock;
  bed_ = Player::open(show_.sound, how, &mixer_);
  if (options_.patience == Patience::wait_until_due) bed_->wait_ready();
}

Kiosk::~Kiosk() {
  if (hums_) mixer_.hum().set_level(0);
}

Picture Kiosk::advance(Instant now, std::span<const Action> actions) {
  if (visitors_.take_presence()) director_.step(Action{ActionKind::touch}, now);
  for (const Action& action : actions) director_.step(action, now);
  director_.step(Tick{}, now);
  // What the stock delivers may change what the director needs next (a cut that was waiting): ask until nothing is new.
  // Each round makes at least one scene ready or bars it, so this ends.
  for (std::size_t round = 0; round <= 2 * show_.scenes.size(); round++)
    if (!stock_up(now)) break;
  run_players(now);
  levels_.step(director_.stage().current.has_value());
  run_captions(director_.stage());
  report();
  const auto find = [this](std::size_t scene) { return stock_.find(scene); };
  const Stage& stage = director_.stage();
  const Hands hands = visitors_.hands(stage, home_of_lights(), now);
  Composition composed = compose(show_, stage, find, now, options_.width, options_.height, hands, detail_);
  visitors_.lay_signs(composed.picture, stage, has_panel_, now);
  const double hum = show_.hum * composed.hum;
  if (hum > 0 || hums_) mixer_.hum().set_level(static_cast<float>(hum));
  hums_ = hum > 0;
  return std::move(composed.picture);
}

/// The tube on stage that a released light goes back to; where there is none it rises out of the picture.
VisitorLights::Place Kiosk::home_of_lights() const {
  const double height = options_.height;
  const Stage& stage = director_.stage();
  for (const auto& appearance : {stage.incoming, stage.current}) {
    const LitArt* art = appearance ? lit_art_of(stock_.find(appearance->scene)) : nullptr;
    if (!art) continue;
    for (const LightLayer& light : art->lights)
      if (!light.emitter.empty() && !light.along.empty())
        return {light.source_x / static_cast<double>(art->height), light.source_y / static_cast<double>(art->height)};
  }
  return {options_.width / height / 2, -0.1};
}

/// Hands the director what the stock delivers; false when that is nothing.
bool Kiosk::stock_up(Instant now) {
  const auto events = stock_.update(director_, now);
  for (const Event& event : events) {
    if (const auto* failed = std::get_if<SceneFailed>(&event))
      spdlog::error("scene '{}' is left out: {}", show_.scenes[failed->scene].id,
                    describe(*stock_.fault(failed->scene)));
    director_.step(event, now);
  }
  return !events.empty();
}

Kiosk::Readiness Kiosk::rehearse(const Predecessor& before, std::size_t scene, Instant now) {
  if (goes_on_with_film(before, scene)) return Readiness::ready;
  // A new director each time: none loses patience before the scene is there.
  director_ = Director(plan_of(show_), now, scene);
  for (const Event& event : stock_.update(director_, now)) {
    const auto* failed = std::get_if<SceneFailed>(&event);
    if (failed && failed->scene == scene) return Readiness::failed;
    director_.step(event, now);
  }
  return director_.stage().current ? Readiness::ready : Readiness::not_yet;
}

std::size_t Kiosk::counterpart(const Show& other, std::size_t scene) const {
  const auto& scenes = show_.scenes;
  const auto same =
      std::find_if(scenes.begin(), scenes.end(), [&](const Scene& one) { return one.id == other.scenes[scene].id; });
  if (same != scenes.end()) return static_cast<std::size_t>(same - scenes.begin());
  return scene < scenes.size() ? scene : 0;
}

/// Empty for a scene of another kind.
std::filesystem::path Kiosk::film_of(std::size_t scene) const {
  const auto* teaser = std::get_if<TeaserScene>(&show_.scenes[scene].content);
  return teaser ? teaser->video.choose(options_.width, options_.height) : std::filesystem::path();
}

bool Kiosk::goes_on_with_film(const Predecessor& before, std::size_t scene) const {
  const std::size_t scene_before = before.kiosk.director_.beginning()->appearance.scene;
  const Player* player = before.kiosk.stock_.player(scene_before);
  const bool loop_alike = (show_.scenes.size() == 1) == (before.kiosk.show_.scenes.size() == 1);
  return before.same_media && loop_alike && player && player->state() == PlayerState::playing &&
         film_of(scene) == before.kiosk.film_of(scene_before);
}

void Kiosk::take_over(const Predecessor& predecessor, std::size_t scene, Instant now) {
  Kiosk& before = predecessor.kiosk;
  Beginning beginning = *before.director_.beginning();
  const std::size_t scene_before = beginning.appearance.scene;
  if (goes_on_with_film(predecessor, scene)) {
    stock_.adopt(scene, before.stock_.give_up(scene_before));
    started_[scene] = beginning.appearance.serial;
  } else if (const Player* player = stock_.player(scene)) {
    beginning.appearance.since = beginning.hold_from = now, beginning.appearance.fade = {};
    beginning.length = player->info().duration;
  } else if (scene != counterpart(before.show_, scene_before)) {
    beginning.appearance.since = beginning.hold_from = now, beginning.appearance.fade = {};
  }
  beginning.appearance.scene = scene;
  if (auto& after = beginning.appearance.after) after = counterpart(before.show_, *after);
  if (auto& asked = beginning.request) asked->scene = counterpart(before.show_, asked->scene);
  director_ = Director(plan_of(show_), now, beginning);
  if (predecessor.same_media && show_.sound == before.show_.sound)
    bed_ = std::move(before.bed_), bed_opened_ = before.bed_opened_;
  if (width() == before.width() && height() == before.height()) visitors_.take_over(before.visitors_);
  hums_ = std::exchange(before.hums_, false);
  detail_ = before.detail_, has_panel_ = before.has_panel_;
}

void Kiosk::run_players(Instant now) {
  const Stage stage = director_.stage();
  const double weight = stage.incoming ? eased(stage.progress) : 0;
  if (stage.current) run_player(*stage.current, 1 - weight, now);
  if (stage.incoming) run_player(*stage.incoming, weight, now);
  const auto film = [this](const std::optional<Appearance>& a) { return a && stock_.player(a->scene) ? 1.0 : 0.0; };
  run_bed(1 - std::clamp(film(stage.current) * (1 - weight) + film(stage.incoming) * weight, 0.0, 1.0), now);
}

/// Whether what is said in the films is to be read now; what comes on stage next is made ready for it.
void Kiosk::run_captions(const Stage& stage) {
  const auto decide = [&](std::size_t scene) -> TeaserMaterial* {
    TeaserMaterial* teaser = stock_.teaser(scene);
    if (!teaser || !teaser->captions) return nullptr;
    const auto state = teaser->player->state();
    const bool is_open = state != PlayerState::opening && state != PlayerState::failed;
    const float loudness = is_open && teaser->player->info().has_audio ? mixer_.loudness() : 0.f;
    teaser->captions_seen = captions_seen(std::get<TeaserScene>(show_.scenes[scene].content).captions, loudness);
    return is_open && teaser->captions_seen ? teaser : nullptr;
  };
  for (const auto& seen : {stage.current, stage.incoming})
    if (seen) decide(seen->scene);
  const auto& newest = stage.incoming ? stage.incoming : stage.current;
  for (const std::size_t coming : {stage.awaited.value_or(stage.upcoming), stage.upcoming}) {
    const auto shows = [&](const std::optional<Appearance>& a) { return a && a->scene == coming; };
    if (shows(stage.current) || shows(stage.incoming)) continue;
    if (const TeaserMaterial* teaser = decide(coming))
      teaser->captions->prepare({newest ? language_of(show_, stage, *newest) : 0, *teaser->captions_seen});
  }
}

void Kiosk::run_bed(double gain, Instant now) {
  open_bed();
  if (!bed_) return;
  bed_->set_trim(levels_.trim(show_.sound));
  if (bed_->state() == PlayerState::ready) bed_->play(now);
  if (bed_->state() == PlayerState::failed) {
    const auto error = bed_->error();
    spdlog::error("the show goes on without its sound: {}",
                  error ? describe(*error) : std::string("it cannot be played"));
    bed_.reset();
    return;
  }
  bed_->set_gain(static_cast<float>(gain));
  bed_->frame(now);
}

void Kiosk::run_player(const Appearance& appearance, double gain, Instant now) {
  if (show_.scenes.size() == 1) stock_.revive(appearance.scene, now);
  Player* player = stock_.player(appearance.scene);
  if (!player) return;
  player->set_trim(levels_.trim(film_of(appearance.scene)));
  if (player->state() == PlayerState::ready) {
    const bool is_first = std::exchange(started_[appearance.scene], appearance.serial) != appearance.serial;
    player->play(is_first ? appearance.since : now, refresh_rate_);  // or it begins again
  }
  player->set_gain(static_cast<float>(gain));
  if (player->state() == PlayerState::ended || player->state() == PlayerState::failed)
    director_.step(SceneEnded{appearance.scene}, now);
}

const Player* Kiosk::film() const {
  const Stage& stage = director_.stage();
  for (const auto& appearance : {stage.incoming, stage.current})
    if (const Player* player = appearance ? stock_.player(appearance->scene) : nullptr) return player;
  return nullptr;
}

std::optional<Instant> Kiosk::next_film_frame(Instant now) const {
  const Player* player = director_.stage().incoming ? nullptr : film();
  return player ? player->next_frame_due(now) : std::nullopt;
}

void Kiosk::report() {
  const Stage& stage = director_.stage();
  const auto& newest = stage.incoming ? stage.incoming : stage.current;
  if (!newest || newest->serial == reported_) return;
  reported_ = newest->serial;
  spdlog::info("scene {} '{}' ({})", newest->scene + 1, show_.scenes[newest->scene].id,
               stage.mode == Mode::attract ? "loop" : "visitor");
}

}  // namespace redlight

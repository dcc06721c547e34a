#include "app/kiosk.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "media/films.h"
#include "scene/compose.h"

namespace redlight {

Kiosk::Kiosk(const Show& show, const StockOptions& options, Mixer& mixer, Instant start)
    : show_(show),
      mixer_(mixer),
      options_(options),
      director_(plan_of(show), start),
      stock_(show, options, mixer),
      visitor_lights_(static_cast<double>(options.width) / options.height) {}

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

Kiosk::~Kiosk() { mixer_.hum().set_level(0); }

Picture Kiosk::advance(Instant now, std::span<const Action> actions) {
  for (const Action& action : actions) director_.step(action, now);
  director_.step(Tick{}, now);
  // What the stock delivers may change what the director needs next (a cut that was waiting): ask until nothing is new.
  // Each round makes at least one scene ready or bars it, so this ends.
  for (std::size_t round = 0; round <= 2 * show_.scenes.size(); round++) {
    const auto events = stock_.update(director_, now);
    if (events.empty()) break;
    for (const Event& event : events) director_.step(event, now);
  }
  run_players(now);
  report();
  const auto find = [this](std::size_t scene) { return stock_.find(scene); };
  if (show_.hum > 0)
    mixer_.hum().set_level(static_cast<float>(show_.hum * tube_hum(show_, director_.stage(), find, now)));
  return compose(show_, director_.stage(), find, now, options_.width, options_.height);
}

void Kiosk::run_players(Instant now) {
  const Stage stage = director_.stage();
  const double weight = stage.incoming ? eased(stage.progress) : 0;
  if (stage.current) run_player(*stage.current, 1 - weight, now);
  if (stage.incoming) run_player(*stage.incoming, weight, now);
  const auto film = [this](const std::optional<Appearance>& a) { return a && stock_.player(a->scene) ? 1.0 : 0.0; };
  run_bed(1 - std::clamp(film(stage.current) * (1 - weight) + film(stage.incoming) * weight, 0.0, 1.0), now);
}

void Kiosk::run_bed(double gain, Instant now) {
  open_bed();
  if (!bed_) return;
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
  Player* player = stock_.player(appearance.scene);
  if (!player) return;
  if (started_[appearance.scene] != appearance.serial && player->state() == PlayerState::ready) {
    started_[appearance.scene] = appearance.serial;
    player->play(appearance.since);
  }
  player->set_gain(static_cast<float>(gain));
  if (player->state() == PlayerState::ended || player->state() == PlayerState::failed)
    director_.step(SceneEnded{appearance.scene}, now);
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

#include "app/stock.h"

#include <algorithm>
#include <malloc.h>
#include <pthread.h>
#include <utility>

#include "base/caught.h"
#include "base/log.h"
#include "media/films.h"
#include "picture/image.h"

namespace redlight {
namespace {
constexpr std::size_t kRestingPlayers = 2;            // pre-rolled teasers that wait off stage for their next turn
constexpr Duration kPause = std::chrono::seconds(1);  // before a film that ended too early begins again once more
constexpr Duration kRetry = std::chrono::minutes(1);  // a scene that cannot be made is not made again before
}  // namespace

Stock::Stock(const Show& show, StockOptions options, Mixer& mixer)
    : show_(show),
      options_(std::move(options)),
      mixer_(mixer),
      slots_(show.scenes.size()),
      latest_(show.scenes.size()),
      wanted_(show.scenes.size() + 16),
      made_(show.scenes.size() + 16),
      loader_(show, options_.fonts, options_.cache, options_.shelf, options_.width, options_.height,
              options_.ground_scale, options_.largest_art, options_.today),
      thread_([this](std::stop_token stop) { serve(stop); }) {
  pthread_setname_np(thread_.native_handle(), "loader");
}

Stock::~Stock() {
  thread_.request_stop();
  wanted_.close();
  made_.close();
}

void Stock::serve(std::stop_token stop) {
  bool is_first = options_.ground_first;
  while (const auto order = wanted_.pop()) {
    // A visitor who leafs on quickly leaves orders behind that nobody waits for any more.
    const bool wanted = latest_[order->scene].load(std::memory_order_relaxed) == order->number;
    // The display is dark until the first scene is there: its light does not wait for its words.
    if (std::exchange(is_first, false) && wanted)
      if (auto ground = caught([&] { return loader_.load_ground(order->scene, stop); }))
        if (!made_.push({*order, std::move(ground), false})) break;
    auto material = wanted ? caught([&] { return loader_.load(order->scene, stop); })
                           : fail(ErrorKind::stopped, "no longer needed");
    if (!made_.push({*order, std::move(material), true})) break;
    malloc_trim(0);  // preparing art takes many times what it leaves
  }
  release_image_thread();
}

/// Until the first scene is there, and its first frame drawn, nothing else is begun that would take the processor from
/// it.
bool Stock::may_begin(const Director& director, std::size_t scene, Instant now) const {
  if ((opened_ && now > *opened_) || options_.patience == Patience::wait_until_due) return true;
  return director.stage().awaited == scene;
}

std::vector<Event> Stock::update(const Director& director, Instant now) {
  for (std::size_t i = 0; i < slots_.size(); i++) {
    const bool needed = director.needs(i);
    if (needed && now >= slots_[i].retry_at && may_begin(director, i, now) &&
        (slots_[i].state == State::none || slots_[i].state == State::resting))
      begin(i);
    if (!needed && slots_[i].state != State::none && slots_[i].state != State::resting) drop(i);
  }
  while (auto delivery = made_.try_pop()) collect(std::move(*delivery));
  if (options_.patience == Patience::wait_until_due)
    while (outstanding_ > 0)
      if (auto delivery = made_.pop()) collect(std::move(*delivery));

  std::vector<Event> events;
  for (std::size_t i = 0; i < slots_.size(); i++) {
    if (!director.needs(i)) continue;
    Slot& slot = slots_[i];
    if (slot.state == State::loading && is_teaser(i)) {
      open_film(i);
      if (player(i) && poll_player(i)) slot.state = State::ready, slot.fault.reset();
    }
    if (!opened_ && (slot.state == State::failed || slot.state == State::ready)) opened_ = now;
    if (slot.state == State::failed) {
      slot.clear();
      slot.retry_at = now + kRetry;
      events.emplace_back(SceneFailed{i});
    } else if (slot.state == State::ready && !director.ready(i) && fit_to_appear(i, director.stage())) {
      const Player* p = player(i);
      events.emplace_back(SceneReady{i, p ? p->info().duration : Duration{}});
    }
  }
  return events;
}

/// A player that has played is good for its next appearance only once it is rewound, which it is as soon as it has left
/// the stage.
bool Stock::fit_to_appear(std::size_t scene, const Stage& stage) {
  Player* p = player(scene);
  if (!p || p->state() == PlayerState::ready) return true;
  const auto shows = [scene](const std::optional<Appearance>& a) { return a && a->scene == scene; };
  if (shows(stage.current) || shows(stage.incoming)) return false;
  p->rewind();
  slots_[scene].state = State::loading;
  return false;
}

void Stock::begin(std::size_t scene) {
  Slot& slot = slots_[scene];
  if (is_teaser(scene)) {
    slot.state = State::loading;
    open_film(scene);
    return;
  }
  slot.order = ++orders_, slot.state = State::loading;
  latest_[scene].store(slot.order, std::memory_order_relaxed);
  if (wanted_.push({scene, slot.order})) outstanding_++;
}

/// Unless it is open. While what films need is still being loaded, the frame loop goes on and asks again.
void Stock::open_film(std::size_t scene) {
  Slot& slot = slots_[scene];
  if (slot.material || (options_.patience == Patience::never_wait && !films_at_hand())) return;
  slot.material = TeaserMaterial{open_player(scene), open_captions(scene)};
}

std::unique_ptr<Player> Stock::open_player(std::size_t scene) const {
  PlayerOptions how;
  how.loop = show_.scenes.size() == 1;
  how.patience = options_.patience, how.clock = options_.clock, how.open_limit = options_.open_limit;
  how.decoding = options_.decoding;
  how.language = show_.languages.front();
  const auto& file = std::get<TeaserScene>(show_.scenes[scene].content).video.choose(options_.width, options_.height);
  return Player::open(file, how, &mixer_);
}

void Stock::revive(std::size_t scene, Instant now) {
  Slot& slot = slots_[scene];
  Player* old = player(scene);
  if (!old || (!slot.spare && now < slot.retry_at)) return;
  if (old->state() == PlayerState::ended) {
    slot.retry_at = now + kPause;
    old->rewind();
    if (options_.patience == Patience::wait_until_due) old->wait_ready();
    return;
  }
  if (old->state() != PlayerState::failed) return;
  if (!slot.spare) {
    slot.spare = open_player(scene);
    slot.retry_at = now + kRetry;
  }
  if (options_.patience == Patience::wait_until_due) slot.spare->wait_ready();
  if (slot.spare->state() == PlayerState::ready)
    teaser(scene)->player = std::exchange(slot.spare, nullptr);
  else if (slot.spare->state() == PlayerState::failed)
    slot.spare.reset();
}

std::shared_ptr<TeaserCaptions> Stock::open_captions(std::size_t scene) const {
  const auto& teaser = std::get<TeaserScene>(show_.scenes[scene].content);
  if (teaser.captions == CaptionMode::off) return nullptr;
  CaptionOptions how;
  how.fonts = options_.fonts, how.languages = show_.languages, how.patience = options_.patience;
  const auto& film = teaser.video.choose(options_.width, options_.height);
  return std::make_shared<TeaserCaptions>(Captions::open(film, std::move(how)));
}

void Stock::drop(std::size_t scene) {
  Slot& slot = slots_[scene];
  if (Player* p = player(scene); p && slot.state != State::failed && p->state() != PlayerState::failed) {
    // The file stays open: its next turn is a seek on the same decoder, and it is pre-rolled long before.
    if (p->state() != PlayerState::ready && p->state() != PlayerState::opening) p->rewind();
    slot.state = State::resting;
    const auto resting = static_cast<std::size_t>(
        std::count_if(slots_.begin(), slots_.end(), [](const Slot& s) { return s.state == State::resting; }));
    if (resting <= kRestingPlayers) return;
  }
  latest_[scene].store(0, std::memory_order_relaxed);
  slot.clear();
}

void Stock::collect(Delivery delivery) {
  if (delivery.is_whole) outstanding_--;
  Slot& slot = slots_[delivery.order.scene];
  const bool waits_for_words = slot.state == State::ready;
  if (slot.order != delivery.order.number || (slot.state != State::loading && !waits_for_words)) return;
  if (delivery.material) {
    slot.material = std::move(*delivery.material), slot.state = State::ready;
    slot.fault.reset();
    return;
  }
  if (waits_for_words) {
    spdlog::error("scene '{}' is shown without words: {}", show_.scenes[delivery.order.scene].id,
                  describe(delivery.material.error()));
    return;
  }
  slot.state = State::failed;
  slot.fault = std::move(delivery.material.error());
}

bool Stock::poll_player(std::size_t scene) {
  Player& p = *player(scene);
  if (options_.patience == Patience::wait_until_due) p.wait_ready();
  if (p.state() == PlayerState::failed) {
    slots_[scene].state = State::failed;
    slots_[scene].fault = p.error().value_or(Error{ErrorKind::unsupported, "the film cannot be played", {}});
    return false;
  }
  return p.state() == PlayerState::ready;
}

const Material* Stock::find(std::size_t scene) const {
  const Slot& slot = slots_[scene];
  return slot.material ? &*slot.material : nullptr;
}

TeaserMaterial* Stock::teaser(std::size_t scene) {
  Slot& slot = slots_[scene];
  return slot.material ? std::get_if<TeaserMaterial>(&*slot.material) : nullptr;
}

Player* Stock::player(std::size_t scene) const {
  const Slot& slot = slots_[scene];
  if (!slot.material) return nullptr;
  const auto* teaser = std::get_if<TeaserMaterial>(&*slot.material);
  return teaser ? teaser->player.get() : nullptr;
}

std::shared_ptr<Player> Stock::give_up(std::size_t scene) {
  Slot& slot = slots_[scene];
  std::shared_ptr<Player> player = std::move(std::get<TeaserMaterial>(*slot.material).player);
  slot.clear();
  return player;
}

void Stock::adopt(std::size_t scene, std::shared_ptr<Player> player) {
  slots_[scene].clear();
  slots_[scene].material = TeaserMaterial{std::move(player), open_captions(scene)}, slots_[scene].state = State::ready;
}

}  // namespace redlight

#include "app/frame_loop.h"

#include <algorithm>
#include <ctime>
#include <utility>

#include "app/open_show.h"
#include "base/log.h"
#include "platform/stop_signal.h"

namespace redlight {
namespace {
double aspect_of(const std::optional<ShowStage::Wish>& wish) {
  return wish ? static_cast<double>(wish->stock.width) / wish->stock.height : 1;
}

constexpr Instant kDarkAfter{std::chrono::milliseconds(200)};
constexpr Instant kLightBy{std::chrono::seconds(2)};  // nothing waits longer for a first light, which may never come
// A frame of a film is begun so long before it is due: time to draw it, and little enough for a touch to wait.
constexpr Duration kLead = std::chrono::milliseconds(12);
constexpr int kMaxFailures = 600;  // ten seconds: a display that is switched over comes back before
}  // namespace

FrameLoop::FrameLoop(const PlayOptions& options, Presenter& presenter, ShowStage& stage, ShowStage::Wish show,
                     SoundOutput& sound, Clock& clock, Today& today, InputScript script)
    : options_(options),
      presenter_(presenter),
      stage_(stage),
      show_(std::move(show)),
      sound_(sound),
      clock_(clock),
      today_(today),
      script_(std::move(script)),
      source_(options.rotation, options.touch),
      interpreter_(aspect_of(stage.wish())),
      frame_time_(from_seconds(1.0 / presenter.refresh_rate())),
      upkeep_(options, presenter, show_, clock) {}

ExitCode FrameLoop::run() {
  Instant now{}, due{};
  for (long frame = 0; !stop_requested() && (options_.frames == 0 || frame < options_.frames); frame++) {
    const Instant woken = clock_.now();
    // The show's time is when the frame is to be seen.
    const auto film = film_frame_due(woken);
    now = std::max(now, film && *film - woken <= kLead ? std::max(*film, woken) : woken);
    const PlatformEvents events = source_.poll();
    fit_display(now);
    prepare_input();
    if (gather(events, now)) return kExitFine;
    if (!advance(now, events.redraw)) return kExitFailed;
    // The next refresh on one unbroken grid; after a stall the grid goes on from now instead of catching up.
    if (woken >= due) due = std::max(due + frame_time_, woken + frame_time_ / 8);
    // The first light waits for no grid.
    if (awaits_light(now) && !options_.virtual_clock) due = woken + frame_time_ / 8;
    clock_.sleep_until(wake_time(now, due));
  }
  return kExitFine;
}

/// Where no refresh is waited for, a film that is alone on stage is shown at its own times, which no grid makes uneven.
std::optional<Instant> FrameLoop::film_frame_due(Instant now) {
  if (has_grid() || !stage_.kiosk()) return std::nullopt;
  const auto due = stage_.kiosk()->next_film_frame(now);
  // No more frames than the display can show.
  return due ? std::optional(std::max(*due, presented_at_ + frame_time_ * 3 / 4)) : std::nullopt;
}

/// For the next refresh, or to begin a frame of a film, for which a refresh that comes just before is left out.
Instant FrameLoop::wake_time(Instant now, Instant refresh) {
  const auto film = film_frame_due(now);
  if (!film || *film <= now) return refresh;
  const Instant begin = *film - kLead;
  return begin < refresh + frame_time_ / 4 ? begin : refresh;
}

/// The show is made for one size of display, and its art for one scale and one renderer. A display that comes back with
/// another size gets a show of that size, a machine that is too slow, or no longer, one of another scale, a renderer
/// that takes no large art one with smaller, and a new day one whose dates tell it.
void FrameLoop::fit_display(Instant now) {
  const int width = presenter_.width(), height = presenter_.height();
  const ShowStage::Wish& known = stage_.wish() ? *stage_.wish() : show_;
  const StockOptions& wanted = known.stock;
  if (width <= 0 || height <= 0) return;
  const int scale = upkeep_.ground_scale(width, height);
  const bool has_size = wanted.width == width && wanted.height == height;
  const auto today = today_.at(*known.show, now);
  const auto largest = presenter_.largest_art();
  if (has_size && wanted.ground_scale == scale && wanted.largest_art == largest && wanted.today == today) return;
  ShowStage::Wish wish = known;
  wish.stock.today = today, wish.stock.largest_art = largest;
  wish.stock.width = width, wish.stock.height = height, wish.stock.ground_scale = scale;
  stage_.want(std::move(wish), now);
  if (has_size) return;
  interpreter_ = Interpreter(static_cast<double>(width) / height);
  shown_.reset();
}

/// What hands find on the display now.
void FrameLoop::prepare_input() {
  const ShowStage::Wish* shown = stage_.shown();
  if (!shown || shown->stock.height <= 0) return;
  const TouchTargets& targets = stage_.kiosk()->targets();
  interpreter_.set_targets(targets);
  interpreter_.set_asking(stage_.kiosk()->stage().is_counting);
  Staff staff = shown->show->staff;
  if (options_.pin) staff.pin = *options_.pin;
  desk_.set_up(staff, targets, static_cast<double>(shown->stock.width) / shown->stock.height);
}

/// The desk hears everything while it is open; the show then only learns of hands and keys that were lifted.
void FrameLoop::hear(const InputEvent& input, Instant now) {
  const auto take = [&](const std::vector<Action>& more) { actions_.insert(actions_.end(), more.begin(), more.end()); };
  const auto* pointer = std::get_if<PointerEvent>(&input);
  const auto* key = std::get_if<KeyEvent>(&input);
  if (!desk_.takes_input()) {
    take(interpreter_.step(input, now));
    if (pointer && stage_.kiosk()) stage_.kiosk()->point(*pointer, now);
    return;
  }
  take(desk_.step(input, now));
  // The staff's exit works at any time.
  const auto take_exit = [&](const std::vector<Action>& heard) {
    for (const Action& action : heard)
      if (action.kind == ActionKind::exit) actions_.push_back(action);
  };
  const bool is_lifted = pointer && pointer->phase != PointerEvent::Phase::down;
  if (is_lifted && pointer->phase != PointerEvent::Phase::move) {
    PointerEvent lifted = *pointer;
    lifted.phase = PointerEvent::Phase::cancel;
    take_exit(interpreter_.step(lifted, now));
    if (stage_.kiosk()) stage_.kiosk()->point(lifted, now);
  }
  if (key && (!key->down || key->key == Key::control || key->key == Key::alt || key->key == Key::q))
    take_exit(interpreter_.step(input, now));
}

/// What the staff asked for that is not the director's: the desk itself, and the show from its beginning.
void FrameLoop::call_staff(Instant now) {
  bool restarts = false;
  for (const Action& action : actions_) {
    if (action.kind == ActionKind::panel || action.kind == ActionKind::corners) desk_.toggle(action.kind, now);
    restarts = restarts || action.kind == ActionKind::restart;
  }
  if (!restarts || !stage_.wish()) return;
  spdlog::info("the show is begun anew, by the staff");
  actions_.push_back({ActionKind::home});
  // What cannot be read any more goes on as it was; the faults are in the log.
  if (auto opened = open_show(options_.show)) {
    ShowStage::Wish wish = *stage_.wish();
    wish.show = std::make_shared<Show>(std::move(opened->show));
    wish.same_media = false;
    stage_.want(std::move(wish), now);
  }
}

/// True when the staff asked to leave.
bool FrameLoop::gather(const PlatformEvents& events, Instant now) {
  actions_.clear();
  for (const InputEvent& input : events.input) hear(input, now);
  script_.due(now, [&](const TimedInput& t) { hear(t.event, now); });
  const auto timely = interpreter_.tick(now);
  actions_.insert(actions_.end(), timely.begin(), timely.end());
  desk_.tick(now);
  call_staff(now);
  const bool leave =
      std::any_of(actions_.begin(), actions_.end(), [](const Action& a) { return a.kind == ActionKind::exit; });
  if (leave) spdlog::info("the staff's exit");
  return leave;
}

/// Whether all that can come later holds back for the first light. A show of words alone never has one.
bool FrameLoop::awaits_light(Instant now) const { return !lit_ && now < kLightBy; }

/// False when nothing can be drawn any more.
bool FrameLoop::advance(Instant now, bool redraw) {
  if (!stage_.kiosk()) return true;  // a window without an area, as yet
  if (!awaits_light(now)) open_devices();
  // Nothing that an edit needs may hold up the first light.
  if (!awaits_light(now) && shaders_ && !edit_) edit_.emplace(stage_, presenter_, *shaders_, show_.stock.fonts);
  if (edit_ && edit_->step(now)) redraw = true;
  const Instant begun = clock_.now();
  upkeep_.prepare(*stage_.kiosk(), now);
  stage_.kiosk()->set_has_panel(has_touch_panel());
  stage_.kiosk()->set_refresh_rate(has_grid() ? presenter_.refresh_rate() : 0);
  Picture picture = stage_.advance(now, actions_);
  sound_.control(*stage_.shown()->show, actions_, now);
  sound_.pump(now + (options_.virtual_clock ? frame_time_ : Duration{}));
  // The window keeps what it shows until the show has its new size.
  if (picture.width != presenter_.width() || picture.height != presenter_.height()) return true;
  if (options_.limit_flashes) guard_.pass(picture, now);
  if (edit_) edit_->add_to(picture);
  upkeep_.add_to(picture, stage_, desk_, sound_.volume_state(), now);
  return present(std::move(picture), redraw, now, begun);
}

/// Takes some frames' time. For posters that is after the first light.
void FrameLoop::open_devices() {
  if (std::exchange(has_devices_, true)) return;
  source_.open_pads();
  sound_.open_card();  // after the pads: SDL is begun by one thread at a time
}

bool FrameLoop::present(Picture picture, bool redraw, Instant now, Instant begun) {
  // What has not changed need not be drawn: a still picture costs nothing.
  if (shown_ && !redraw && picture == *shown_) return true;
  if (redraw) presenter_.forget();
  // Drawing the dark would hold up the first light, which is nearly there.
  if (!lit_ && picture.grounds.empty() && now < kDarkAfter) {
    // It would hold up a film's second frame.
    const Show& show = *stage_.shown()->show;
    if (std::holds_alternative<TeaserScene>(show.scenes.front().content)) open_devices();
    return true;
  }
  presenter_.draw(picture);
  upkeep_.drawn(picture, stage_, now, clock_.now() - begun);
  clock_.sleep_until(now);
  presented_at_ = now;
  if (auto result = presenter_.present(); !result) {
    spdlog::error("{}", describe(result.error()));
    return ++failures_ < kMaxFailures;
  }
  failures_ = 0;
  if (!lit_ && !picture.grounds.empty()) {
    lit_ = true;
    spdlog::info("first light, {} ms of processor time after the start", std::clock() * 1000 / CLOCKS_PER_SEC);
  }
  shown_ = std::move(picture);
  return true;
}

}  // namespace redlight

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include "app/commands.h"
#include "app/flash_guard.h"
#include "app/kiosk.h"
#include "app/open_show.h"
#include "app/presenter.h"
#include "base/clock.h"
#include "base/log.h"
#include "platform/input_source.h"
#include "platform/sound_card.h"
#include "platform/stop_signal.h"
#include "show/replay.h"

namespace redlight {
namespace {

/// The script of --replay, handed out as its time comes.
class Script {
 public:
  explicit Script(std::vector<TimedInput> inputs) : inputs_(std::move(inputs)) {}
  template <class Take>
  void due(Instant now, Take take) {
    for (; next_ < inputs_.size() && inputs_[next_].at <= now; next_++) take(inputs_[next_]);
  }

 private:
  std::vector<TimedInput> inputs_;
  std::size_t next_ = 0;
};

std::optional<Script> read_script(const std::filesystem::path& file) {
  if (file.empty()) return Script({});
  std::ifstream in(file, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  Replay replay = parse_replay(text, file);
  for (const Diagnostic& d : replay.diagnostics) fmt::print(stderr, "{}\n", format(d));
  if (has_errors(replay.diagnostics)) return std::nullopt;
  return Script(std::move(replay.inputs));
}

/// Makes a kiosk for a picture of this size, whose show begins at `start`.
using MakeKiosk = std::function<std::unique_ptr<Kiosk>(int width, int height, Instant start)>;

/// Where the sound goes: nowhere until the first light is seen, because opening a sound card takes longer than
/// everything before it; then to the card, where there is one.
class Sound {
 public:
  Sound(Mixer& mixer, SteadyClock& clock, bool wants_card)
      : mixer_(mixer), clock_(clock), wants_card_(wants_card), sink_(std::make_unique<NullSink>(mixer)) {}

  void pump(Instant now) { sink_->pump(now); }
  void device_changed() {
    if (card_) card_->device_changed();
  }
  void open_card() {
    if (!std::exchange(wants_card_, false)) return;
    auto found = SoundCard::open(mixer_, clock_);
    if (found)
      card_ = found->get(), sink_ = std::move(*found);
    else
      spdlog::warn("{}; the show plays silently", describe(found.error()));
  }

 private:
  Mixer& mixer_;
  SteadyClock& clock_;
  bool wants_card_;
  std::unique_ptr<AudioSink> sink_;
  SoundCard* card_ = nullptr;
};

/// The frame loop: events, the show, the picture, the sound, and sleep until the next refresh.
class FrameLoop {
 public:
  /// `prepared`, which may be null, is a kiosk for the size that the display was expected to have.
  FrameLoop(const PlayOptions& options, Presenter& presenter, MakeKiosk make_kiosk, std::unique_ptr<Kiosk> prepared,
            Sound& sound, Clock& clock, Script script)
      : options_(options),
        presenter_(presenter),
        make_kiosk_(std::move(make_kiosk)),
        kiosk_(std::move(prepared)),
        sound_(sound),
        clock_(clock),
        script_(std::move(script)),
        source_(options.rotation),
        interpreter_(kiosk_ ? static_cast<double>(kiosk_->width()) / kiosk_->height() : 1),
        frame_time_(from_seconds(1.0 / presenter.refresh_rate())) {}

  ExitCode run() {
    Instant due{};
    for (long frame = 0; !stop_requested() && (options_.frames == 0 || frame < options_.frames); frame++) {
      const Instant now = clock_.now();
      const PlatformEvents events = source_.poll();
      fit_display(now);
      if (gather(events, now)) return kExitFine;
      if (!advance(now, events.redraw)) return kExitFailed;
      if (events.audio_changed) sound_.device_changed();
      // The next refresh on one unbroken grid; after a stall the grid goes on from now instead of catching up.
      due = std::max(due + frame_time_, now + frame_time_ / 8);
      if (!lit_ && !options_.virtual_clock) due = now + frame_time_ / 8;  // the first light waits for no grid
      clock_.sleep_until(due);
    }
    return kExitFine;
  }

 private:
  /// The show is made for one size of display. A display that comes back with another size gets a show of that size.
  void fit_display(Instant now) {
    const int width = presenter_.width(), height = presenter_.height();
    if (width <= 0 || height <= 0 || (kiosk_ && kiosk_->width() == width && kiosk_->height() == height)) return;
    kiosk_.reset();  // before the new one: its voices in the mixer must be free
    kiosk_ = make_kiosk_(width, height, now);
    interpreter_ = Interpreter(static_cast<double>(width) / height);
    shown_.reset();
  }

  /// True when the staff asked to leave.
  bool gather(const PlatformEvents& events, Instant now) {
    actions_.clear();
    const auto take = [&](std::vector<Action> more) { actions_.insert(actions_.end(), more.begin(), more.end()); };
    const auto hear = [&](const InputEvent& input) {
      take(interpreter_.step(input, now));
      if (const auto* pointer = std::get_if<PointerEvent>(&input); pointer && kiosk_) kiosk_->point(*pointer, now);
    };
    for (const InputEvent& input : events.input) hear(input);
    script_.due(now, [&](const TimedInput& t) { hear(t.event); });
    take(interpreter_.tick(now));
    const bool leave =
        std::any_of(actions_.begin(), actions_.end(), [](const Action& a) { return a.kind == ActionKind::exit; });
    if (leave) spdlog::info("the staff's exit");
    return leave;
  }

  bool advance(Instant now, bool redraw) {
    Picture picture = kiosk_->advance(now, actions_);
    if (options_.limit_flashes) guard_.pass(picture, now);
    sound_.pump(now + (options_.virtual_clock ? frame_time_ : Duration{}));
    // What has not changed need not be drawn: a still picture costs nothing.
    if (shown_ && !redraw && picture == *shown_) return true;
    // Drawing the dark would hold up the first light, which is nearly there.
    if (!lit_ && picture.grounds.empty() && now < kDarkAfter) return true;
    if (auto result = presenter_.show(picture); !result) {
      spdlog::error("{}", describe(result.error()));
      return ++failures_ < kMaxFailures;
    }
    failures_ = 0;
    if (!lit_ && !picture.grounds.empty()) {
      lit_ = true;
      spdlog::info("first light, {} ms of processor time after the start", std::clock() * 1000 / CLOCKS_PER_SEC);
      sound_.open_card();
      source_.open_pads();
    }
    shown_ = std::move(picture);
    return true;
  }

  static constexpr Instant kDarkAfter{std::chrono::milliseconds(200)};
  static constexpr int kMaxFailures = 600;  // ten seconds: a display that is switched over comes back before

  const PlayOptions& options_;
  Presenter& presenter_;
  MakeKiosk make_kiosk_;
  std::unique_ptr<Kiosk> kiosk_;  // when none was prepared, made by the first frame
  Sound& sound_;
  Clock& clock_;
  Script script_;
  InputSource source_;
  Interpreter interpreter_;
  Duration frame_time_;
  std::vector<Action> actions_;
  FlashGuard guard_;
  std::optional<Picture> shown_;
  int failures_ = 0;
  bool lit_ = false;  // something was seen
};

/// A kiosk for the size that the window is going to have, whose first scene is being loaded while the window is opened.
/// Null where it is not worth it, or the size is not known.
std::unique_ptr<Kiosk> prepare_kiosk(const PlayOptions& options, const MakeKiosk& make_kiosk) {
  WindowOptions window;
  window.display = options.display, window.width = options.width, window.height = options.height;
  const auto size = Window::expected_size(window);
  if (!size || options.virtual_clock) return nullptr;
  const bool turned = swaps_sides(options.rotation);
  auto kiosk = make_kiosk(turned ? size->height : size->width, turned ? size->width : size->height, Instant{});
  kiosk->advance(Instant{}, {});
  return kiosk;
}

}  // namespace

ExitCode play(const PlayOptions& options) {
  const auto opened = open_show(options.show);
  if (!opened) return kExitShow;
  auto script = read_script(options.replay);
  if (!script) return kExitUsage;
  watch_stop_signals();

  const auto video = SdlVideo::start();
  if (!video) {
    spdlog::error("{}", describe(video.error()));
    return kExitDisplay;
  }
  Mixer mixer;
  mixer.set_muted(options.mute);
  const MakeKiosk make_kiosk = [&](int width, int height, Instant start) {
    StockOptions stock;
    stock.fonts = opened->fonts, stock.cache = options.cache.value_or(ArtCache::default_folder());
    stock.width = width, stock.height = height;
    if (options.virtual_clock) stock.patience = Patience::wait_until_due, stock.clock = MasterClock::timeline;
    spdlog::info("'{}' on {}x{}, {} scenes", opened->show.title.in(opened->show.languages.front(), ""), width, height,
                 opened->show.scenes.size());
    return std::make_unique<Kiosk>(opened->show, stock, mixer, start);
  };
  auto prepared = prepare_kiosk(options, make_kiosk);
  auto presenter = open_presenter(options, opened->shaders);
  if (!presenter) {
    spdlog::error("{}", describe(presenter.error()));
    return kExitDisplay;
  }
  SteadyClock steady;
  VirtualClock virtual_clock;
  Sound sound(mixer, steady, !options.null_audio && !options.virtual_clock);
  sound.pump(Instant{});  // the time of a sink without a card begins with the show's
  Clock& clock = options.virtual_clock ? static_cast<Clock&>(virtual_clock) : steady;
  return FrameLoop(options, **presenter, make_kiosk, std::move(prepared), sound, clock, std::move(*script)).run();
}

}  // namespace redlight

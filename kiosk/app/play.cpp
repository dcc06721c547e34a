#include <memory>
#include <utility>

#include "app/commands.h"
#include "app/detail_memory.h"
#include "app/frame_loop.h"
#include "app/open_show.h"
#include "base/log.h"
#include "media/films.h"
#include "platform/stop_signal.h"
#include "platform/system_wall_clock.h"
#include "platform/window.h"

namespace redlight {
namespace {

StockOptions stock_options(const PlayOptions& options, const OpenedShow& opened) {
  StockOptions stock;
  stock.fonts = opened.fonts, stock.cache = options.cache.value_or(ArtCache::default_folder());
  stock.shelf = std::make_shared<ArtShelf>();
  stock.signs = true;
  stock.loudness = std::make_shared<LoudnessBook>(
      stock.cache, measure_loudness, options.virtual_clock ? LoudnessBook::Pace::prompt : LoudnessBook::Pace::idle);
  if (options.virtual_clock)
    stock.patience = Patience::wait_until_due, stock.clock = MasterClock::timeline;
  else if (options.hardware_decoding)
    stock.decoding = Decoding::automatic;
  return stock;
}

/// Puts the show on stage in the size that the window is going to have, so that its first scene is being loaded while
/// the window is opened. Nothing where the size is not known, time passes by frames, or the machine is still to be
/// measured, which wants it for itself.
void stage_ahead(const PlayOptions& options, ShowStage::Wish wish, ShowStage& stage) {
  WindowOptions window;
  window.display = options.display, window.width = options.width, window.height = options.height;
  const auto size = Window::expected_size(window);
  const bool will_measure = !options.detail && has_art(*wish.show) && !DetailMemory::has_any(wish.stock.cache);
  if (!size || options.virtual_clock || will_measure) return;
  const bool turned = swaps_sides(options.rotation);
  wish.stock.width = turned ? size->height : size->width, wish.stock.height = turned ? size->width : size->height;
  stage.want(std::move(wish), Instant{});
  stage.advance(Instant{}, {});
}

}  // namespace

ExitCode play(const PlayOptions& options) {
  auto opened = open_show(options.show);
  if (!opened) return kExitShow;
  auto script = read_script(options.replay);
  if (!script) return kExitUsage;
  watch_stop_signals();
  // FFmpeg takes as long to load as the window does to open.
  if (!opened->show.scenes.empty() && std::holds_alternative<TeaserScene>(opened->show.scenes.front().content))
    films_at_hand();

  const auto video = SdlVideo::start();
  if (!video) {
    spdlog::error("{}", describe(video.error()));
    return kExitDisplay;
  }
  Mixer mixer;
  ShowStage stage(mixer);
  ShowStage::Wish show{std::make_shared<Show>(std::move(opened->show)), stock_options(options, *opened)};
  SystemWallClock wall;
  Today today(options.virtual_clock ? nullptr : &wall);
  show.stock.today = today.at(*show.show, Instant{});
  stage_ahead(options, show, stage);
  auto presenter = open_presenter(options, opened->shaders);
  if (!presenter) {
    spdlog::error("{}", describe(presenter.error()));
    return kExitDisplay;
  }
  SteadyClock steady;
  VirtualClock virtual_clock;
  SoundOutput sound(mixer, steady, !options.null_audio && !options.virtual_clock, options.mute);
  sound.pump(Instant{});  // the time of a sink without a card begins with the show's
  Clock& clock = options.virtual_clock ? static_cast<Clock&>(virtual_clock) : steady;
  FrameLoop loop(options, **presenter, stage, std::move(show), sound, clock, today, std::move(*script));
  const bool is_window = options.width > 0 && !options.virtual_clock;
  if (options.watch || is_window) loop.follow_edits(opened->shaders);
  const ExitCode code = loop.run();
  sound.close();  // before the loop's pads: SDL is begun and ended by one thread at a time
  return code;
}

}  // namespace redlight

#include <memory>
#include <utility>

#include "app/commands.h"
#include "app/frame_loop.h"
#include "app/open_show.h"
#include "base/log.h"
#include "platform/stop_signal.h"
#include "platform/window.h"

namespace redlight {
namespace {

StockOptions stock_options(const PlayOptions& options, const OpenedShow& opened) {
  StockOptions stock;
  stock.fonts = opened.fonts, stock.cache = options.cache.value_or(ArtCache::default_folder());
  stock.shelf = std::make_shared<ArtShelf>();
  if (options.virtual_clock) stock.patience = Patience::wait_until_due, stock.clock = MasterClock::timeline;
  return stock;
}

}  // namespace

ExitCode play(const PlayOptions& options) {
  auto opened = open_show(options.show);
  if (!opened) return kExitShow;
  auto script = read_script(options.replay);
  if (!script) return kExitUsage;
  watch_stop_signals();

  const auto video = SdlVideo::start();
  if (!video) {
    spdlog::error("{}", describe(video.error()));
    return kExitDisplay;
  }
  auto presenter = open_presenter(options, opened->shaders);
  if (!presenter) {
    spdlog::error("{}", describe(presenter.error()));
    return kExitDisplay;
  }
  SteadyClock steady;
  VirtualClock virtual_clock;
  Mixer mixer;
  mixer.set_muted(options.mute);
  SoundOutput sound(mixer, steady, !options.null_audio && !options.virtual_clock);
  sound.pump(Instant{});  // the time of a sink without a card begins with the show's
  ShowStage stage(mixer);
  ShowStage::Wish show{std::make_shared<Show>(std::move(opened->show)), stock_options(options, *opened)};
  Clock& clock = options.virtual_clock ? static_cast<Clock&>(virtual_clock) : steady;
  FrameLoop loop(options, **presenter, stage, std::move(show), sound, clock, std::move(*script));
  const bool is_window = options.width > 0 && !options.virtual_clock;
  if (options.watch || is_window) loop.follow_edits(opened->shaders);
  return loop.run();
}

}  // namespace redlight

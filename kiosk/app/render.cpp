#include <algorithm>
#include <fmt/ranges.h>

#include "app/commands.h"
#include "app/flash_guard.h"
#include "app/frame_output.h"
#include "app/kiosk.h"
#include "app/open_show.h"
#include "app/progress_bar.h"
#include "app/render_maps.h"
#include "app/render_scenes.h"
#include "app/show_loop.h"
#include "app/sound_control.h"
#include "base/log.h"
#include "media/audio_sink.h"
#include "platform/stop_signal.h"
#include "render/cpu/cpu_renderer.h"
#include "show/show_texts.h"

namespace redlight {
namespace {

/// The first frame at or after `time`.
long frame_at(Duration time, int fps) {
  long index = time.count() / 1'000'000'000L * fps + time.count() % 1'000'000'000L * fps / 1'000'000'000L;
  while (frame_time(index, fps).time_since_epoch() < time) index++;
  return index;
}

struct Stretch {
  long first = 0, end = 0;  // frames
};

std::optional<Stretch> stretch_of(const RenderOptions& options, const Show& show) {
  if (options.at) {
    const long index = frame_at(*options.at, options.fps);
    return Stretch{index, index + 1};
  }
  const Duration to = options.to ? *options.to : loop_of(show, options.width, options.height, options.fps).length;
  const Stretch stretch{frame_at(options.from, options.fps), frame_at(to, options.fps)};
  if (stretch.first < stretch.end) return stretch;
  spdlog::error("--from {:.2f} s is not before the end, {:.2f} s", seconds(options.from), seconds(to));
  return std::nullopt;
}

/// False when it is none of the show's.
bool tell_in(const std::string& language, Show& show) {
  const auto& known = show.languages;
  if (std::find(known.begin(), known.end(), language) == known.end()) {
    spdlog::error("--language {}: the show's languages are {}", language, fmt::join(known, ", "));
    return false;
  }
  show = told_in(std::move(show), language);
  return true;
}

}  // namespace

ExitCode render(const RenderOptions& options) {
  auto opened = open_show(options.show);
  if (!opened) return kExitShow;
  if (!options.language.empty() && !tell_in(options.language, opened->show)) return kExitUsage;
  if (!options.maps.empty()) {
    const ExitCode code = render_maps(opened->show, options.maps);
    if (code != kExitFine || options.output.empty()) return code;
  }
  if (options.scenes) return render_scenes(options, *opened);
  const auto stretch = stretch_of(options, opened->show);
  if (!stretch) return kExitUsage;
  auto output = open_output(options, stretch->end - stretch->first);
  if (!output) {
    spdlog::error("{}", describe(output.error()));
    return kExitFailed;
  }
  watch_stop_signals();

  Mixer mixer;
  MixdownSink sink(mixer, frame_time(stretch->first, options.fps));
  mixer.set_heard((*output)->has_sound());
  SoundControl(mixer, nullptr, false).step(opened->show.levels, {}, Instant{});
  StockOptions stock;
  stock.fonts = opened->fonts, stock.cache = options.cache.value_or(ArtCache::default_folder());
  stock.width = options.width, stock.height = options.height, stock.today = options.today;
  stock.patience = Patience::wait_until_due, stock.clock = MasterClock::timeline;
  if (!options.at)
    stock.loudness = std::make_shared<LoudnessBook>(stock.cache, measure_loudness, LoudnessBook::Pace::prompt);
  Kiosk kiosk(opened->show, stock, mixer);
  kiosk.set_refresh_rate(options.fps);
  FlashGuard guard;
  CpuRenderer renderer;
  ProgressBar bar(options.output.filename().empty() ? options.output.string() : options.output.filename().string(),
                  stretch->end);

  sink.pump(Instant{});  // the sound begins with the show
  Result<void> written;
  for (long i = 0; i < stretch->end && written && !stop_requested(); i++) {
    // The frames before the stretch are run through as well, undrawn: the show is what it has become.
    Picture picture = kiosk.advance(frame_time(i, options.fps), {});
    if (options.limit_flashes) guard.pass(picture, frame_time(i, options.fps));
    sink.pump(frame_time(i + 1, options.fps));
    if (i < stretch->first) continue;
    if (i + 1 == stretch->end) sink.finish();
    const std::vector<float> samples = sink.take();
    const long index = i - stretch->first;
    if ((*output)->wants(index)) {
      renderer.draw(picture);
      written = (*output)->add_frame(index, renderer.image());
    }
    if (written) written = (*output)->add_sound(samples);
    bar.show(i + 1);
  }
  bar.finish();
  if (stop_requested()) {
    spdlog::warn("stopped; nothing was kept");
    return kExitFailed;
  }
  if (written) written = (*output)->finish();
  if (written) return kExitFine;
  spdlog::error("{}", describe(written.error()));
  return kExitFailed;
}

}  // namespace redlight

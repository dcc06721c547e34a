#include "app/render_scenes.h"

#include <cmath>
#include <fmt/format.h>

#include "app/contact_sheet.h"
#include "app/flash_guard.h"
#include "app/kiosk.h"
#include "app/progress_bar.h"
#include "app/show_loop.h"
#include "base/log.h"
#include "media/audio_sink.h"
#include "platform/stop_signal.h"
#include "render/cpu/cpu_renderer.h"
#include "show/show_texts.h"

namespace redlight {
namespace {

constexpr int kFps = 12;           // enough for the moments that are taken
constexpr double kMoment = 0.62;   // of a scene's time on stage: its light has settled, its words are there
constexpr int kSheetWidth = 2214;  // of the sheet, in pixels

struct Size {
  int width, height;
};

/// The frame of each scene's moment, in the order of the loop.
std::vector<long> moments_of(const Timeline& loop) {
  std::vector<long> moments;
  for (std::size_t i = 0; i < loop.appearances.size(); i++) {
    const Instant begin = loop.appearances[i].since;
    const Instant end = i + 1 < loop.appearances.size() ? loop.appearances[i + 1].since : Instant(loop.length);
    moments.push_back(std::lround(seconds((begin + scaled(end - begin, kMoment)).time_since_epoch()) * kFps));
  }
  return moments;
}

/// False when somebody asked to stop.
bool draw_moments(const Show& show, const OpenedShow& opened, const RenderOptions& options, Size size,
                  StillSheet& sheet) {
  Mixer mixer;
  MixdownSink sink(mixer);
  StockOptions stock;
  stock.fonts = opened.fonts, stock.cache = options.cache.value_or(ArtCache::default_folder());
  stock.width = size.width, stock.height = size.height, stock.today = options.today;
  stock.patience = Patience::wait_until_due, stock.clock = MasterClock::timeline;
  Kiosk kiosk(show, stock, mixer);
  kiosk.set_refresh_rate(kFps);
  FlashGuard guard;
  CpuRenderer renderer;
  const auto moments = moments_of(loop_of(show, size.width, size.height, kFps));
  ProgressBar bar(fmt::format("{} {}x{}", show.languages.front(), size.width, size.height), moments.back() + 1);
  auto next = moments.begin();
  for (long i = 0; next != moments.end() && !stop_requested(); i++) {
    Picture picture = kiosk.advance(frame_time(i, kFps), {});
    if (options.limit_flashes) guard.pass(picture, frame_time(i, kFps));
    // Films wait for the room that taken sound makes; nobody listens.
    sink.pump(frame_time(i + 1, kFps));
    sink.take();
    if (i == *next) {
      renderer.draw(picture);
      sheet.add(renderer.image());
      ++next;
    }
    bar.show(i + 1);
  }
  bar.finish();
  return !stop_requested();
}

}  // namespace

ExitCode render_scenes(const RenderOptions& options, const OpenedShow& opened) {
  if (!can_write_image(options.output)) {
    spdlog::error("{}: a sheet of scenes is an image and ends in .png or .jpg", options.output.string());
    return kExitUsage;
  }
  watch_stop_signals();
  std::vector<Size> sizes{{1080, 1920}, {1920, 1080}};
  if (options.has_size) sizes = {{options.width, options.height}};
  const bool both = opened.show.language_mode == LanguageMode::both;
  StillSheet sheet(kSheetWidth);
  for (const Size size : sizes)
    for (const std::string& language : opened.show.languages) {
      const Show show = both ? opened.show : told_in(opened.show, language);
      sheet.begin_group(show.scenes.size());
      if (!draw_moments(show, opened, options, size, sheet)) {
        spdlog::warn("stopped; nothing was kept");
        return kExitFailed;
      }
      if (both) break;  // all languages that are seen stand on the same slides
    }
  if (const auto written = write_image(sheet.image(), options.output); !written) {
    spdlog::error("{}", describe(written.error()));
    return kExitFailed;
  }
  return kExitFine;
}

}  // namespace redlight

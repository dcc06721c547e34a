#include "app/flash_check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <unistd.h>

#include "app/flash_watch.h"
#include "app/kiosk.h"
#include "app/progress_bar.h"
#include "app/show_loop.h"
#include "base/log.h"
#include "media/audio_sink.h"
#include "picture/flash_analyser.h"
#include "render/cpu/cpu_renderer.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr int kFps = 60;                                    // of the rendered show
constexpr int kLong = 2 * kFlashCells;                      // pixels on its long side: two by two a cell
constexpr Duration kSlack = std::chrono::milliseconds(50);  // a scene may follow some frames late
constexpr int kShort = kLong * 9 / 16;

/// A progress bar for people; a log has no use for it.
class Bar {
 public:
  Bar(const std::string& label, long total) {
    if (isatty(STDERR_FILENO) == 1) bar_.emplace(label, total);
  }
  ~Bar() {
    if (bar_) bar_->finish();
  }
  void show(long done) {
    if (bar_) bar_->show(done);
  }

 private:
  std::optional<ProgressBar> bar_;
};

/// What the show tells of its scenes while it plays is no news here.
class Hush {
 public:
  Hush() { spdlog::set_level(std::max(level_, spdlog::level::warn)); }
  ~Hush() { spdlog::set_level(level_); }
  Hush(const Hush&) = delete;
  Hush& operator=(const Hush&) = delete;

 private:
  spdlog::level::level_enum level_ = spdlog::get_level();
};

struct Measured {
  std::vector<FlashViolation> violations;
  std::vector<Instant> dimmed;  // where play begins to change what is no violation
};

/// Remembers when the limiter begins to change pictures.
class DimmingWatch {
 public:
  void see(const Picture& picture, Instant now) {
    const bool was_at_work = watch_.is_at_work();
    watch_.see(picture, now);
    if (!was_at_work && watch_.is_at_work()) dimmed_.push_back(now);
  }
  FlashWatch& pictures() { return watch_; }

  Measured finish(std::vector<FlashViolation> violations) const {
    Measured measured{std::move(violations), {}};
    for (const Instant at : dimmed_)
      if (std::none_of(measured.violations.begin(), measured.violations.end(), [&](const FlashViolation& v) {
            return v.start - kFlashSecond <= at && at <= v.end + kFlashSecond;
          }))
        measured.dimmed.push_back(at);
    return measured;
  }

 private:
  FlashWatch watch_;
  std::vector<Instant> dimmed_;
};

Measured measure_film(const fs::path& file) {
  PlayerOptions how;
  how.patience = Patience::wait_until_due, how.clock = MasterClock::timeline;
  const auto player = Player::open(file, how, nullptr);
  player->wait_ready();
  if (player->state() != PlayerState::ready) return {};  // told already by whoever opened it before
  const MediaInfo info = player->info();
  const double rate = info.frames_per_second > 0 ? info.frames_per_second : kFps;
  Bar bar(file.filename().string(), std::lround(seconds(info.duration) * rate));
  DimmingWatch watch;
  std::optional<FlashAnalyser> analyser;
  player->play(Instant{});
  FramePtr last;
  for (long i = 0; player->state() == PlayerState::playing; i++) {
    const Instant now{from_seconds(static_cast<double>(i) / rate)};
    const FramePtr frame = player->frame(now);
    if (!frame || frame == last) continue;
    Picture picture;  // of the film's own shape
    picture.width = std::max(static_cast<int>(std::lround(frame->width * frame->pixel_aspect)), 1);
    picture.height = frame->height;
    picture.grounds.push_back({FrameGround{frame, Fit::cover, 1}, 1});
    watch.see(picture, now);
    if (!analyser || analyser->grid() != watch.pictures().grid()) analyser.emplace(picture.width, picture.height);
    analyser->add(watch.pictures().field(), now);
    last = frame;
    bar.show(i);
  }
  return watch.finish(analyser ? analyser->finish() : std::vector<FlashViolation>{});
}

/// A film alone on stage, whose frames the view sums up whole; drawn small they would be sampled too thinly.
bool is_film_alone(const Picture& picture) {
  return picture.grounds.size() == 1 && picture.sprites.empty() &&
         std::holds_alternative<FrameGround>(picture.grounds.front().what);
}

Measured measure_show(const Show& show, const fs::path& fonts, Duration length, int width, int height) {
  Mixer mixer;
  MixdownSink sink(mixer);
  StockOptions stock;
  stock.fonts = fonts, stock.width = width, stock.height = height;
  stock.patience = Patience::wait_until_due, stock.clock = MasterClock::timeline;
  Kiosk kiosk(show, stock, mixer);
  kiosk.set_refresh_rate(kFps);
  CpuRenderer renderer;
  DimmingWatch watch;
  FlashAnalyser analyser(width, height);
  const long frames = static_cast<long>(std::ceil(seconds(length) * kFps));
  Bar bar(width < height ? "upright" : "landscape", frames);
  sink.pump(Instant{});
  for (long i = 0; i < frames; i++) {
    const Instant now = frame_time(i, kFps);
    const Picture picture = kiosk.advance(now, {});
    watch.see(picture, now);
    if (is_film_alone(picture)) {
      analyser.add(watch.pictures().field(), now);
    } else {
      renderer.draw(picture);
      analyser.add(renderer.image(), now);
    }
    // Films wait for the room that taken sound makes; nobody listens.
    sink.pump(frame_time(i + 1, kFps));
    sink.take();
    bar.show(i + 1);
  }
  return watch.finish(analyser.finish());
}

class FlashCheck {
 public:
  FlashCheck(const Show& show, const fs::path& fonts, Duration stretch, std::vector<Diagnostic>& diagnostics)
      : show_(show), fonts_(fonts), stretch_(stretch), diagnostics_(diagnostics) {}

  /// Those that the loop does not show whole, or not every frame of; all others are measured in it.
  void films() {
    for (const Scene& scene : show_.scenes) {
      const auto* teaser = std::get_if<TeaserScene>(&scene.content);
      if (!teaser) continue;
      for (const fs::path& file : std::set<fs::path>{teaser->video.portrait, teaser->video.landscape}) {
        if (file.empty()) continue;
        const auto info = probe(file);
        if (!scene.hold && (!info || info->frames_per_second <= kFps)) continue;
        const Measured measured = measure_film(file);
        for (const FlashViolation& violation : measured.violations) complain_of_film(*teaser, file, violation);
        for (const Instant at : measured.dimmed) warn_of_film(*teaser, file, at);
        told_.insert(file);
      }
    }
  }

  /// One loop on a display of this size, or as many as the stretch has. Returns how long that was.
  Duration loop(int width, int height) {
    const Timeline loop = loop_of(show_, width, height, kFps);
    std::set<fs::path> told;
    const Duration length = std::max(loop.length, stretch_);
    const Measured measured = measure_show(show_, fonts_, length, width, height);
    for (const FlashViolation& violation : measured.violations) {
      const auto [appearance, end] = on_stage(loop, violation.start);
      const Scene& scene = show_.scenes[appearance.scene];
      const auto* teaser = std::get_if<TeaserScene>(&scene.content);
      if (!teaser || violation.end + kSlack >= end) {
        complain(place_of_media(appearance.scene),
                 fmt::format("scene '{}' in the loop on {} display: {}", scene.id,
                             width < height ? "an upright" : "a landscape", describe(violation)));
        continue;
      }
      const fs::path& file = teaser->video.choose(width, height);
      if (told_.count(file)) continue;  // in the loop of the other shape, or by itself
      told.insert(file);
      FlashViolation own = violation;  // in the film's own time
      own.start -= appearance.since.time_since_epoch(), own.end -= appearance.since.time_since_epoch();
      complain_of_film(*teaser, file, own);
    }
    for (const Instant at : measured.dimmed) {
      const auto [appearance, end] = on_stage(loop, at);
      const Scene& scene = show_.scenes[appearance.scene];
      if (const auto* teaser = std::get_if<TeaserScene>(&scene.content)) {
        const fs::path& file = teaser->video.choose(width, height);
        if (told_.count(file)) continue;
        told.insert(file);
        warn_of_film(*teaser, file, at - appearance.since.time_since_epoch());
      } else {
        warn(place_of_media(appearance.scene),
             fmt::format("scene '{}' in the loop on {} display", scene.id,
                         width < height ? "an upright" : "a landscape"),
             at);
      }
    }
    told_.merge(told);
    return length;
  }

  /// Whether any media have a variant of their own for this shape.
  bool has_both_shapes() const {
    return std::any_of(show_.scenes.begin(), show_.scenes.end(), [](const Scene& scene) {
      const auto* poster = std::get_if<PosterScene>(&scene.content);
      const auto* teaser = std::get_if<TeaserScene>(&scene.content);
      const auto* slide = std::get_if<SlideScene>(&scene.content);
      const Variants* variants = poster ? &poster->art : teaser ? &teaser->video : slide ? &slide->image : nullptr;
      return variants && variants->choose(1, 2) != variants->choose(2, 1);
    });
  }

 private:
  void complain(const Place& place, std::string what) {
    diagnostics_.push_back({show_.file, place.line, place.column, Severity::error, std::move(what),
                            "expected at most 3 flashes in any second over at most a quarter of it",
                            "calm it down; until then it is dimmed while it plays"});
  }

  void complain_of_film(const TeaserScene& teaser, const fs::path& file, const FlashViolation& violation) {
    complain(teaser.video.place, file.filename().string() + ": " + describe(violation));
  }

  void warn(const Place& place, const std::string& what, Instant at) {
    diagnostics_.push_back(
        {show_.file, place.line, place.column, Severity::warning,
         fmt::format("{}: flashes up to {:.2f} s come close to the limits", what, seconds(at.time_since_epoch())),
         "expected less light or a smaller part of the picture to flash", "it is dimmed from there on while it plays"});
  }

  void warn_of_film(const TeaserScene& teaser, const fs::path& file, Instant at) {
    warn(teaser.video.place, file.filename().string(), at);
  }

  /// What was on stage, and when the next scene began to come in.
  static std::pair<Appearance, Instant> on_stage(const Timeline& loop, Instant time) {
    if (time.time_since_epoch() >= loop.length) {
      const Duration before = time.time_since_epoch() / loop.length * loop.length;
      auto [appearance, end] = on_stage(loop, time - before);
      appearance.since += before;
      return {appearance, end + before};
    }
    std::pair<Appearance, Instant> found{loop.appearances.front(), Instant{loop.length}};
    for (const Appearance& appearance : loop.appearances)
      if (appearance.since <= time)
        found = {appearance, Instant{loop.length}};
      else
        return {found.first, appearance.since};
    return found;
  }

  /// Where the scene's media are named; for a slide those of the poster behind it.
  Place place_of_media(std::size_t scene) const {
    const auto& content = show_.scenes[scene].content;
    if (const auto* teaser = std::get_if<TeaserScene>(&content)) return teaser->video.place;
    if (const auto* poster = std::get_if<PosterScene>(&content)) return poster->art.place;
    const auto& slide = std::get<SlideScene>(content);
    if (slide.layout == Layout::image) return slide.image.place;
    const std::string& ground = slide.ground;
    for (const Scene& one : show_.scenes)
      if (const auto* poster = std::get_if<PosterScene>(&one.content); poster && (ground.empty() || one.id == ground))
        return poster->art.place;
    return {};
  }

  const Show& show_;
  const fs::path& fonts_;
  const Duration stretch_;
  std::vector<Diagnostic>& diagnostics_;
  std::set<fs::path> told_;  // films that were measured, and complained about if need be
};

}  // namespace

std::string check_flashes(const Show& show, const fs::path& fonts, Duration stretch,
                          std::vector<Diagnostic>& diagnostics) {
  const Hush hush;
  const std::size_t known = diagnostics.size();
  FlashCheck check(show, fonts, stretch, diagnostics);
  check.films();
  const double upright = std::round(seconds(check.loop(kShort, kLong)));
  std::string measured = fmt::format("; {:.0f} s of it measured", upright);
  if (check.has_both_shapes())
    measured += fmt::format(" upright and {:.0f} s wide", std::round(seconds(check.loop(kLong, kShort))));
  return measured + (diagnostics.size() == known ? ", no flash beyond the limits" : "");
}

}  // namespace redlight

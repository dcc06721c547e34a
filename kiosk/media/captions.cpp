#include "media/captions.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <thread>
#include <utility>

#include "base/log.h"
#include "media/caption_choice.h"
#include "media/caption_painter.h"
#include "media/caption_reader.h"
#include "media/caption_timeline.h"
#include "media/caption_tracks.h"

namespace redlight {
namespace {

constexpr Duration kLate = std::chrono::milliseconds(250);  // a page stays so long where the next is not ready
constexpr std::size_t kAhead = 3;                           // pages that are made before their time

void tell_faults(const CaptionSource& source, const std::vector<CaptionFault>& faults) {
  for (const CaptionFault& fault : faults)
    spdlog::warn("{}:{}: {}; {}", source.file.string(), fault.line, fault.what, fault.expected);
}

/// Empty when there is nothing to show.
CaptionScript read_source(const CaptionSource& source, const std::stop_token& stop) {
  if (source.track >= 0) {
    auto script = read_caption_track(source.file, source.track, stop);
    if (!script && script.error().kind != ErrorKind::stopped) spdlog::warn("{}", describe(script.error()));
    return script ? std::move(*script) : CaptionScript{};
  }
  auto text = read_caption_file(source.file);
  if (!text) {
    spdlog::warn("{}", describe(text.error()));
    return {};
  }
  tell_faults(source, text->faults);
  return std::move(text->script);
}

/// What is shown in one language, all or what is forced.
struct Version {
  CaptionScript script;
  CaptionTimeline timeline;
};
using VersionPtr = std::shared_ptr<const Version>;

class ThreadedCaptions final : public Captions {
 public:
  ThreadedCaptions(std::filesystem::path film, CaptionOptions options)
      : film_(std::move(film)), options_(std::move(options)), versions_(2 * options_.languages.size()) {}

  ~ThreadedCaptions() override {
    {
      const std::lock_guard lock(mutex_);
      thread_.request_stop();
    }
    changed_.notify_all();
  }

  void prepare(CaptionVersion asked) override {
    const std::lock_guard lock(mutex_);
    const VersionPtr& version = read(asked);
    const Wish wish{asked, wish_.area, version ? version->timeline.at(Duration{}).from : Duration{}};
    if (thread_.joinable() && wish == wish_) return;
    if (asked != wish_.version) pages_.clear(), shown_.reset();
    want(wish);
  }

  CaptionPagePtr page(CaptionVersion asked, Duration media_time, const CaptionArea& area) override {
    std::unique_lock lock(mutex_);
    const bool turned = wish_.version != asked || !(wish_.area == area);
    if (turned) pages_.clear(), shown_.reset();
    const VersionPtr& version = read(asked);
    // Within a span nothing new is wished for, and the thread is left to sleep.
    const auto time = version ? version->timeline.at(media_time).from : media_time;
    if (turned || !version || time != wish_.time) want({asked, area, time});
    if (options_.patience == Patience::wait_until_due)
      changed_.wait(lock, [&] { return version && pages_.contains(version->timeline.at(media_time).from); });
    if (!version) return nullptr;
    const auto span = version->timeline.at(media_time);
    if (const auto found = pages_.find(span.from); found != pages_.end())
      shown_ = found->second, shown_until_ = span.until;
    else if (media_time < shown_until_ || media_time - shown_until_ > kLate)
      shown_.reset();
    return shown_;
  }

 private:
  struct Wish {
    CaptionVersion version;
    CaptionArea area;  // without width: only the files are wanted
    Duration time{};   // the begin of a span, or, while the spans are not known, any time
    bool operator==(const Wish&) const = default;
  };

  /// Its place; null in it while nobody has read it.
  VersionPtr& read(CaptionVersion version) {
    return versions_[2 * version.language + (version.extent == CaptionExtent::forced ? 1 : 0)];
  }

  void want(Wish wish) {
    wish_ = wish, is_new_ = true;
    if (!thread_.joinable()) {
      thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
      pthread_setname_np(thread_.native_handle(), "captions");
    }
    changed_.notify_all();
  }

  // --- the thread
  void run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return stop.stop_requested() || std::exchange(is_new_, false); });
      if (stop.stop_requested()) return;
      const Wish wish = wish_;
      if (!read(wish.version)) {
        lock.unlock();
        VersionPtr fresh = read_version(wish.version, stop);
        open_painter();
        lock.lock();
        read(wish.version) = std::move(fresh);
        changed_.notify_all();
      }
      if (wish.area.width > 0) paint_ahead(lock, wish, stop);
    }
  }

  /// The page of the wish and those that come after it; a newer wish ends it.
  void paint_ahead(std::unique_lock<std::mutex>& lock, const Wish& wish, const std::stop_token& stop) {
    const VersionPtr version = read(wish.version);
    std::map<Duration, CaptionPagePtr> kept;
    Duration time = wish.time;
    const auto is_current = [&] {
      return !stop.stop_requested() && wish_.version == wish.version && wish_.area == wish.area;
    };
    for (std::size_t i = 0; i <= kAhead && is_current(); ++i) {
      const auto span = version->timeline.at(time);
      auto found = pages_.find(span.from);
      if (found == pages_.end()) {
        lock.unlock();
        CaptionPagePtr page = painter_ && span.has_words
                                  ? painter_->paint(version->script, version->timeline, span.from, wish.area)
                                  : nullptr;
        lock.lock();
        if (!is_current()) return;
        found = pages_.emplace(span.from, std::move(page)).first;
        changed_.notify_all();
      }
      kept.insert(*found);
      if (span.until == Duration::max() || is_new_) break;
      time = span.until;
    }
    if (is_current()) pages_ = std::move(kept);
  }

  VersionPtr read_version(CaptionVersion version, const std::stop_token& stop) {
    if (!sources_) sources_ = captions_beside(film_);
    if (version.extent == CaptionExtent::all && !std::exchange(has_tracks_, true)) find_tracks(stop);
    const auto chosen =
        choose_captions(*sources_, version.extent, options_.languages[version.language], options_.languages.front());
    if (!chosen) return std::make_shared<const Version>(Version{{}, CaptionTimeline({})});
    // Languages that share a source share what is read from it.
    VersionPtr& known = known_[*chosen];
    if (!known) {
      CaptionScript script = read_source((*sources_)[*chosen], stop);
      CaptionTimeline timeline(script);
      known = std::make_shared<const Version>(Version{std::move(script), std::move(timeline)});
    }
    return known;
  }

  void find_tracks(const std::stop_token& stop) {
    // What comes through a pipe comes once, and is the player's; so is it to report a film that cannot be opened.
    std::error_code error;
    if (!std::filesystem::is_regular_file(film_, error)) return;
    if (auto tracks = caption_tracks(film_, stop)) sources_->insert(sources_->end(), tracks->begin(), tracks->end());
  }

  void open_painter() {
    if (painter_ || !sources_ || sources_->empty()) return;
    auto opened = CaptionPainter::open(options_.fonts);
    if (opened)
      painter_ = std::move(*opened);
    else
      spdlog::warn("captions are not shown: {}", describe(opened.error()));
  }

  // constant
  const std::filesystem::path film_;
  const CaptionOptions options_;

  // the thread's
  std::optional<std::vector<CaptionSource>> sources_;
  bool has_tracks_ = false;                  // the film's own are among the sources, if there are any
  std::map<std::size_t, VersionPtr> known_;  // by the index of the source
  std::unique_ptr<CaptionPainter> painter_;

  std::mutex mutex_;
  std::condition_variable changed_;
  // guarded by mutex_
  Wish wish_;
  bool is_new_ = false;
  std::vector<VersionPtr> versions_;          // two of each language, see read()
  std::map<Duration, CaptionPagePtr> pages_;  // of the wish's version and area, by the begin of their spans
  CaptionPagePtr shown_;
  Duration shown_until_{};

  std::jthread thread_;  // last: uses everything above
};

}  // namespace

std::unique_ptr<Captions> Captions::open(std::filesystem::path film, CaptionOptions options) {
  if (options.languages.empty()) options.languages.emplace_back();
  return std::make_unique<ThreadedCaptions>(std::move(film), std::move(options));
}

}  // namespace redlight

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

/// What is shown in one language.
struct Version {
  CaptionScript script;
  CaptionTimeline timeline;
};
using VersionPtr = std::shared_ptr<const Version>;

class ThreadedCaptions final : public Captions {
 public:
  ThreadedCaptions(std::filesystem::path film, CaptionOptions options)
      : film_(std::move(film)), options_(std::move(options)), versions_(options_.languages.size()) {}

  ~ThreadedCaptions() override {
    {
      const std::lock_guard lock(mutex_);
      thread_.request_stop();
    }
    changed_.notify_all();
  }

  void prepare(std::size_t language) override {
    const std::lock_guard lock(mutex_);
    const VersionPtr& version = versions_[language];
    const Wish wish{language, wish_.area, version ? version->timeline.at(Duration{}).from : Duration{}};
    if (thread_.joinable() && wish == wish_) return;
    if (language != wish_.language) pages_.clear(), shown_.reset();
    want(wish);
  }

  CaptionPagePtr page(std::size_t language, Duration media_time, const CaptionArea& area) override {
    std::unique_lock lock(mutex_);
    const bool turned = wish_.language != language || !(wish_.area == area);
    if (turned) pages_.clear(), shown_.reset();
    const VersionPtr& version = versions_[language];
    // Within a span nothing new is wished for, and the thread is left to sleep.
    const auto time = version ? version->timeline.at(media_time).from : media_time;
    if (turned || !version || time != wish_.time) want({language, area, time});
    if (options_.patience == Patience::wait_until_due)
      changed_.wait(lock, [&] { return versions_[language] && pages_.contains(due_at(language, media_time)); });
    if (!versions_[language]) return nullptr;
    const auto span = versions_[language]->timeline.at(media_time);
    if (const auto found = pages_.find(span.from); found != pages_.end())
      shown_ = found->second, shown_until_ = span.until;
    else if (media_time < shown_until_ || media_time - shown_until_ > kLate)
      shown_.reset();
    return shown_;
  }

 private:
  struct Wish {
    std::size_t language = 0;
    CaptionArea area;  // without width: only the files are wanted
    Duration time{};   // the begin of a span, or, while the spans are not known, any time
    bool operator==(const Wish&) const = default;
  };

  Duration due_at(std::size_t language, Duration time) const { return versions_[language]->timeline.at(time).from; }

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
      if (!versions_[wish.language]) {
        lock.unlock();
        VersionPtr read = read_version(wish.language, stop);
        open_painter();
        lock.lock();
        versions_[wish.language] = std::move(read);
        changed_.notify_all();
      }
      if (wish.area.width > 0) paint_ahead(lock, wish, stop);
    }
  }

  /// The page of the wish and those that come after it; a newer wish ends it.
  void paint_ahead(std::unique_lock<std::mutex>& lock, const Wish& wish, const std::stop_token& stop) {
    const VersionPtr version = versions_[wish.language];
    std::map<Duration, CaptionPagePtr> kept;
    Duration time = wish.time;
    const auto is_current = [&] {
      return !stop.stop_requested() && wish_.language == wish.language && wish_.area == wish.area;
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

  VersionPtr read_version(std::size_t language, const std::stop_token& stop) {
    if (!sources_) find_sources(stop);
    const auto chosen = choose_captions(*sources_, options_.languages[language], options_.languages.front());
    if (!chosen) return std::make_shared<const Version>(Version{{}, CaptionTimeline({})});
    // Languages that share a source share what is read from it.
    VersionPtr& read = read_[*chosen];
    if (!read) {
      CaptionScript script = read_source((*sources_)[*chosen], stop);
      CaptionTimeline timeline(script);
      read = std::make_shared<const Version>(Version{std::move(script), std::move(timeline)});
    }
    return read;
  }

  void find_sources(const std::stop_token& stop) {
    sources_ = captions_beside(film_);
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
  std::map<std::size_t, VersionPtr> read_;  // by the index of the source
  std::unique_ptr<CaptionPainter> painter_;

  std::mutex mutex_;
  std::condition_variable changed_;
  // guarded by mutex_
  Wish wish_;
  bool is_new_ = false;
  std::vector<VersionPtr> versions_;          // by language; null: not read yet
  std::map<Duration, CaptionPagePtr> pages_;  // of the wish's language and area, by the begin of their spans
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

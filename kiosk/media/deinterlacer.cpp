#include "media/deinterlacer.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

#include <deque>
#include <dlfcn.h>
#include <fmt/format.h>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/log.h"

namespace redlight {

namespace {

bool is_interlaced(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
  return (frame.flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
  return frame.interlaced_frame != 0;
#endif
}

/// The few functions that are used of libavfilter.
struct Filters {
  decltype(&avfilter_get_by_name) get_by_name = nullptr;
  decltype(&avfilter_graph_alloc) graph_alloc = nullptr;
  decltype(&avfilter_graph_free) graph_free = nullptr;
  decltype(&avfilter_graph_create_filter) create_filter = nullptr;
  decltype(&avfilter_link) link = nullptr;
  decltype(&avfilter_graph_config) config = nullptr;
  decltype(&av_buffersrc_add_frame_flags) add_frame = nullptr;
  decltype(&av_buffersink_get_frame) get_frame = nullptr;

  /// Stays open as long as the program runs, since what it pulls in may not like to be closed.
  static std::optional<Filters> load() {
    void* library = dlopen("libavfilter.so." AV_STRINGIFY(LIBAVFILTER_VERSION_MAJOR), RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr) return std::nullopt;
    bool is_whole = true;
    const auto find = [&](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(library, name));
      is_whole = is_whole && function != nullptr;
    };
    Filters all;
    find(all.get_by_name, "avfilter_get_by_name");
    find(all.graph_alloc, "avfilter_graph_alloc");
    find(all.graph_free, "avfilter_graph_free");
    find(all.create_filter, "avfilter_graph_create_filter");
    find(all.link, "avfilter_link");
    find(all.config, "avfilter_graph_config");
    find(all.add_frame, "av_buffersrc_add_frame_flags");
    find(all.get_frame, "av_buffersink_get_frame");
    if (!is_whole) return std::nullopt;
    return all;
  }
};

}  // namespace

class Deinterlacer::Graph {
 public:
  ~Graph() {
    if (graph_ != nullptr) filters_.graph_free(&graph_);
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  /// Null when it cannot be had.
  static std::unique_ptr<Graph> make(const AVFrame& like) {
    const auto filters = Filters::load();
    if (!filters) return nullptr;
    std::unique_ptr<Graph> graph(new Graph(*filters, like));
    return graph->build() ? std::move(graph) : nullptr;
  }

  bool fits(const AVFrame& frame) const {
    return frame.width == width_ && frame.height == height_ && frame.format == format_;
  }

  bool push(Timed item) {
    times_.push_back({nullptr, item.pts, item.duration});
    item.frame->pts = count_++;
    if (filters_.add_frame(source_, item.frame.get(), AV_BUFFERSRC_FLAG_PUSH) >= 0) return true;
    times_.pop_back();
    return false;
  }
  bool end() { return filters_.add_frame(source_, nullptr, AV_BUFFERSRC_FLAG_PUSH) >= 0; }

  /// The next frame that is ready; its `frame` is null when there is none.
  Timed pull() {
    AvFramePtr frame(av_frame_alloc());
    if (!frame || times_.empty() || filters_.get_frame(sink_, frame.get()) < 0) return {};
    Timed item{std::move(frame), times_.front().pts, times_.front().duration};
    times_.pop_front();
    return item;
  }

 private:
  Graph(const Filters& filters, const AVFrame& like)
      : filters_(filters), width_(like.width), height_(like.height), format_(like.format) {}

  bool build() {
    graph_ = filters_.graph_alloc();
    if (graph_ == nullptr) return false;
    graph_->nb_threads = 1;  // as fast as it must be, and on the decoder's own thread
    // The time base is that of a counter; the real times are kept here.
    const std::string source =
        fmt::format("video_size={}x{}:pix_fmt={}:time_base=1/25:pixel_aspect=1/1", width_, height_, format_);
    AVFilterContext* bwdif = nullptr;
    return add(source_, "buffer", source.c_str()) && add(bwdif, "bwdif", "mode=send_frame:deint=interlaced") &&
           add(sink_, "buffersink", nullptr) && filters_.link(source_, 0, bwdif, 0) >= 0 &&
           filters_.link(bwdif, 0, sink_, 0) >= 0 && filters_.config(graph_, nullptr) >= 0;
  }

  bool add(AVFilterContext*& context, const char* name, const char* arguments) {
    const AVFilter* filter = filters_.get_by_name(name);
    return filter != nullptr && filters_.create_filter(&context, filter, name, arguments, nullptr, graph_) >= 0;
  }

  const Filters filters_;
  const int width_, height_, format_;
  AVFilterGraph* graph_ = nullptr;
  AVFilterContext *source_ = nullptr, *sink_ = nullptr;
  std::deque<Timed> times_;  // of the frames inside, without them
  std::int64_t count_ = 0;
};

Deinterlacer::Deinterlacer(Sink sink) : sink_(std::move(sink)) {}
Deinterlacer::~Deinterlacer() = default;

void Deinterlacer::push(Timed item) {
  if (graph_ && !graph_->fits(*item.frame)) flush();
  if (!graph_ && !is_missing_ && is_interlaced(*item.frame)) open(*item.frame);
  if (!graph_) {
    sink_(std::move(item));
    return;
  }
  if (!graph_->push(std::move(item))) return;
  drain();
}

void Deinterlacer::open(const AVFrame& frame) {
  graph_ = Graph::make(frame);
  is_missing_ = !graph_;
  if (is_missing_) spdlog::warn("interlaced films are shown as they are: FFmpeg's filters cannot be had");
}

void Deinterlacer::drain() {
  for (Timed item = graph_->pull(); item.frame; item = graph_->pull()) sink_(std::move(item));
}

void Deinterlacer::flush() {
  if (!graph_) return;
  if (graph_->end()) drain();
  graph_.reset();
}

void Deinterlacer::drop() { graph_.reset(); }

}  // namespace redlight

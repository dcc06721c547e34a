#pragma once
// Private to media/. Makes whole pictures of frames that hold two moments, one in the even lines and one in the odd
// ones, with libavfilter's bwdif. Owned and used by one video decoder thread.
//
// One frame comes out for each that goes in (the moment of the first field), one frame later. Frames that are not
// flagged as interlaced pass unchanged, and until the first that is, nothing is held back and nothing is loaded:
// libavfilter, with the thirty libraries that it pulls in, is opened when it is needed. Where it is missing, frames
// pass as they are.
#include <functional>
#include <memory>

#include "base/time.h"
#include "media/libav_ptrs.h"

namespace redlight {

class Deinterlacer {
 public:
  /// A frame with its place on the media time line, which goes through unchanged.
  struct Timed {
    AvFramePtr frame;
    Duration pts{}, duration{};
  };
  using Sink = std::function<void(Timed)>;

  explicit Deinterlacer(Sink sink);
  ~Deinterlacer();
  Deinterlacer(const Deinterlacer&) = delete;
  Deinterlacer& operator=(const Deinterlacer&) = delete;

  void push(Timed item);
  /// Lets out what is held back. The next frame begins anew.
  void flush();
  /// Forgets what is held back.
  void drop();

 private:
  class Graph;
  void open(const AVFrame& frame);
  void drain();

  const Sink sink_;
  std::unique_ptr<Graph> graph_;
  bool is_missing_ = false;
};

}  // namespace redlight

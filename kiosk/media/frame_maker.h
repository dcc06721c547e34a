#pragma once
// Private to media/. Turns what a decoder gives into a VideoFrame: without a copy where the planes are 8-bit Y'CbCr
// already, by swscale otherwise. Owned and called by one video decoder thread; the frames it makes may live longer.
#include <cstddef>

#include "base/result.h"
#include "media/libav_ptrs.h"
#include "media/video_frame.h"

namespace redlight {

class FrameMaker {
 public:
  /// `container_aspect` is the width of a pixel by its height if the frame does not say, 0 for square.
  explicit FrameMaker(double container_aspect = 0) : container_aspect_(container_aspect) {}

  /// Everything but pts and duration. Errors: exhausted, unsupported.
  Result<std::shared_ptr<VideoFrame>> make(AvFramePtr frame);

 private:
  Result<AvFramePtr> convert(const AVFrame& source, AVPixelFormat target);
  Result<AvFramePtr> split_rgb(const AVFrame& source);
  Result<AvFramePtr> allocate(AVPixelFormat format, int width, int height);

  double container_aspect_;
  SwsPtr scaler_;
  AvBufferPoolPtr pool_;
  std::size_t pool_bytes_ = 0;
};

/// What the planes of a frame weigh.
std::size_t bytes_of(const VideoFrame& frame);

}  // namespace redlight

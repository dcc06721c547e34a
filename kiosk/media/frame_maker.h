#pragma once
// Private to media/. Turns what a decoder gives into a VideoFrame: upright, in the colours of an SDR display, 8-bit
// planes. Owned and called by one video decoder thread; the frames it makes may live longer.
//
// Planes of 8-bit Y'CbCr, R'G'B' or grey that need neither are handed on as they are. Deeper planes, those of a film on
// its side and those of foreign colours are copied once, all of that in one pass. Other layouts (NV12, packed, RGB,
// alpha) go through swscale first. What is transparent shows black.
#include <cstddef>
#include <optional>

#include "base/result.h"
#include "media/colour_change.h"
#include "media/colour_tags.h"
#include "media/frame_turn.h"
#include "media/libav_ptrs.h"
#include "media/video_frame.h"

namespace redlight {

/// What the container says of the pictures in it, for frames that say nothing of their own.
struct PictureTraits {
  double pixel_aspect = 0;  ///< width of a pixel by its height, 0 for square
  FrameTurn turn;
  double peak = 0;  ///< as ColourTags::peak, 0 when unknown
};

class FrameMaker {
 public:
  explicit FrameMaker(PictureTraits container = {}) : container_(container) {}

  /// Everything but pts and duration. Errors: exhausted, unsupported.
  Result<std::shared_ptr<VideoFrame>> make(AvFramePtr frame);

 private:
  /// Pictures of one size, whose memory is used again.
  class Pool {
   public:
    Result<AvFramePtr> allocate(AVPixelFormat format, int width, int height);

   private:
    AvBufferPoolPtr pool_;
    std::size_t bytes_ = 0;
  };

  FrameTurn turn_of(const AVFrame& frame) const;
  Result<AvFramePtr> lay_out(AvFramePtr frame, ColourTags& tags);
  Result<AvFramePtr> convert(const AVFrame& source, AVPixelFormat target, const ColourTags& tags);
  Result<AvFramePtr> split_rgb(const AVFrame& source, const ColourTags& tags);
  Result<AvFramePtr> make_upright(AvFramePtr frame, const FrameTurn& turn);
  Result<AvFramePtr> bring_home(AvFramePtr frame, const FrameTurn& turn, const ColourTags& tags);

  PictureTraits container_;
  SwsPtr scaler_;
  Pool converted_, split_, copied_;
  std::optional<ColourChange> change_;
};

/// What the planes of a frame weigh.
std::size_t bytes_of(const VideoFrame& frame);

}  // namespace redlight

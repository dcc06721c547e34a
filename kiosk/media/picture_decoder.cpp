#include "media/picture_decoder.h"

extern "C" {
#include <libavutil/hwcontext.h>
}

#include <algorithm>

namespace redlight {

namespace {

/// Planes that need no conversion afterwards, where the device can give them.
AVPixelFormat format_to_fetch(AVBufferRef* frames) {
  AVPixelFormat* offered = nullptr;
  if (av_hwframe_transfer_get_formats(frames, AV_HWFRAME_TRANSFER_DIRECTION_FROM, &offered, 0) < 0)
    return AV_PIX_FMT_NONE;
  AVPixelFormat chosen = offered[0];
  for (const AVPixelFormat* f = offered; *f != AV_PIX_FMT_NONE; ++f)
    if (*f == AV_PIX_FMT_YUV420P) chosen = *f;
  // Only what has as many bits as the film.
  const auto* made = reinterpret_cast<const AVHWFramesContext*>(frames->data);
  if (chosen == AV_PIX_FMT_YUV420P && made->sw_format != AV_PIX_FMT_NV12 && made->sw_format != AV_PIX_FMT_YUV420P)
    chosen = offered[0];
  av_free(offered);
  return chosen;
}

}  // namespace

int CodecDecoder::receive(AVFrame& frame) {
  int code = avcodec_receive_frame(codec_.get(), &frame);
  if (code < 0 || frame.hw_frames_ctx == nullptr) return code;
  AvFramePtr fetched(av_frame_alloc());
  if (!fetched) return AVERROR(ENOMEM);
  fetched->format = format_to_fetch(frame.hw_frames_ctx);
  code = av_hwframe_transfer_data(fetched.get(), &frame, 0);
  if (code >= 0) code = av_frame_copy_props(fetched.get(), &frame);
  av_frame_unref(&frame);
  if (code < 0) return code;
  av_frame_move_ref(&frame, fetched.get());
  return 0;
}

AvCodecPtr copy_of_codec(const AVCodecContext& codec, const AVCodec* decoder) {
  AVCodecParameters* parameters = avcodec_parameters_alloc();
  AvCodecPtr copy(avcodec_alloc_context3(decoder != nullptr ? decoder : codec.codec));
  const bool is_made = parameters != nullptr && copy && avcodec_parameters_from_context(parameters, &codec) >= 0 &&
                       avcodec_parameters_to_context(copy.get(), parameters) >= 0;
  avcodec_parameters_free(&parameters);
  if (!is_made) return nullptr;
  copy->pkt_timebase = codec.pkt_timebase;
  copy->max_pixels = codec.max_pixels;
  copy->flags = codec.flags;
  copy->thread_count = codec.thread_count;
  return copy;
}

}  // namespace redlight

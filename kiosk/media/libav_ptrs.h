#pragma once
// Private to media/. A unique_ptr for each libav handle, small helpers over versions 5 to 7, and the errors of libav as
// values.
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/buffer.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace redlight {

struct LibavDeleter {
  void operator()(AVPacket* p) const { av_packet_free(&p); }
  void operator()(AVFrame* p) const { av_frame_free(&p); }
  void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
  void operator()(SwrContext* p) const { swr_free(&p); }
  void operator()(SwsContext* p) const { sws_freeContext(p); }
  void operator()(AVBufferPool* p) const { av_buffer_pool_uninit(&p); }
};

using AvPacketPtr = std::unique_ptr<AVPacket, LibavDeleter>;
using AvFramePtr = std::unique_ptr<AVFrame, LibavDeleter>;
using AvCodecPtr = std::unique_ptr<AVCodecContext, LibavDeleter>;
using SwrPtr = std::unique_ptr<SwrContext, LibavDeleter>;
using SwsPtr = std::unique_ptr<SwsContext, LibavDeleter>;
using AvBufferPoolPtr = std::unique_ptr<AVBufferPool, LibavDeleter>;

/// Room for any picture that a show may hold; a file that claims more is refused before a decoder sees it.
inline constexpr std::int64_t kMaxPixels = std::int64_t{8192} * 8192;

inline constexpr AVRational kNanoseconds{1, 1'000'000'000};

inline Duration to_duration(std::int64_t ticks, AVRational time_base) {
  return Duration(av_rescale_q(ticks, time_base, kNanoseconds));
}

/// Ticks that the frame lasts; 0 when unknown.
inline std::int64_t duration_of(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
  return frame.duration;
#else
  return frame.pkt_duration;
#endif
}

/// What the container says beside the packets of a stream; null when it says nothing of the kind, or less than `size`.
inline const std::uint8_t* side_data_of(const AVStream& stream, AVPacketSideDataType type, std::size_t size) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  const AVCodecParameters& p = *stream.codecpar;
  const AVPacketSideData* data = av_packet_side_data_get(p.coded_side_data, p.nb_coded_side_data, type);
  return data != nullptr && data->size >= size ? data->data : nullptr;
#else
  std::size_t has = 0;
  const std::uint8_t* data = av_stream_get_side_data(&stream, type, &has);
  return data != nullptr && has >= size ? data : nullptr;
#endif
}

/// FFmpeg's words for an error code.
inline std::string libav_text(int code) {
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  av_strerror(code, text, sizeof text);
  return text;
}

inline ErrorKind libav_kind(int code) {
  switch (code) {
    case AVERROR(ENOENT):
      return ErrorKind::not_found;
    case AVERROR(EACCES):
    case AVERROR(EPERM):
    case AVERROR(EISDIR):
    case AVERROR(EIO):
      return ErrorKind::unreadable;
    case AVERROR(ENOMEM):
      return ErrorKind::exhausted;
    case AVERROR(ETIMEDOUT):
      return ErrorKind::exhausted;
    case AVERROR_EXIT:
      return ErrorKind::stopped;
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_ENCODER_NOT_FOUND:
    case AVERROR_MUXER_NOT_FOUND:
    case AVERROR_PATCHWELCOME:
    case AVERROR(ENOSYS):
      return ErrorKind::unsupported;
    default:
      return ErrorKind::malformed;
  }
}

/// Sends libav's own messages to the log instead of standard error: fatal ones as warnings, warnings and errors for
/// --verbose only, because a damaged file gives thousands of them. Any thread, any number of times.
void route_libav_log();

}  // namespace redlight

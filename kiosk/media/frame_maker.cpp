#include "media/frame_maker.h"

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

#include <utility>

namespace redlight {

namespace {

constexpr int kRowAlignment = 64;

bool is_plain_yuv(int format) {
  switch (format) {
    case AV_PIX_FMT_YUV420P:
    case AV_PIX_FMT_YUV422P:
    case AV_PIX_FMT_YUV444P:
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
      return true;
    default:
      return false;
  }
}

bool is_rgb(const AVPixFmtDescriptor& d) { return (d.flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0; }

bool is_full_range(const AVFrame& frame, bool rgb) {
  if (rgb || frame.color_range == AVCOL_RANGE_JPEG) return true;
  return frame.format == AV_PIX_FMT_YUVJ420P || frame.format == AV_PIX_FMT_YUVJ422P ||
         frame.format == AV_PIX_FMT_YUVJ444P;
}

/// The matrix of the stream; where it does not say, what its size suggests.
Matrix matrix_of(const AVFrame& frame) {
  switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
      return Matrix::bt709;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_FCC:
      return Matrix::bt601;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return Matrix::bt2020;
    default:
      return frame.height >= 720 ? Matrix::bt709 : Matrix::bt601;
  }
}

/// The 8-bit planar format with the same chroma, or the nearest with more of it where none is the same.
AVPixelFormat plain_format(const AVPixFmtDescriptor& d) {
  if (d.nb_components >= 3 && d.log2_chroma_w == 0) return AV_PIX_FMT_YUV444P;
  if (d.nb_components >= 3 && d.log2_chroma_w == 1 && d.log2_chroma_h == 0) return AV_PIX_FMT_YUV422P;
  return AV_PIX_FMT_YUV420P;
}

void point_planes_at(VideoFrame& out, const AVFrame& frame, bool rgb) {
  const AVPixFmtDescriptor& d = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  constexpr std::array<int, 3> kGbrToRgb{2, 0, 1};
  for (int i = 0; i < 3; ++i) {
    const int from = rgb ? kGbrToRgb[static_cast<std::size_t>(i)] : i;
    const int shift_x = i == 0 || rgb ? 0 : d.log2_chroma_w, shift_y = i == 0 || rgb ? 0 : d.log2_chroma_h;
    out.planes[static_cast<std::size_t>(i)] = {frame.data[from], frame.linesize[from],
                                               AV_CEIL_RSHIFT(frame.width, shift_x),
                                               AV_CEIL_RSHIFT(frame.height, shift_y)};
  }
}

}  // namespace

Result<std::shared_ptr<VideoFrame>> FrameMaker::make(AvFramePtr frame) {
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame->format));
  if (d == nullptr || (d->flags & AV_PIX_FMT_FLAG_HWACCEL) != 0)
    return fail(ErrorKind::unsupported, "The decoder's pixel format is unknown.");
  auto out = std::make_shared<VideoFrame>();
  const bool rgb = is_rgb(*d);
  out->width = frame->width;
  out->height = frame->height;
  const AVRational aspect = frame->sample_aspect_ratio;
  if (aspect.num > 0 && aspect.den > 0) {
    out->pixel_aspect = av_q2d(aspect);
  } else if (container_aspect_ > 0) {
    out->pixel_aspect = container_aspect_;
  }
  out->matrix = rgb ? Matrix::rgb : matrix_of(*frame);
  out->range = is_full_range(*frame, rgb) ? Range::full : Range::limited;
  if (!is_plain_yuv(frame->format) && frame->format != AV_PIX_FMT_GBRP) {
    auto converted = rgb ? split_rgb(*frame) : convert(*frame, plain_format(*d));
    if (!converted) return tl::unexpected(converted.error());
    frame = std::move(*converted);
  }
  point_planes_at(*out, *frame, rgb);
  out->storage = std::shared_ptr<const void>(frame.release(), [](const void* p) {
    AVFrame* owned = static_cast<AVFrame*>(const_cast<void*>(p));
    av_frame_free(&owned);
  });
  return out;
}

Result<AvFramePtr> FrameMaker::convert(const AVFrame& source, AVPixelFormat target) {
  auto out = allocate(target, source.width, source.height);
  if (!out) return out;
  scaler_.reset(sws_getCachedContext(scaler_.release(), source.width, source.height,
                                     static_cast<AVPixelFormat>(source.format), source.width, source.height, target,
                                     SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
  if (!scaler_) return fail(ErrorKind::unsupported, "The pixel format of the film cannot be converted.");
  // Depth and layout change, matrix and range do not: they stay the renderer's business.
  const int range = is_full_range(source, false) ? 1 : 0;
  const int* matrix = sws_getCoefficients(SWS_CS_ITU709);
  sws_setColorspaceDetails(scaler_.get(), matrix, range, matrix, range, 0, 1 << 16, 1 << 16);
  sws_scale(scaler_.get(), source.data, source.linesize, 0, source.height, (*out)->data, (*out)->linesize);
  return out;
}

Result<AvFramePtr> FrameMaker::split_rgb(const AVFrame& source) {
  // By way of packed RGB: swscale's direct way to planes goes through Y'CbCr and is off by some steps.
  auto packed = convert(source, AV_PIX_FMT_RGB24);
  if (!packed) return packed;
  auto planes = allocate(AV_PIX_FMT_GBRP, source.width, source.height);
  if (!planes) return planes;
  for (int y = 0; y < source.height; ++y) {
    const std::uint8_t* from = (*packed)->data[0] + std::ptrdiff_t{y} * (*packed)->linesize[0];
    std::uint8_t* to[3];
    for (int i = 0; i < 3; ++i) to[i] = (*planes)->data[i] + std::ptrdiff_t{y} * (*planes)->linesize[i];
    for (int x = 0; x < source.width; ++x) {
      to[2][x] = from[x * 3];
      to[0][x] = from[x * 3 + 1];
      to[1][x] = from[x * 3 + 2];
    }
  }
  return planes;
}

Result<AvFramePtr> FrameMaker::allocate(AVPixelFormat format, int width, int height) {
  const int bytes = av_image_get_buffer_size(format, width, height, kRowAlignment);
  if (bytes <= 0) return fail(ErrorKind::exhausted, "The picture is too large.");
  if (!pool_ || pool_bytes_ != static_cast<std::size_t>(bytes)) {
    pool_bytes_ = static_cast<std::size_t>(bytes);
    pool_.reset(
        av_buffer_pool_init(pool_bytes_ + kRowAlignment, nullptr));  // swscale may write a little past the last row
  }
  AvFramePtr frame(av_frame_alloc());
  if (frame && pool_) frame->buf[0] = av_buffer_pool_get(pool_.get());
  if (!frame || frame->buf[0] == nullptr) return fail(ErrorKind::exhausted, "There is no memory for a picture.");
  frame->format = format;
  frame->width = width;
  frame->height = height;
  av_image_fill_arrays(frame->data, frame->linesize, frame->buf[0]->data, format, width, height, kRowAlignment);
  return frame;
}

std::size_t bytes_of(const VideoFrame& frame) {
  std::size_t sum = 0;
  for (const Plane& plane : frame.planes)
    sum += static_cast<std::size_t>(plane.stride < 0 ? -plane.stride : plane.stride) *
           static_cast<std::size_t>(plane.height);
  return sum;
}

}  // namespace redlight

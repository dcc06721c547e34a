#include "media/frame_maker.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

#include <cstdlib>
#include <utility>

namespace redlight {

namespace {

constexpr int kRowAlignment = 64;
constexpr std::uint8_t kNoColour = 128;

const AVPixFmtDescriptor& description(const AVFrame& frame) {
  return *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
}

bool is_rgb(const AVPixFmtDescriptor& d) { return (d.flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0; }
bool is_grey(const AVPixFmtDescriptor& d) { return !is_rgb(d) && d.nb_components < 3; }
bool has_alpha(const AVPixFmtDescriptor& d) { return (d.flags & AV_PIX_FMT_FLAG_ALPHA) != 0; }

/// Samples in planes of their own, in the byte order of this machine, 8 to 16 bits.
bool is_planar(const AVPixFmtDescriptor& d) {
  constexpr auto kOther = AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_PAL;
  if ((d.flags & kOther) != 0 || has_alpha(d)) return false;
  for (int i = 0; i < d.nb_components; ++i) {
    const AVComponentDescriptor& c = d.comp[i];
    if (c.shift != 0 || c.depth < 8 || c.depth > 16 || c.step != (c.depth > 8 ? 2 : 1)) return false;
    for (int k = 0; k < i; ++k)
      if (d.comp[k].plane == c.plane) return false;
  }
  return true;
}

/// Chroma that a VideoFrame can have.
bool has_plain_chroma(const AVPixFmtDescriptor& d) {
  return d.log2_chroma_w == d.log2_chroma_h ? d.log2_chroma_w <= 1 : d.log2_chroma_w == 1 && d.log2_chroma_h == 0;
}

/// The planar 8-bit format with the same chroma, or the nearest with more of it where none is the same; 10 bits where
/// the colours are still to be changed.
AVPixelFormat plain_format(const AVPixFmtDescriptor& d, bool is_deep) {
  if (d.log2_chroma_w == 0) return is_deep ? AV_PIX_FMT_YUV444P10 : AV_PIX_FMT_YUV444P;
  if (d.log2_chroma_h == 0) return is_deep ? AV_PIX_FMT_YUV422P10 : AV_PIX_FMT_YUV422P;
  return is_deep ? AV_PIX_FMT_YUV420P10 : AV_PIX_FMT_YUV420P;
}

AVPixelFormat with_alpha(AVPixelFormat format) {
  if (format == AV_PIX_FMT_YUV444P) return AV_PIX_FMT_YUVA444P;
  return format == AV_PIX_FMT_YUV422P ? AV_PIX_FMT_YUVA422P : AV_PIX_FMT_YUVA420P;
}

std::uint8_t dimmed(int value, int black, int alpha) {
  const int scaled = (value - black) * alpha;
  return static_cast<std::uint8_t>(black + (scaled + (scaled < 0 ? -127 : 127)) / 255);
}

/// Straight alpha over black, on the codes of the display as everybody does. The planes are changed in place.
void put_over_black(AVFrame& frame, bool is_limited) {
  const AVPixFmtDescriptor& d = description(frame);
  const int black = is_limited ? 16 : 0;
  // Chroma first: luma's alpha is still needed.
  for (int p = 2; p >= 0; --p) {
    const int shift_x = p > 0 ? d.log2_chroma_w : 0, shift_y = p > 0 ? d.log2_chroma_h : 0;
    const int width = AV_CEIL_RSHIFT(frame.width, shift_x), height = AV_CEIL_RSHIFT(frame.height, shift_y);
    for (int y = 0; y < height; ++y) {
      std::uint8_t* row = frame.data[p] + std::ptrdiff_t{y} * frame.linesize[p];
      const std::uint8_t* alpha = frame.data[3] + (std::ptrdiff_t{y} << shift_y) * frame.linesize[3];
      for (int x = 0; x < width; ++x) row[x] = dimmed(row[x], p == 0 ? black : kNoColour, alpha[x << shift_x]);
    }
  }
}

/// Width and height of a plane, before it is turned.
std::pair<int, int> plane_size(const AVFrame& frame, int plane) {
  const AVPixFmtDescriptor& d = description(frame);
  const bool is_chroma = plane > 0 && !is_rgb(d);
  return {AV_CEIL_RSHIFT(frame.width, is_chroma ? d.log2_chroma_w : 0),
          AV_CEIL_RSHIFT(frame.height, is_chroma ? d.log2_chroma_h : 0)};
}

void point_planes_at(VideoFrame& out, const AVFrame& frame) {
  const bool rgb = is_rgb(description(frame)), grey = is_grey(description(frame));
  constexpr std::array<int, 3> kGbrToRgb{2, 0, 1};
  for (std::size_t i = 0; i < 3; ++i) {
    if (grey && i > 0) {
      out.planes[i] = {&kNoColour, 1, 1, 1};
      continue;
    }
    const int from = rgb ? kGbrToRgb[i] : static_cast<int>(i);
    const auto [width, height] = plane_size(frame, from);
    out.planes[i] = {frame.data[from], frame.linesize[from], width, height};
  }
}

/// The eight values of Exif's orientation.
std::optional<FrameTurn> turn_of_photo(const AVFrame& frame) {
  const AVDictionaryEntry* entry = av_dict_get(frame.metadata, "Orientation", nullptr, 0);
  const int value = entry != nullptr ? std::atoi(entry->value) : 0;
  constexpr FrameTurn kTurns[] = {{false, false, false}, {false, true, false}, {false, true, true},
                                  {false, false, true},  {true, false, false}, {true, true, false},
                                  {true, true, true},    {true, false, true}};
  if (value < 1 || value > 8) return std::nullopt;
  return kTurns[value - 1];
}

/// The format of planes of 8 bits laid out as those of `d` after a turn: 4:2:2 on its side is 4:2:0's width with the
/// height of 4:4:4, which is 4:4:0.
AVPixelFormat upright_format(const AVPixFmtDescriptor& d, const FrameTurn& turn) {
  if (is_rgb(d)) return AV_PIX_FMT_GBRP;
  if (is_grey(d)) return AV_PIX_FMT_GRAY8;
  if (d.log2_chroma_w == d.log2_chroma_h) return d.log2_chroma_w == 0 ? AV_PIX_FMT_YUV444P : AV_PIX_FMT_YUV420P;
  return turn.transposes ? AV_PIX_FMT_YUV440P : AV_PIX_FMT_YUV422P;
}

}  // namespace

Result<std::shared_ptr<VideoFrame>> FrameMaker::make(AvFramePtr frame) {
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame->format));
  if (d == nullptr || (d->flags & AV_PIX_FMT_FLAG_HWACCEL) != 0)
    return fail(ErrorKind::unsupported, "The decoder's pixel format is unknown.");
  if (av_frame_apply_cropping(frame.get(), AV_FRAME_CROP_UNALIGNED) < 0)
    return fail(ErrorKind::unsupported, "The picture is cropped to nothing.");
  ColourTags tags = colour_tags(*frame);
  if (tags.peak > 0) container_.peak = tags.peak;  // what the last frame said holds for those that say nothing
  tags.peak = container_.peak > 0 ? container_.peak : kUsualPeak;
  const FrameTurn turn = turn_of(*frame);
  const AVRational aspect = frame->sample_aspect_ratio;
  const double stated = aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : container_.pixel_aspect;
  const ChromaSite site = chroma_site(*frame);

  auto laid_out = lay_out(std::move(frame), tags);
  if (!laid_out) return tl::unexpected(laid_out.error());
  auto made =
      tags.is_foreign() ? bring_home(std::move(*laid_out), turn, tags) : make_upright(std::move(*laid_out), turn);
  if (!made) return tl::unexpected(made.error());
  frame = std::move(*made);

  auto out = std::make_shared<VideoFrame>();
  out->width = frame->width;
  out->height = frame->height;
  if (stated > 0) out->pixel_aspect = turn.transposes ? 1 / stated : stated;
  out->matrix = tags.is_foreign() ? Matrix::bt709 : tags.matrix;
  out->range = tags.is_foreign() ? Range::limited : tags.range;
  const AVPixFmtDescriptor& made_as = description(*frame);
  out->chroma_site =
      turned(site, turn, frame->width, frame->height, made_as.log2_chroma_w == 1, made_as.log2_chroma_h == 1);
  point_planes_at(*out, *frame);
  out->storage = std::shared_ptr<const void>(frame.release(), [](const void* p) {
    AVFrame* owned = static_cast<AVFrame*>(const_cast<void*>(p));
    av_frame_free(&owned);
  });
  return out;
}

FrameTurn FrameMaker::turn_of(const AVFrame& frame) const {
  const AVFrameSideData* side = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
  if (side != nullptr && side->size >= 9 * sizeof(std::int32_t))
    return turn_of_matrix(reinterpret_cast<const std::int32_t*>(side->data));
  return turn_of_photo(frame).value_or(container_.turn);
}

/// Planes of their own, of any depth; opaque.
Result<AvFramePtr> FrameMaker::lay_out(AvFramePtr frame, ColourTags& tags) {
  const AVPixFmtDescriptor& d = description(*frame);
  if (is_rgb(d) && tags.is_foreign()) {
    tags.matrix = Matrix::bt2020, tags.range = Range::limited;
    return convert(*frame, AV_PIX_FMT_YUV444P10, tags);
  }
  if (is_rgb(d) || (is_grey(d) && has_alpha(d))) {
    if (frame->format == AV_PIX_FMT_GBRP) return frame;
    tags.matrix = Matrix::rgb, tags.range = Range::full;
    return split_rgb(*frame, tags);
  }
  if (is_grey(d)) {
    if (tags.is_foreign()) return convert(*frame, AV_PIX_FMT_YUV420P10, tags);
    if (is_planar(d)) return frame;
    return convert(*frame, AV_PIX_FMT_GRAY8, tags);
  }
  if (is_planar(d) && has_plain_chroma(d)) return frame;
  if (!has_alpha(d)) return convert(*frame, plain_format(d, tags.is_foreign()), tags);
  const AVPixelFormat opaque = plain_format(d, false);
  auto layered = convert(*frame, with_alpha(opaque), tags);
  if (!layered) return layered;
  put_over_black(**layered, tags.range == Range::limited);
  (*layered)->format = opaque;
  return layered;
}

Result<AvFramePtr> FrameMaker::make_upright(AvFramePtr frame, const FrameTurn& turn) {
  const AVPixFmtDescriptor& d = description(*frame);
  const int depth = d.comp[0].depth;
  if (depth == 8 && !turn) return frame;
  const int width = turn.transposes ? frame->height : frame->width,
            height = turn.transposes ? frame->width : frame->height;
  auto out = copied_.allocate(upright_format(d, turn), width, height);
  if (!out) return out;
  for (int p = 0; p < (is_grey(d) ? 1 : 3); ++p) {
    const auto [w, h] = plane_size(**out, p);
    if (depth == 8) {
      copy_turned(frame->data[p], steps_from(turn, frame->linesize[p], w, h), (*out)->data[p], (*out)->linesize[p], w,
                  h);
    } else {
      copy_turned(reinterpret_cast<const std::uint16_t*>(frame->data[p]),
                  steps_from(turn, frame->linesize[p] / 2, w, h), depth - 8, (*out)->data[p], (*out)->linesize[p], w,
                  h);
    }
  }
  return out;
}

/// From foreign colours to BT.709, and upright.
Result<AvFramePtr> FrameMaker::bring_home(AvFramePtr frame, const FrameTurn& turn, const ColourTags& tags) {
  const AVPixFmtDescriptor& d = description(*frame);
  const int depth = d.comp[0].depth;
  if (!change_ || !change_->fits(tags, depth)) change_.emplace(tags, depth);
  const int width = turn.transposes ? frame->height : frame->width,
            height = turn.transposes ? frame->width : frame->height;
  auto out = copied_.allocate(upright_format(d, turn), width, height);
  if (!out) return out;
  ColourChange::Source from{{}, {}, frame->width, frame->height, d.log2_chroma_w, d.log2_chroma_h};
  ColourChange::Target to{};
  for (int p = 0; p < 3; ++p) {
    const auto [w, h] = plane_size(*frame, p);
    from.plane[p] = frame->data[p], from.stride[p] = frame->linesize[p];
    to.plane[p] = (*out)->data[p], to.steps[p] = steps_to(turn, (*out)->linesize[p], w, h);
  }
  change_->apply(from, to);
  return out;
}

Result<AvFramePtr> FrameMaker::convert(const AVFrame& source, AVPixelFormat target, const ColourTags& tags) {
  auto out = converted_.allocate(target, source.width, source.height);
  if (!out) return out;
  scaler_.reset(sws_getCachedContext(scaler_.release(), source.width, source.height,
                                     static_cast<AVPixelFormat>(source.format), source.width, source.height, target,
                                     SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
  if (!scaler_) return fail(ErrorKind::unsupported, "The pixel format of the film cannot be converted.");
  // Depth and layout change, matrix and range do not: they stay the renderer's business.
  const int range = tags.range == Range::full ? 1 : 0;
  const int* matrix = sws_getCoefficients(tags.matrix == Matrix::bt2020 ? SWS_CS_BT2020 : SWS_CS_ITU709);
  sws_setColorspaceDetails(scaler_.get(), matrix, range, matrix, range, 0, 1 << 16, 1 << 16);
  sws_scale(scaler_.get(), source.data, source.linesize, 0, source.height, (*out)->data, (*out)->linesize);
  return out;
}

Result<AvFramePtr> FrameMaker::split_rgb(const AVFrame& source, const ColourTags& tags) {
  // By way of packed RGB: swscale's direct way to planes goes through Y'CbCr and is off by some steps.
  auto packed = convert(source, AV_PIX_FMT_RGBA, tags);
  if (!packed) return packed;
  auto planes = split_.allocate(AV_PIX_FMT_GBRP, source.width, source.height);
  if (!planes) return planes;
  for (int y = 0; y < source.height; ++y) {
    const std::uint8_t* from = (*packed)->data[0] + std::ptrdiff_t{y} * (*packed)->linesize[0];
    std::uint8_t* to[3];
    for (int i = 0; i < 3; ++i) to[i] = (*planes)->data[i] + std::ptrdiff_t{y} * (*planes)->linesize[i];
    for (int x = 0; x < source.width; ++x, from += 4) {
      to[2][x] = dimmed(from[0], 0, from[3]);
      to[0][x] = dimmed(from[1], 0, from[3]);
      to[1][x] = dimmed(from[2], 0, from[3]);
    }
  }
  return planes;
}

Result<AvFramePtr> FrameMaker::Pool::allocate(AVPixelFormat format, int width, int height) {
  const int bytes = av_image_get_buffer_size(format, width, height, kRowAlignment);
  if (bytes <= 0) return fail(ErrorKind::exhausted, "The picture is too large.");
  if (!pool_ || bytes_ != static_cast<std::size_t>(bytes)) {
    bytes_ = static_cast<std::size_t>(bytes);
    pool_.reset(av_buffer_pool_init(bytes_ + kRowAlignment, nullptr));  // swscale may write a little past the last row
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

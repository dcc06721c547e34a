#include "media/colour_tags.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>

namespace redlight {

namespace {

bool is_full_range(const AVFrame& frame, const AVPixFmtDescriptor& d) {
  if ((d.flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0 || frame.color_range == AVCOL_RANGE_JPEG)
    return true;
  if (d.nb_components < 3 && frame.color_range == AVCOL_RANGE_UNSPECIFIED) return true;  // libav's rule for grey
  return frame.format == AV_PIX_FMT_YUVJ420P || frame.format == AV_PIX_FMT_YUVJ422P ||
         frame.format == AV_PIX_FMT_YUVJ444P || frame.format == AV_PIX_FMT_YUVJ440P ||
         frame.format == AV_PIX_FMT_YUVJ411P;
}

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

Primaries primaries_of(const AVFrame& frame) {
  switch (frame.color_primaries) {
    case AVCOL_PRI_BT2020:
      return Primaries::bt2020;
    case AVCOL_PRI_SMPTE432:
      return Primaries::p3;
    case AVCOL_PRI_UNSPECIFIED: {
      const bool is_wide = frame.colorspace == AVCOL_SPC_BT2020_NCL || frame.colorspace == AVCOL_SPC_BT2020_CL ||
                           frame.color_trc == AVCOL_TRC_SMPTE2084 || frame.color_trc == AVCOL_TRC_ARIB_STD_B67;
      return is_wide ? Primaries::bt2020 : Primaries::bt709;
    }
    default:
      return Primaries::bt709;
  }
}

template <class Data>
const Data* side_data(const AVFrame& frame, AVFrameSideDataType type) {
  const AVFrameSideData* side = av_frame_get_side_data(&frame, type);
  return side != nullptr && side->size >= sizeof(Data) ? reinterpret_cast<const Data*>(side->data) : nullptr;
}

}  // namespace

double peak_of(const AVContentLightMetadata* light, const AVMasteringDisplayMetadata* display) {
  // The most that is used, else what the master was graded on.
  double peak = light != nullptr ? light->MaxCLL : 0;
  if (peak <= 0 && display != nullptr && display->has_luminance != 0 && display->max_luminance.den > 0)
    peak = av_q2d(display->max_luminance);
  return peak > 0 ? std::clamp(peak, 203.0, 10000.0) : 0;
}

ColourTags colour_tags(const AVFrame& frame) {
  const AVPixFmtDescriptor& d = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  ColourTags tags;
  const bool is_rgb = (d.flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
  tags.matrix = is_rgb ? Matrix::rgb : matrix_of(frame);
  tags.range = is_full_range(frame, d) ? Range::full : Range::limited;
  tags.primaries = primaries_of(frame);
  if (frame.color_trc == AVCOL_TRC_SMPTE2084) tags.transfer = Transfer::pq;
  if (frame.color_trc == AVCOL_TRC_ARIB_STD_B67) tags.transfer = Transfer::hlg;
  if (tags.transfer == Transfer::pq)
    tags.peak = peak_of(side_data<AVContentLightMetadata>(frame, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL),
                        side_data<AVMasteringDisplayMetadata>(frame, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA));
  return tags;
}

ChromaSite chroma_site(const AVFrame& frame) {
  switch (frame.chroma_location) {
    case AVCHROMA_LOC_CENTER:
      return {0.5f, 0.5f};
    case AVCHROMA_LOC_TOPLEFT:
      return {0, 0};
    case AVCHROMA_LOC_TOP:
      return {0.5f, 0};
    case AVCHROMA_LOC_BOTTOMLEFT:
      return {0, 1};
    case AVCHROMA_LOC_BOTTOM:
      return {0.5f, 1};
    default:
      return {0, 0.5f};
  }
}

}  // namespace redlight

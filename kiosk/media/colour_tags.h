#pragma once
// Private to media/. What a stream says about its colours, with the usual guesses where it says nothing. Pure; any
// thread.
extern "C" {
#include <libavutil/mastering_display_metadata.h>
}

#include "media/libav_ptrs.h"
#include "media/video_frame.h"

namespace redlight {

/// Whose red, green and blue: BT.709 (and sRGB), BT.2020, or P3 with the white of D65 (SMPTE EG 432-1, of phones). The
/// primaries of BT.601 (SMPTE 170M, BT.470 BG) and older ones are taken for BT.709's: they are nearly the same, and
/// few streams that claim them mean it.
enum class Primaries { bt709, bt2020, p3 };

/// How light is coded: for an SDR display (BT.709, BT.601, BT.2020, sRGB: all shown by the curve of BT.1886), PQ (SMPTE
/// ST 2084) or HLG (ARIB STD-B67).
enum class Transfer { sdr, pq, hlg };

struct ColourTags {
  Matrix matrix = Matrix::bt709;
  Range range = Range::limited;
  Primaries primaries = Primaries::bt709;
  Transfer transfer = Transfer::sdr;
  double peak = 0;  ///< cd/m2 of the brightest that a PQ film holds, 203 to 10000; 0 when the frame does not say

  bool operator==(const ColourTags&) const = default;

  /// Whether it is made for another display than that of BT.709, so that colours must be brought there.
  bool is_foreign() const { return primaries != Primaries::bt709 || transfer != Transfer::sdr; }
};

/// The peak of a PQ film that does not say: that of the displays on which most are graded.
inline constexpr double kUsualPeak = 1000;
/// What a film may say in its place.
double peak_of(const AVContentLightMetadata* light, const AVMasteringDisplayMetadata* display);

/// Untagged Y'CbCr has the matrix of BT.601 below 720 lines and that of BT.709 from there on, limited range, and SDR;
/// with the matrix of BT.2020 also its primaries. Constant luminance is taken for non-constant.
ColourTags colour_tags(const AVFrame& frame);

/// Where chroma lies; the left between two rows (MPEG-2, H.264) when untagged.
ChromaSite chroma_site(const AVFrame& frame);

}  // namespace redlight

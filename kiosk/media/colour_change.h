#pragma once
// Private to media/. to_sdr() (foreign_colour.h) for every pixel of a film: Y'CbCr of its own kind in, Y'CbCr of BT.709
// out, limited range, 8 bits. Made when the first such frame of a film comes, owned and used by one video decoder
// thread.
//
// Curves are tables with straight lines between their values; the rest is arithmetic on sixty-four pixels at a time.
// Chroma stays as fine as it is: a chroma sample and the mean of the luma that shares it are worked out, and how far
// each of these pixels lies from the mean is what it would be without colour.
#include <array>
#include <cstdint>
#include <vector>

#include "media/colour_tags.h"
#include "media/frame_turn.h"

namespace redlight {

class ColourChange {
 public:
  /// For samples of `depth` bits, 8 to 16.
  ColourChange(const ColourTags& tags, int depth);

  bool fits(const ColourTags& tags, int depth) const { return tags == tags_ && depth == depth_; }

  /// A plane of 8-bit samples, or of 16-bit ones where depth is above 8; `stride` in bytes.
  struct Source {
    const std::uint8_t* plane[3];
    int stride[3];
    int width, height;
    int chroma_shift_x, chroma_shift_y;
  };
  /// Where the sample of each plane goes that stands first in the source, and those that follow (steps_to()).
  struct Target {
    std::uint8_t* plane[3];
    TurnSteps steps[3];
  };
  void apply(const Source& from, const Target& to) const;

 private:
  static constexpr int kPixels = 64;
  using Pixels = std::array<float, kPixels>;
  using Colours = std::array<Pixels, 3>;

  /// A function of 0..last, where `last` is mapped to the last value.
  struct Curve {
    std::vector<float> values;
    float scale = 0;
    template <class Function>
    static Curve of(double last, const Function& function);
    void replace(Pixels& x) const;
  };
  /// Codes to the 8-bit codes that they become.
  void change(Colours& ycc) const;
  void to_light(Colours& ycc) const;
  void into_gamut(Colours& light) const;
  void to_codes(Colours& light) const;
  template <class Sample>
  void apply_to(const Source& from, const Target& to) const;
  template <class Sample, int kWide, int kHigh>
  void change_block(const Source& from, const Target& to, int cx, int cy, int columns) const;

  ColourTags tags_;
  int depth_;
  float luma_offset_, luma_scale_, chroma_offset_, chroma_scale_;
  float red_v_, green_u_, green_v_, blue_u_;
  std::array<std::array<float, 3>, 3> primaries_;
  Curve light_;              ///< of a channel's code; 1 is SDR's white, for HLG the light of the scene
  Curve scene_;              ///< HLG's system gamma: a factor for the fourth root of the scene's luminance
  Curve gain_;               ///< the tone curve: a factor for the root of the largest channel
  Curve code_;               ///< of the root of a channel's light
  std::vector<float> grey_;  ///< what each code of luma becomes without colour
};

}  // namespace redlight

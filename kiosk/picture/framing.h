#pragma once
// How a picture lies on a display of another shape. Cover fills the display and cuts off what is too much, but never
// the focus; contain shows all of it. Where the display reaches beyond the picture, the picture's own dark goes on:
// the edge's light, ever softer and fainter, in each light's plane, so that it is relit like the rest. Pure.
#include <optional>

#include "picture/plane.h"
#include "show/show.h"

namespace redlight {

struct Framing {
  int width = 0, height = 0;   ///< of the display, in pixels
  std::optional<Region> crop;  ///< show only this part of the picture
  Fit fit = Fit::cover;
  std::optional<Region> focus;  ///< this part of the picture is never cut off
  bool operator==(const Framing&) const = default;
};

/// The part of a picture of width x height, in its pixels, that the display shows; reaches beyond the crop only where
/// contain or the focus asks for it.
PixelRegion frame_art(int width, int height, const Framing& framing);

/// The share of the picture that is cut off plus the share of the display that the picture leaves empty: of two
/// variants the one that loses less is shown.
double loss_of(int width, int height, const Framing& framing);

/// A display with a picture laid on it: brings the picture's planes to the display. Rows get `margin` more columns on
/// each side.
class ArtFrame {
 public:
  ArtFrame(int picture_width, int picture_height, const Framing& framing, int margin);

  int width() const { return width_; }
  int height() const { return height_; }
  int margin() const { return margin_; }
  /// Where row y of the display lies in the picture: 0 its upper edge, 1 its lower.
  float height_in_picture(int y) const { return static_cast<float>(shown_.y + (y + 0.5) / height_ * shown_.height); }

  /// Light: goes on beyond the picture and fades there.
  FloatPlane light(const FloatPlane& plane) const;
  /// The same without margin, and nothing beyond the picture: the coverage of a source.
  FloatPlane coverage(const FloatPlane& plane) const;
  /// What is neither light nor coverage: beyond the picture its edge is repeated. Without margin when not asked for.
  FloatPlane plain(const FloatPlane& plane, bool with_margin) const;
  /// `plain` or, faded, `light` at half the size, rounded up, without margin.
  FloatPlane half(const FloatPlane& plane, bool faded) const;

 private:
  struct Edges {
    double left = 0, top = 0, right = 0, bottom = 0;  // of the picture, in pixels of the display
  };
  PixelRegion region_of(const FloatPlane& plane) const;
  std::vector<float> fade(double begin, double end, int size, int margin, bool beyond) const;
  void apply(FloatPlane& plane, const std::vector<float>& columns, const std::vector<float>& rows) const;

  int width_, height_, margin_;
  PixelRegion shown_;  // in fractions of the picture
  Edges edges_;
};

}  // namespace redlight

#pragma once
// The camera that a poster scene may have: a move over the scene's whole time, as the author wrote it. Plain values and
// the path in between; what comes of it on a display says picture/camera_frame.h. Pure.
#include <optional>

namespace redlight {

/// Where a camera looks.
struct CameraPlace {
  double x = 0.5, y = 0.5;  ///< in fractions of the picture, from the top left; the middle of the display
  double zoom = 1;          ///< 1..kMostZoom; 1 fills the display
  bool operator==(const CameraPlace&) const = default;
};
inline constexpr double kMostZoom = 4;

/// Where a move begins or ends gently.
enum class Ease { none, start, end, both };

struct Camera {
  CameraPlace from, to;
  double depth =
      1;  ///< 0..kMostDepth: how much farther near things move than far ones, at 1 by a quarter of the way; 0: flat
  double pivot = 0.5;  ///< 0 far .. 1 near: what is this near moves as the picture does
  Ease ease = Ease::both;
  bool operator==(const Camera&) const = default;
};
inline constexpr double kMostDepth = 2;

/// The moves on displays of the two shapes; without one the picture stands still there.
struct Cameras {
  std::optional<Camera> portrait, landscape;
  /// For a display of this size: portrait when higher than wide.
  const std::optional<Camera>& choose(int width, int height) const { return height > width ? portrait : landscape; }
  bool operator==(const Cameras&) const = default;
};

/// How far the move is, 0..1, when `part` (0..1) of its time is over.
inline double eased_by(Ease ease, double part) {
  const double x = part < 0 ? 0 : part > 1 ? 1 : part;
  switch (ease) {
    case Ease::none:
      return x;
    case Ease::start:
      return x * x * (2 - x);
    case Ease::end:
      return x * (1 + x - x * x);
    case Ease::both:
      return x * x * (3 - 2 * x);
  }
  return x;
}

}  // namespace redlight

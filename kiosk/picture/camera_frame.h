#pragma once
// A poster's camera on one display: what its art must be prepared as, and what it sees of that at each moment. The
// camera's window glides straight from its first place to its last, so that a move into the picture has one point that
// stands still; by how much near things move more is worked out from how far the camera is from the middle of its way,
// where the picture is as it was delivered. Windows are so much smaller than the picture that a shift by depth never
// reaches beyond it. Pure.
#include "picture/framing.h"
#include "picture/picture.h"
#include "show/camera.h"

namespace redlight {

struct CameraFrame {
  Framing art;  ///< what the art is prepared as: of as much of the picture as the camera needs
  Camera camera;
  /// The window's middle and width in pixels of the picture, as the move begins and as it ends.
  struct Window {
    double x = 0, y = 0, width = 0;
    bool operator==(const Window&) const = default;
  };
  Window from, to;
  double slide_x = 0, slide_y = 0;  ///< of the whole move, in pixels of the picture
  double left = 0, top = 0;         ///< of what the art shows, in pixels of the picture
  double density = 1;               ///< pixels of the art to one of the picture
  int width = 0, height = 0;        ///< of the display
  bool operator==(const CameraFrame&) const = default;
};

/// What art for a camera needs of whoever draws it, at most: its longest side, margins included.
inline constexpr int kLargestCameraArt = 6144;

/// For a picture of width x height pixels, of which the camera stays inside `crop`, on `display` x `display_height`
/// pixels. Art is prepared `ground_scale` times coarser than it could be, and no side of it, margins included, is
/// longer than `largest`.
CameraFrame frame_camera(int width, int height, const Framing& display, const Camera& camera, int ground_scale,
                         int largest = kLargestCameraArt);

/// `moved` is how far the move is, 0..1 (eased_by()).
View view_at(const CameraFrame& frame, double moved);

/// Where in art under `view` a place of a picture of width x height pixels lies, depth left out. All in pixels.
struct ArtPlace {
  float x = 0, y = 0;
};
inline ArtPlace art_place(const View& view, float x, float y, int width, int height) {
  return {view.x + (x - static_cast<float>(width) * 0.5f) * view.step,
          view.y + (y - static_cast<float>(height) * 0.5f) * view.step};
}

}  // namespace redlight

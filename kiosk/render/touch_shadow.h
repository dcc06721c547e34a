#pragma once
// How much of a visitor's light the surfaces around it see: depth-traced, as soft as the tube is long. Pure.
#include <algorithm>
#include <cstddef>
#include <vector>

#include "picture/lit_art.h"
#include "render/light_field.h"

namespace redlight {

/// One visitor's light. x and y in heights of the picture from its top left; z grows toward the camera, 0 at depth 0.
struct TouchLamp {
  static constexpr float kHalfLength = 0.045f;  ///< of the tube, which lies level
  float x, y, z;
  Rgb radiance;
};

/// The surfaces that the guides tell of.
struct TouchSurface {
  static constexpr float kDeep = 1.1f;  ///< heights of the picture from depth 1 to depth 0
  const Guides& guides;
  float unit;  ///< one guide in heights of the picture

  std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(guides.width) + static_cast<std::size_t>(x);
  }
  int column(float place_x) const { return std::clamp(static_cast<int>(place_x / unit), 0, guides.width - 1); }
  int row(float place_y) const { return std::clamp(static_cast<int>(place_y / unit), 0, guides.height - 1); }
};

/// Nodes on every `every`-th guide from (x, y) on. Those beyond the last guide lie on the last.
struct TouchNodes {
  int x = 0, y = 0, every = 1, columns = 0, rows = 0;

  int guide_x(int column, const Guides& guides) const { return std::min(x + column * every, guides.width - 1); }
  int guide_y(int row, const Guides& guides) const { return std::min(y + row * every, guides.height - 1); }
  std::size_t size() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
  std::size_t at(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
  }
};

/// The share of the lamp that is seen from the surface of each node, 0..1; nothing is said of nodes farther from it
/// than `reach`, in heights of the picture.
class TouchShadow {
 public:
  /// `run` is used during construction only.
  TouchShadow(const TouchSurface& surface, const TouchLamp& lamp, const TouchNodes& nodes, float reach,
              const RunRows& run);

  /// Of one row of the nodes, whose depths (0 far .. 1 near) are given, into `clear`. Any thread.
  void row(int row, const float* depth, float* clear) const;

 private:
  void trace(const TouchSurface& surface, const TouchLamp& lamp, float reach, int row);
  std::size_t at(int column, int row) const;

  TouchNodes nodes_, traced_;         // traced_: every other node
  std::vector<float> depth_, clear_;  // of the traced nodes, with a border
};

}  // namespace redlight

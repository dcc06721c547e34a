#pragma once
// From what a display shows back to the light that it stands for: the inverse of tone() in shaders/light.glsl, found
// numerically from that text itself, so that it follows its numbers. A flat picture has only display-coded
// values; fed as this light through the same path as everything else it looks as it was delivered. Pure; the table is
// made at first use (milliseconds) and never changed; any thread.
#include <vector>

#include "picture/lit_art.h"

namespace redlight {

class InverseTone {
 public:
  /// No pixel needs more: what is shown as white.
  static constexpr float kBrightest = 3;

  static const InverseTone& table();

  /// The linear light, 0..kBrightest, that is shown as the display-coded r, g, b (0..1) at an exposure of 1 and without
  /// vignette. Where the curve cannot reach a colour (the brightest saturated ones) the nearest that it can.
  Rgb operator()(float r, float g, float b) const;

 private:
  InverseTone();
  struct Node {
    float root = 0;  // square root of the largest channel's light
    Rgb slope;       // what a channel is shown as, per its own square root
  };
  std::vector<Node> nodes_;
};

}  // namespace redlight

#pragma once
// From what a display shows back to the light that it stands for: the inverse of tone() in shaders/light.glsl, found
// numerically from that text itself, so that it follows whatever the text says. A flat picture has only display-coded
// values; fed as this light through the same path as everything else it looks as it was delivered. Pure; the table is
// made at first use (a tenth of a second) and never changed; any thread.
#include <vector>

#include "picture/lit_art.h"

namespace redlight {

class InverseTone {
 public:
  /// No pixel needs more: what is left above it is the last two of 255 before white, and a scale ten times as large
  /// would take the dark tones their steps.
  static constexpr float kBrightest = 10;

  static const InverseTone& table();

  /// The linear light, 0..kBrightest, that is shown as the display-coded r, g, b (0..1) at an exposure of 1 and without
  /// vignette. Where the filmic curve cannot reach a colour (the most saturated greens) the nearest that it can.
  Rgb operator()(float r, float g, float b) const;

 private:
  InverseTone();
  std::vector<Rgb> root_;  // square roots of linear light
};

}  // namespace redlight

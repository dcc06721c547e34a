#pragma once
// How the picture lies on the panel. Picture and touch turn together: the renderer turns the one by this, the input the
// other by its inverse.

namespace redlight {

/// Clockwise, from the picture to the panel.
enum class Rotation { none, quarter, half, three_quarters };

constexpr bool swaps_sides(Rotation r) { return r == Rotation::quarter || r == Rotation::three_quarters; }

/// A place in fractions of width and height from the top left.
struct Point {
  double x = 0, y = 0;
};

/// Where on the picture a place on the panel is.
constexpr Point on_picture(Point panel, Rotation r) {
  switch (r) {
    case Rotation::quarter:
      return {panel.y, 1 - panel.x};
    case Rotation::half:
      return {1 - panel.x, 1 - panel.y};
    case Rotation::three_quarters:
      return {1 - panel.y, panel.x};
    case Rotation::none:
      break;
  }
  return panel;
}

/// How a touch panel counts against the picture behind it: some are mounted back to front.
enum class Mirror { none, across, down, both };

constexpr Point mirrored(Point panel, Mirror mirror) {
  if (mirror == Mirror::across || mirror == Mirror::both) panel.x = 1 - panel.x;
  if (mirror == Mirror::down || mirror == Mirror::both) panel.y = 1 - panel.y;
  return panel;
}

}  // namespace redlight

#include "picture/flat_tubes.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

// Light comes round edges that face away: a tube is long, and walls throw it back.
constexpr float kWrap = 0.3f;
// How much of the tubes' light, which lives, is kept from faces and lettering.
constexpr float kHeldBack = 0.55f;

/// The point of the tube that is nearest to a point of the print.
struct Line {
  float x, y, along_x, along_y, square;

  void nearest(float px, float py, float& dx, float& dy) const {
    const float t = std::clamp(((px - x) * along_x + (py - y) * along_y) / square, 0.f, 1.f);
    dx = x + t * along_x - px, dy = y + t * along_y - py;
  }
};

}  // namespace

TubeLight tube_light(const PseudoTube& tube, const TubeSurface& surface, const Region& shown) {
  const int width = surface.calm.width, height = surface.calm.height;
  const float left = static_cast<float>(shown.x * width), top = static_cast<float>(shown.y * height),
              wide = static_cast<float>(shown.width * width), high = static_cast<float>(shown.height * height);
  const float unit = 1 / std::max(wide, high);
  Line line{(left + tube.from_x * wide) * unit, (top + tube.from_y * high) * unit,
            (tube.to_x - tube.from_x) * wide * unit, (tube.to_y - tube.from_y) * high * unit, 0};
  line.square = line.along_x * line.along_x + line.along_y * line.along_y;
  const float strength = tube.strength * surface.level, half = 1 / (tube.reach * tube.reach);
  TubeLight light{FloatPlane(width, height), FloatPlane(width, height)};
  for (int y = 0; y < height; y++) {
    const float *nx = surface.normal[0].row(y), *ny = surface.normal[1].row(y), *nz = surface.normal[2].row(y),
                *calm = surface.calm.row(y);
    for (int x = 0; x < width; x++) {
      float dx = 0, dy = 0;
      line.nearest((static_cast<float>(x) + 0.5f) * unit, (static_cast<float>(y) + 0.5f) * unit, dx, dy);
      const float flat = dx * dx + dy * dy, distance = std::sqrt(flat + tube.height * tube.height);
      const float facing = (nx[x] * dx - ny[x] * dy + nz[x] * tube.height) / distance;
      const float falls = 1 / (1 + flat * half);
      const float held = strength * (1 - kHeldBack * calm[x]);
      light.surface.row(y)[x] = held * falls * std::max((facing + kWrap) / (1 + kWrap), 0.f);
      light.air.row(y)[x] = held * tube.haze * falls * falls;
    }
  }
  return light;
}

}  // namespace redlight

#include "picture/flat_relief.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

struct Scale {
  double radius;  ///< of the longer side
  float slope;    ///< how steep a change of brightness by 1 over the radius is
  float calmed;   ///< how much of it goes where the picture is calm
};
constexpr Scale kScales[] = {{1.0 / 500, 1.1f, 1.f}, {1.0 / 130, 1.6f, 1.f}, {1.0 / 36, 1.8f, 0.7f}};
constexpr float kSteepest = 1.3f;

// The depth at which the camera's breath moves nothing, and how far shapes rise from it.
constexpr float kPrint = 0.6f, kRise = 0.08f;

double mean_of(const FloatPlane& plane) {
  double sum = 0;
  for (const float s : plane.samples) sum += static_cast<double>(s);
  return sum / static_cast<double>(plane.samples.size());
}

void add_slopes(FloatPlane& right, FloatPlane& down, const FloatPlane& luma, const FloatPlane& calm,
                const Scale& scale) {
  const int radius = share_of_side(luma, scale.radius);
  const FloatPlane height = soften(luma, radius);
  const int reach = std::max(radius / 2, 1);
  const float k = scale.slope * static_cast<float>(radius) / static_cast<float>(2 * reach);
  for (int y = 0; y < luma.height; y++) {
    const float *above = height.row(std::max(y - reach, 0)), *here = height.row(y),
                *below = height.row(std::min(y + reach, luma.height - 1));
    for (int x = 0; x < luma.width; x++) {
      const float damped = k * (1 - scale.calmed * calm.row(y)[x]);
      right.row(y)[x] += damped * (here[std::min(x + reach, luma.width - 1)] - here[std::max(x - reach, 0)]);
      down.row(y)[x] += damped * (below[x] - above[x]);
    }
  }
}

}  // namespace

std::array<FloatPlane, 3> relief_of(const FloatPlane& luma, const FloatPlane& calm) {
  FloatPlane right(luma.width, luma.height), down = right, out = right;
  for (const Scale& scale : kScales) add_slopes(right, down, luma, calm, scale);
  for (std::size_t i = 0; i < out.samples.size(); i++) {
    float x = -right.samples[i], y = down.samples[i];
    const float steep = std::sqrt(x * x + y * y);
    // Steep slopes are bent towards the limit rather than cut, so that no edge of a cut shows.
    const float bend = 1 / (1 + steep / kSteepest);
    x *= bend, y *= bend;
    const float length = std::sqrt(x * x + y * y + 1);
    right.samples[i] = x / length, down.samples[i] = y / length, out.samples[i] = 1 / length;
  }
  return {std::move(right), std::move(down), std::move(out)};
}

FloatPlane calm_depth(const FloatPlane& luma, const FloatPlane& calm) {
  FloatPlane depth = soften(luma, share_of_side(luma, 1.0 / 24));
  const float middle = static_cast<float>(mean_of(depth));
  const FloatPlane still = soften(calm, share_of_side(luma, 1.0 / 40));
  for (std::size_t i = 0; i < depth.samples.size(); i++)
    depth.samples[i] =
        kPrint + kRise * std::clamp(2 * (depth.samples[i] - middle), -1.f, 1.f) * (1 - 0.7f * still.samples[i]);
  return depth;
}

FloatPlane illumination_of(const ColourPlanes& colours) {
  FloatPlane brightest(colours[0].width, colours[0].height);
  for (std::size_t i = 0; i < brightest.samples.size(); i++)
    brightest.samples[i] = linear_of(std::max({colours[0].samples[i], colours[1].samples[i], colours[2].samples[i]}));
  FloatPlane light = soften(brightest, share_of_side(brightest, 1.0 / 9));
  // Half of it the whole picture's own level: a dark corner is dark partly because it is painted dark.
  const float level = static_cast<float>(mean_of(brightest));
  for (float& l : light.samples) l = 0.9f * l + 0.35f * level + 0.012f;
  return light;
}

FloatPlane reflectance_plane(const FloatPlane& colour, const FloatPlane& illumination) {
  FloatPlane result(colour.width, colour.height);
  for (std::size_t i = 0; i < result.samples.size(); i++)
    result.samples[i] = std::min(0.7f * linear_of(colour.samples[i]) / illumination.samples[i], 1.f);
  return result;
}

ColourPlanes reflectance_of(const ColourPlanes& colours, const FloatPlane& illumination) {
  return {reflectance_plane(colours[0], illumination), reflectance_plane(colours[1], illumination),
          reflectance_plane(colours[2], illumination)};
}

}  // namespace redlight

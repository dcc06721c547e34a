#include "picture/flat_emitters.h"

#include <algorithm>

namespace redlight {
namespace {

/// What is around is smooth, so a small copy gives it.
FloatPlane mean_around(const FloatPlane& plane) {
  const FloatPlane small = enlarge(box_mean(plane, 2), std::max(plane.width / 4, 1), std::max(plane.height / 4, 1));
  return enlarge(soften(small, share_of_side(small, 1.0 / 12)), plane.width, plane.height);
}

/// The white-hot core of a coloured tube is no less a light than its rim.
void fill_cores(FloatPlane& found, const FloatPlane& coloured, const FloatPlane& hot) {
  const FloatPlane near = soften(coloured, share_of_side(found, 1.0 / 130, 2));
  for (std::size_t i = 0; i < found.samples.size(); i++)
    found.samples[i] = std::max(found.samples[i], hot.samples[i] * soft_step(0.06f, 0.25f, near.samples[i]));
}

}  // namespace

FloatPlane find_emitters(const ColourPlanes& colours, const FloatPlane& skin, const FloatPlane& lettering) {
  const int width = colours[0].width, height = colours[0].height;
  // Squares of codes are close to linear light: of the largest channel, so that blue counts, and of the brightness, so
  // that a white-hot tube before a wall in its own colour does.
  FloatPlane power(width, height), bright = luma_of(colours);
  for (std::size_t i = 0; i < power.samples.size(); i++) {
    const float v = std::max({colours[0].samples[i], colours[1].samples[i], colours[2].samples[i]});
    power.samples[i] = v * v, bright.samples[i] *= bright.samples[i];
  }
  const FloatPlane around = mean_around(power), bright_around = mean_around(bright);
  const FloatPlane face = enlarge(skin, width, height), words = enlarge(lettering, width, height);
  FloatPlane found(width, height), coloured = found, hot = found;
  for (std::size_t i = 0; i < found.samples.size(); i++) {
    const float p = power.samples[i];
    if (p < 0.3f) continue;
    const float r = colours[0].samples[i], g = colours[1].samples[i], b = colours[2].samples[i];
    const float high = std::max({r, g, b}), low = std::min({r, g, b});
    const float saturated = soft_step(0.35f, 0.65f, (high - low) / high);
    hot.samples[i] = soft_step(0.85f, 0.97f, high);
    const float outshines = soft_step(
        1.8f, 4.0f, std::max(p / (around.samples[i] + 0.02f), bright.samples[i] / (bright_around.samples[i] + 0.02f)));
    const float burns = soft_step(0.7f, 0.93f, high) * outshines * (1 - face.samples[i]);
    coloured.samples[i] = burns * saturated;
    found.samples[i] = burns * std::max(saturated, hot.samples[i] * (1 - words.samples[i]));
  }
  fill_cores(found, coloured, hot);
  return found;
}

}  // namespace redlight

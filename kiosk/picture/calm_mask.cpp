#include "picture/calm_mask.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

/// 1 inside the range, falling to 0 over `edge` on either side.
float within(float low, float high, float edge, float value) {
  return soft_step(low - edge, low, value) * (1 - soft_step(high, high + edge, value));
}

/// How much lettering of strokes of about `radius` there is around each pixel.
FloatPlane lettering_of_size(const FloatPlane& luma, const FloatPlane& change, int radius) {
  FloatPlane square(luma.width, luma.height), cube = square, fourth = square;
  for (std::size_t i = 0; i < luma.samples.size(); i++) {
    const float v = luma.samples[i] - 0.5f;
    square.samples[i] = v * v, cube.samples[i] = v * v * v, fourth.samples[i] = v * v * v * v;
  }
  const FloatPlane first = box_mean(luma, radius), crossing = box_mean(change, radius);
  square = box_mean(square, radius), cube = box_mean(cube, radius), fourth = box_mean(fourth, radius);
  FloatPlane found(luma.width, luma.height);
  for (std::size_t i = 0; i < found.samples.size(); i++) {
    const float m = first.samples[i] - 0.5f, s2 = square.samples[i], s3 = cube.samples[i], s4 = fourth.samples[i];
    const float variance = s2 - m * m;
    if (variance < 1e-3f) continue;
    const float skew = (s3 - 3 * m * s2 + 2 * m * m * m), kurt = s4 - 4 * m * s3 + 6 * m * m * s2 - 3 * m * m * m * m;
    const float skewness2 = skew * skew / (variance * variance * variance), kurtosis = kurt / (variance * variance);
    const float bimodal = (skewness2 + 1) / std::max(kurtosis, 1e-3f);
    // The difference of two values that have this variance and skewness.
    const float contrast = std::sqrt(variance * (skewness2 + 4));
    const float crossings = crossing.samples[i] * static_cast<float>(2 * radius + 1) / contrast;
    found.samples[i] =
        soft_step(0.66f, 0.84f, bimodal) * soft_step(0.15f, 0.3f, contrast) * soft_step(1.7f, 2.8f, crossings);
  }
  return found;
}

}  // namespace

FloatPlane find_skin(const ColourPlanes& colours) {
  FloatPlane skin(colours[0].width, colours[0].height);
  for (std::size_t i = 0; i < skin.samples.size(); i++) {
    const float r = colours[0].samples[i] * 255, g = colours[1].samples[i] * 255, b = colours[2].samples[i] * 255;
    const float y = 0.299f * r + 0.587f * g + 0.114f * b, cb = 128 + 0.564f * (b - y), cr = 128 + 0.713f * (r - y);
    skin.samples[i] = within(77, 127, 5, cb) * within(135, 173, 5, cr) * within(55, 215, 20, y);
  }
  FloatPlane region = soften(skin, share_of_side(skin, 1.0 / 90));
  for (std::size_t i = 0; i < region.samples.size(); i++) region.samples[i] = soft_step(0.35f, 0.7f, region.samples[i]);
  return region;
}

FloatPlane find_lettering(const FloatPlane& luma) {
  FloatPlane change(luma.width, luma.height);
  for (int y = 0; y < luma.height; y++) {
    const float *here = luma.row(y), *below = luma.row(std::min(y + 1, luma.height - 1));
    for (int x = 0; x < luma.width; x++)
      change.row(y)[x] = std::abs(here[std::min(x + 1, luma.width - 1)] - here[x]) + std::abs(below[x] - here[x]);
  }
  FloatPlane all(luma.width, luma.height);
  for (const double share : {1.0 / 150, 1.0 / 75, 1.0 / 38, 1.0 / 19}) {
    const int radius = share_of_side(luma, share, 2);
    const FloatPlane found = soften(lettering_of_size(luma, change, radius), std::max(radius / 2, 1));
    for (std::size_t i = 0; i < all.samples.size(); i++)
      all.samples[i] = std::max(all.samples[i], soft_step(0.25f, 0.6f, found.samples[i]));
  }
  return all;
}

FloatPlane find_calm(const FloatPlane& skin, const FloatPlane& lettering) {
  FloatPlane calm(skin.width, skin.height);
  for (std::size_t i = 0; i < calm.samples.size(); i++)
    calm.samples[i] = std::max(skin.samples[i], lettering.samples[i]);
  return soften(calm, share_of_side(calm, 1.0 / 160));
}

}  // namespace redlight

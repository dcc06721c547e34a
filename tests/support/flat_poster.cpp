#include "support/flat_poster.h"

#include <algorithm>
#include <cmath>

#include "picture/noise.h"

namespace redlight::test {
namespace {

struct Colour {
  double r, g, b;
};

Colour mix(const Colour& a, const Colour& b, double part) {
  part = std::clamp(part, 0.0, 1.0);
  return {a.r + (b.r - a.r) * part, a.g + (b.g - a.g) * part, a.b + (b.b - a.b) * part};
}

/// 1 within `half` of 0, falling to 0 over `soft`.
double bar(double distance, double half, double soft) {
  return std::clamp((half + soft - std::abs(distance)) / soft, 0.0, 1.0);
}

Colour night(double x, double y, std::uint32_t noise) {
  const double grain = static_cast<double>(noise & 255) / 255 - 0.5;
  Colour c = mix({24, 30, 48}, {10, 11, 18}, y);
  c = {c.r + 4 * grain, c.g + 4 * grain, c.b + 4 * grain};
  // Lit windows to the left and right.
  const double column = x * 24, row = y * 40;
  const bool window = (x < 0.2 || x > 0.8) && y > 0.3 && y < 0.75 && column - static_cast<int>(column) < 0.5 &&
                      row - static_cast<int>(row) < 0.5 &&
                      mix_bits(static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row)) % 3 == 0;
  return window ? Colour{250, 200, 110} : c;
}

Colour colour_at(double x, double y, std::uint32_t noise) {
  Colour c = night(x, y, noise);
  const double neon = bar(y - kNeonY, 0.004, 0.002) * (x > 0.25 && x < 0.75 ? 1 : 0),
               glow = bar(y - kNeonY, 0, 0.07) * bar(x - 0.5, 0.22, 0.1);
  c = mix(mix(c, {150, 20, 70}, 0.7 * glow * glow), {255, 60, 130}, neon);
  const double u = (x - kFaceX) / kFaceWide, v = (y - kFaceY) / kFaceHigh, inside = u * u + v * v;
  if (inside < 1) c = mix({214, 160, 128}, {120, 76, 60}, 0.5 + 0.4 * u + 0.2 * v);
  if (y > kWordsTop && y < kWordsBottom && x > 0.1 && x < 0.9) {
    const double column = (x - 0.1) * 30, row = (y - kWordsTop) * 50;
    const double dx = column - static_cast<int>(column), dy = row - static_cast<int>(row);
    // Letters of a kind: an upright and a bar each.
    if (dy > 0.15 && dy < 0.85 && (dx < 0.3 || (dx < 0.75 && dy < 0.35))) c = {240, 232, 214};
  }
  return c;
}

}  // namespace

Image flat_poster(int width, int height) {
  Image image(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      const Colour c = colour_at((x + 0.5) / width, (y + 0.5) / height,
                                 mix_bits(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)));
      const auto byte = [](double v) { return static_cast<std::uint32_t>(std::clamp(v, 0.0, 255.0) + 0.5); };
      image.row(y)[x] = 0xff000000u | byte(c.r) << 16 | byte(c.g) << 8 | byte(c.b);
    }
  return image;
}

ColourPlanes colours_of(const Image& image) {
  ColourPlanes planes;
  for (std::size_t c = 0; c < 3; c++) {
    planes[c] = FloatPlane(image.width, image.height);
    for (std::size_t i = 0; i < image.pixels.size(); i++)
      planes[c].samples[i] = static_cast<float>(image.pixels[i] >> (16 - 8 * c) & 0xff) / 255.f;
  }
  return planes;
}

}  // namespace redlight::test

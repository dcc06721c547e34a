#include "picture/plane.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

double catmull_rom(double x) {
  x = x < 0 ? -x : x;
  if (x < 1) return 1 + x * x * (1.5 * x - 2.5);
  if (x < 2) return 2 + x * (-4 + x * (2.5 - 0.5 * x));
  return 0;
}

/// Which source samples make one target sample, and with what weight.
struct Taps {
  int first = 0;
  std::vector<float> weight;
};

std::vector<Taps> make_taps(int source_size, double start, double length, int target_size, int margin) {
  const double step = length / target_size, widen = std::max(step, 1.0);
  std::vector<Taps> all(static_cast<std::size_t>(target_size + 2 * margin));
  for (int i = -margin; i < target_size + margin; i++) {
    const double centre = start + (i + 0.5) * step - 0.5;
    const int first = static_cast<int>(std::floor(centre - 2 * widen)) + 1,
              last = static_cast<int>(std::floor(centre + 2 * widen));
    // What lies outside the picture repeats its edge: those weights are added to the edge sample's.
    const int lo = std::clamp(first, 0, source_size - 1), hi = std::clamp(last, 0, source_size - 1);
    std::vector<double> weight(static_cast<std::size_t>(hi - lo + 1));
    double sum = 0;
    for (int k = first; k <= last; k++) {
      const double w = catmull_rom((k - centre) / widen);
      weight[static_cast<std::size_t>(std::clamp(k, lo, hi) - lo)] += w;
      sum += w;
    }
    Taps& taps = all[static_cast<std::size_t>(i + margin)];
    taps.first = lo;
    for (const double w : weight) taps.weight.push_back(static_cast<float>(w / sum));
  }
  return all;
}

}  // namespace

FloatPlane resample(const FloatPlane& plane, const PixelRegion& source, int width, int height, int margin) {
  const auto columns = make_taps(plane.width, source.x, source.width, width, margin);
  const auto rows = make_taps(plane.height, source.y, source.height, height, 0);
  width += 2 * margin;
  FloatPlane wide(width, plane.height), out(width, height);
  const int y_begin = rows.front().first, y_end = rows.back().first + static_cast<int>(rows.back().weight.size());
  for (int y = y_begin; y < y_end; y++) {
    const float* from = plane.row(y);
    float* to = wide.row(y);
    for (int x = 0; x < width; x++) {
      const Taps& taps = columns[static_cast<std::size_t>(x)];
      float sum = 0;
      for (std::size_t k = 0; k < taps.weight.size(); k++)
        sum += taps.weight[k] * from[static_cast<std::size_t>(taps.first) + k];
      to[x] = sum;
    }
  }
  for (int y = 0; y < height; y++) {
    const Taps& taps = rows[static_cast<std::size_t>(y)];
    float* to = out.row(y);
    for (std::size_t k = 0; k < taps.weight.size(); k++) {
      const float w = taps.weight[k];
      const float* from = wide.row(taps.first + static_cast<int>(k));
      for (int x = 0; x < width; x++) to[x] += w * from[x];
    }
    for (int x = 0; x < width; x++) to[x] = std::max(to[x], 0.f);
  }
  return out;
}

PixelRegion cover_region(int width, int height, const Region& crop, int to_width, int to_height) {
  PixelRegion r{crop.x * width, crop.y * height, crop.width * width, crop.height * height};
  const double aspect = static_cast<double>(to_width) / to_height;
  if (r.width > r.height * aspect) {
    const double w = r.height * aspect;
    r.x += (r.width - w) / 2, r.width = w;
  } else {
    const double h = r.width / aspect;
    r.y += (r.height - h) / 2, r.height = h;
  }
  return r;
}

}  // namespace redlight

#include "picture/plane_filters.h"

#include <algorithm>
#include <cmath>

#include "picture/colour.h"

namespace redlight {
namespace {

/// Sums run down all columns at once, row by row, so that memory is read in order.
FloatPlane mean_of_columns(const FloatPlane& in, int radius) {
  FloatPlane out(in.width, in.height);
  const auto row = [&](int y) { return in.row(std::clamp(y, 0, in.height - 1)); };
  std::vector<double> sum(static_cast<std::size_t>(in.width));
  for (int y = -radius; y < radius; y++)
    for (int x = 0; x < in.width; x++) sum[static_cast<std::size_t>(x)] += static_cast<double>(row(y)[x]);
  const double part = 1.0 / (2 * radius + 1);
  for (int y = 0; y < in.height; y++) {
    const float *enters = row(y + radius), *leaves = row(y - radius);
    float* to = out.row(y);
    for (int x = 0; x < in.width; x++) {
      double& s = sum[static_cast<std::size_t>(x)];
      s += static_cast<double>(enters[x]);
      to[x] = static_cast<float>(s * part);
      s -= static_cast<double>(leaves[x]);
    }
  }
  return out;
}

FloatPlane mean_of_rows(const FloatPlane& in, int radius) {
  FloatPlane out(in.width, in.height);
  const double part = 1.0 / (2 * radius + 1);
  for (int y = 0; y < in.height; y++) {
    const float* from = in.row(y);
    float* to = out.row(y);
    const auto at = [&](int x) { return static_cast<double>(from[std::clamp(x, 0, in.width - 1)]); };
    double sum = 0;
    for (int x = -radius; x < radius; x++) sum += at(x);
    for (int x = 0; x < in.width; x++) {
      sum += at(x + radius);
      to[x] = static_cast<float>(sum * part);
      sum -= at(x - radius);
    }
  }
  return out;
}

}  // namespace

FloatPlane box_mean(const FloatPlane& plane, int radius) {
  return mean_of_columns(mean_of_rows(plane, radius), radius);
}

FloatPlane soften(const FloatPlane& plane, int radius) { return box_mean(box_mean(plane, radius), radius); }

FloatPlane enlarge(const FloatPlane& plane, int width, int height) {
  if (plane.width == width && plane.height == height) return plane;
  struct Lerp {
    int low = 0, high = 0;
    float part = 0;
  };
  const auto places = [](int size, int from_size) {
    std::vector<Lerp> all(static_cast<std::size_t>(size));
    for (int i = 0; i < size; i++) {
      const float at = (static_cast<float>(i) + 0.5f) * static_cast<float>(from_size) / static_cast<float>(size) - 0.5f;
      const float inside = std::clamp(at, 0.f, static_cast<float>(from_size - 1));
      const int low = static_cast<int>(inside);
      all[static_cast<std::size_t>(i)] = {low, std::min(low + 1, from_size - 1), inside - static_cast<float>(low)};
    }
    return all;
  };
  const auto columns = places(width, plane.width), rows = places(height, plane.height);
  FloatPlane out(width, height);
  std::vector<float> line(static_cast<std::size_t>(plane.width));
  for (int y = 0; y < height; y++) {
    const Lerp& at = rows[static_cast<std::size_t>(y)];
    const float *above = plane.row(at.low), *below = plane.row(at.high);
    for (int x = 0; x < plane.width; x++)
      line[static_cast<std::size_t>(x)] = above[x] + (below[x] - above[x]) * at.part;
    float* to = out.row(y);
    for (int x = 0; x < width; x++) {
      const Lerp& c = columns[static_cast<std::size_t>(x)];
      const float left = line[static_cast<std::size_t>(c.low)], right = line[static_cast<std::size_t>(c.high)];
      to[x] = left + (right - left) * c.part;
    }
  }
  return out;
}

FloatPlane luma_of(const ColourPlanes& colours) {
  FloatPlane luma(colours[0].width, colours[0].height);
  for (std::size_t i = 0; i < luma.samples.size(); i++)
    luma.samples[i] = 0.299f * colours[0].samples[i] + 0.587f * colours[1].samples[i] + 0.114f * colours[2].samples[i];
  return luma;
}

float linear_of(float code) {
  const auto& table = srgb_to_linear_table();
  const float at = std::clamp(code, 0.f, 1.f) * 255.f;
  const auto low = std::min(static_cast<std::size_t>(at), std::size_t{254});
  return table[low] + (table[low + 1] - table[low]) * (at - static_cast<float>(low));
}

float code_of(float linear) {
  const auto& table = srgb_to_linear_table();
  const auto above = std::upper_bound(table.begin(), table.end() - 1, linear);
  if (above == table.begin()) return 0;
  const float low = *(above - 1), part = std::clamp((linear - low) / (*above - low), 0.f, 1.f);
  return (static_cast<float>(above - table.begin() - 1) + part) / 255.f;
}

int share_of_side(const FloatPlane& plane, double share, int least) {
  return std::max(static_cast<int>(std::lround(share * std::max(plane.width, plane.height))), least);
}

}  // namespace redlight

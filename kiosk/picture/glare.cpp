#include "picture/glare.h"

#include <algorithm>

namespace redlight {
namespace {

/// Half the size, each sample the mean of 4 x 4 with weights 1 3 3 1: no shimmer, no grid.
FloatPlane halve(const FloatPlane& in) {
  const int w = std::max(in.width / 2, 1), h = std::max(in.height / 2, 1);
  FloatPlane narrow(w, in.height), out(w, h);
  const auto mean = [](float a, float b, float c, float d) { return (a + d) * 0.125f + (b + c) * 0.375f; };
  for (int y = 0; y < in.height; y++) {
    const float* from = in.row(y);
    float* to = narrow.row(y);
    const auto at = [&](int x) { return from[std::clamp(x, 0, in.width - 1)]; };
    to[0] = mean(at(-1), at(0), at(1), at(2));
    for (int x = 1; x < w - 1; x++) to[x] = mean(from[2 * x - 1], from[2 * x], from[2 * x + 1], from[2 * x + 2]);
    for (int x = std::max(w - 1, 1); x < w; x++) to[x] = mean(at(2 * x - 1), at(2 * x), at(2 * x + 1), at(2 * x + 2));
  }
  for (int y = 0; y < h; y++) {
    const auto row = [&](int j) { return narrow.row(std::clamp(2 * y + j, 0, in.height - 1)); };
    const float *a = row(-1), *b = row(0), *c = row(1), *d = row(2);
    float* to = out.row(y);
    for (int x = 0; x < w; x++) to[x] = mean(a[x], b[x], c[x], d[x]);
  }
  return out;
}

/// Adds `small` times `weight` to `large`, interpolated linearly between the centres of its samples.
void add_enlarged(FloatPlane& large, const FloatPlane& small, float weight) {
  std::vector<float> line(static_cast<std::size_t>(small.width));
  const auto place = [](int i, int large_size, int small_size, int& lower, float& part) {
    const float at =
        (static_cast<float>(i) + 0.5f) * static_cast<float>(small_size) / static_cast<float>(large_size) - 0.5f;
    const float inside = std::clamp(at, 0.f, static_cast<float>(small_size - 1));
    lower = std::min(static_cast<int>(inside), std::max(small_size - 2, 0));
    part = inside - static_cast<float>(lower);
  };
  std::vector<int> lower_x(static_cast<std::size_t>(large.width));
  std::vector<float> part_x(static_cast<std::size_t>(large.width));
  for (int x = 0; x < large.width; x++)
    place(x, large.width, small.width, lower_x[static_cast<std::size_t>(x)], part_x[static_cast<std::size_t>(x)]);
  const int next_x = small.width > 1 ? 1 : 0, next_y = small.height > 1 ? 1 : 0;
  for (int y = 0; y < large.height; y++) {
    int lower_y = 0;
    float part_y = 0;
    place(y, large.height, small.height, lower_y, part_y);
    const float *above = small.row(lower_y), *below = small.row(lower_y + next_y);
    for (int x = 0; x < small.width; x++)
      line[static_cast<std::size_t>(x)] = (above[x] + (below[x] - above[x]) * part_y) * weight;
    float* to = large.row(y);
    for (int x = 0; x < large.width; x++) {
      const float* at = line.data() + lower_x[static_cast<std::size_t>(x)];
      to[x] += at[0] + (at[next_x] - at[0]) * part_x[static_cast<std::size_t>(x)];
    }
  }
}

}  // namespace

void add_glare(FloatPlane& layer, const FloatPlane& source, float strength) {
  // The share of each octave, from a blur of 1/1300 of the longer side (the soft rim of the tube) to one of 1/10 of it
  // (the veil over the wall). Fitted by eye to Gaussians of sigma 2.5 8 24 64 150 pixels at 2560 with shares .40 .26
  // .18 .10 .06.
  static constexpr float kShare[] = {0.30f, 0.20f, 0.15f, 0.12f, 0.09f, 0.07f, 0.045f, 0.025f};
  const int longer = std::max(layer.width, layer.height);
  int skipped = 0;  // halvings before the first octave, for displays larger than 1920
  while ((longer >> skipped) > 2000) skipped++;
  std::vector<FloatPlane> levels{halve(source)};
  for (int i = 0; i < skipped; i++) levels.back() = halve(levels.back());
  // Displays much smaller than 1920 lack the finest octaves: their light goes into the first that exists.
  std::size_t first = 0;
  while (first + 1 < std::size(kShare) && (longer << first) < 1000) first++;
  float carried = 0;
  for (std::size_t i = 0; i < first; i++) carried += kShare[i];
  std::vector<float> share{carried + kShare[first]};
  for (std::size_t i = first + 1; i < std::size(kShare); i++) {
    levels.push_back(halve(levels.back()));
    share.push_back(kShare[i]);
  }
  // From the widest inwards: each level takes what is wider enlarged by one octave only, so that no grid of the coarse
  // samples shows.
  for (auto& s : levels.back().samples) s *= share.back();
  for (std::size_t i = levels.size() - 1; i-- > 0;) {
    for (auto& s : levels[i].samples) s *= share[i];
    add_enlarged(levels[i], levels[i + 1], 1.f);
  }
  add_enlarged(layer, levels.front(), strength);
}

}  // namespace redlight

#include "picture/empty_room.h"

#include <algorithm>
#include <vector>

namespace redlight {
namespace {

constexpr float kClear = 0.02f;  // of the matte: less is noise

/// The matte along row y of a plane of this size, at its largest around each sample, so that nothing of a soft edge is
/// taken for the room.
std::vector<float> cover_of(const FloatPlane& matte, int width, int height, int y) {
  const auto place = [](int i, int count, int size) {
    return std::clamp(static_cast<int>((i + 0.5) * size / count), 0, size - 1);
  };
  const float* row = matte.row(place(y, height, matte.height));
  const int reach = std::max(matte.width / std::max(width, 1), 1) + 1;
  std::vector<float> cover(static_cast<std::size_t>(width));
  for (int x = 0; x < width; x++) {
    const int at = place(x, width, matte.width);
    float most = 0;
    for (int i = std::max(at - reach, 0); i <= std::min(at + reach, matte.width - 1); i++)
      most = std::max(most, row[i]);
    cover[static_cast<std::size_t>(x)] = most;
  }
  return cover;
}

}  // namespace

FloatPlane filled_across(const FloatPlane& plane, const FloatPlane& matte) {
  if (plane.samples.empty() || matte.samples.empty()) return plane;
  FloatPlane out = plane;
  for (int y = 0; y < plane.height; y++) {
    const auto cover = cover_of(matte, plane.width, plane.height, y);
    const auto is_clear = [&](int x) { return cover[static_cast<std::size_t>(x)] < kClear; };
    float* row = out.row(y);
    for (int x = 0; x < plane.width;) {
      if (is_clear(x)) {
        x++;
        continue;
      }
      int end = x;
      while (end < plane.width && !is_clear(end)) end++;
      const bool has_left = x > 0, has_right = end < plane.width;
      const float left = has_left ? row[x - 1] : has_right ? row[end] : row[x], right = has_right ? row[end] : left;
      const float step = (right - left) / static_cast<float>(end - x + 1);
      for (int i = x; i < end; i++) row[i] = left + step * static_cast<float>(i - x + 1);
      x = end;
    }
  }
  return out;
}

FloatPlane without(const FloatPlane& plane, const FloatPlane& matte) {
  if (plane.samples.empty() || matte.samples.empty()) return plane;
  FloatPlane out = plane;
  for (int y = 0; y < plane.height; y++) {
    const auto cover = cover_of(matte, plane.width, plane.height, y);
    for (int x = 0; x < plane.width; x++) out.row(y)[x] *= 1 - cover[static_cast<std::size_t>(x)];
  }
  return out;
}

}  // namespace redlight

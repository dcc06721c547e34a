#include "picture/foreground.h"

#include <algorithm>
#include <optional>

namespace redlight {
namespace {

// Nearer than the room by so much: surely not, surely. In units of depth, 8-bit files have steps of 0.004.
constexpr float kNotYet = 0.014f, kSurely = 0.036f;
// Of the plane's pixels: connected parts of the matte smaller than this are noise of the depths.
constexpr std::size_t kSpeckShare = 15000;

/// The pixels that hang together with `start`, each marked in `seen`.
std::vector<std::size_t> connected(const FloatPlane& matte, std::size_t start, std::vector<bool>& seen) {
  const auto w = static_cast<std::size_t>(matte.width), size = matte.samples.size();
  std::vector<std::size_t> part{start};
  seen[start] = true;
  const auto visit = [&](std::size_t i) {
    if (seen[i] || matte.samples[i] <= 0) return;
    seen[i] = true;
    part.push_back(i);
  };
  for (std::size_t next = 0; next < part.size(); next++) {
    const std::size_t i = part[next], x = i % w;
    if (x > 0) visit(i - 1);
    if (x + 1 < w) visit(i + 1);
    if (i >= w) visit(i - w);
    if (i + w < size) visit(i + w);
  }
  return part;
}

/// Each sample the mean of its neighbourhood with weights 1 2 1: the depths know no half-covered pixels, the picture
/// does.
void soften(FloatPlane& plane) {
  const int w = plane.width, h = plane.height;
  FloatPlane across(w, h);
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) {
      const float* row = plane.row(y);
      across.row(y)[x] = (row[std::max(x - 1, 0)] + 2 * row[x] + row[std::min(x + 1, w - 1)]) * 0.25f;
    }
  for (int y = 0; y < h; y++) {
    const float *above = across.row(std::max(y - 1, 0)), *here = across.row(y),
                *below = across.row(std::min(y + 1, h - 1));
    for (int x = 0; x < w; x++) plane.row(y)[x] = (above[x] + 2 * here[x] + below[x]) * 0.25f;
  }
}

/// Rows that lack a value take that of the nearest row that has one; then the mean of the rows around, twice, which is
/// smooth in slope.
std::vector<float> filled_and_smooth(const std::vector<std::optional<float>>& rows) {
  const int count = static_cast<int>(rows.size());
  std::vector<float> out(rows.size());
  for (int y = 0; y < count; y++)
    for (int d = 0; d < count; d++) {
      const auto at = [&](int i) { return i >= 0 && i < count ? rows[static_cast<std::size_t>(i)] : std::nullopt; };
      const auto above = at(y - d), below = at(y + d);
      if (!above && !below) continue;
      out[static_cast<std::size_t>(y)] = above && below ? (*above + *below) / 2 : above ? *above : *below;
      break;
    }
  const int reach = std::max(count / 40, 1);
  for (int pass = 0; pass < 2; pass++) {
    std::vector<float> smooth(out.size());
    for (int y = 0; y < count; y++) {
      float sum = 0;
      for (int k = -reach; k <= reach; k++) sum += out[static_cast<std::size_t>(std::clamp(y + k, 0, count - 1))];
      smooth[static_cast<std::size_t>(y)] = sum / static_cast<float>(2 * reach + 1);
    }
    out = std::move(smooth);
  }
  return out;
}

std::optional<float> median(std::vector<float>& values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

FloatPlane make_matte(const FloatPlane& depth, const FloatPlane& plate_depth) {
  FloatPlane matte(depth.width, depth.height);
  for (std::size_t i = 0; i < matte.samples.size(); i++) {
    const float nearer = (depth.samples[i] - plate_depth.samples[i] - kNotYet) / (kSurely - kNotYet);
    const float t = std::clamp(nearer, 0.f, 1.f);
    matte.samples[i] = t * t * (3 - 2 * t);
  }
  std::vector<bool> seen(matte.samples.size());
  for (std::size_t i = 0; i < matte.samples.size(); i++) {
    if (seen[i] || matte.samples[i] <= 0) continue;
    const auto part = connected(matte, i, seen);
    if (part.size() < matte.samples.size() / kSpeckShare)
      for (const std::size_t k : part) matte.samples[k] = 0;
  }
  soften(matte);
  return matte;
}

FloatPlane share_of_room(const FloatPlane& matte, int reach) {
  constexpr float kSure = 0.9f, kWhole = 0.25f;  // of the matte; of the reach
  FloatPlane share(matte.width, matte.height);
  const auto far = static_cast<float>(reach + 1);
  for (int y = 0; y < matte.height; y++) {
    const float* row = matte.row(y);
    // How far the foreground is to the left, then whichever is nearer.
    std::vector<float> distance(static_cast<std::size_t>(matte.width), far);
    const auto spread = [&](int begin, int end, int step) {
      float from = far;
      for (int x = begin; x != end; x += step) {
        from = row[x] >= kSure ? 0.f : std::min(from + 1, far);
        float& nearest = distance[static_cast<std::size_t>(x)];
        nearest = std::min(nearest, from);
      }
    };
    spread(0, matte.width, 1);
    spread(matte.width - 1, -1, -1);
    for (int x = 0; x < matte.width; x++) {
      const float t = std::clamp((distance[static_cast<std::size_t>(x)] / far - kWhole) / (1 - kWhole), 0.f, 1.f);
      share.row(y)[x] = 1 - t * t * (3 - 2 * t);
    }
  }
  return share;
}

Box box_of(const FloatPlane& matte, int margin) {
  int left = matte.width, right = 0, top = matte.height, bottom = 0;
  for (int y = 0; y < matte.height; y++)
    for (int x = 0; x < matte.width; x++) {
      if (matte.row(y)[x] * 255.f < 0.5f) continue;
      left = std::min(left, x), right = std::max(right, x + 1), top = std::min(top, y), bottom = y + 1;
    }
  if (left >= right) return {};
  left = std::max(left - margin, 0), right = std::min(right + margin, matte.width);
  return {left, top, right - left, bottom - top};
}

DepthRows depth_rows(const FloatPlane& depth, const FloatPlane& plate_depth, const FloatPlane& matte) {
  std::vector<std::optional<float>> room, front;
  std::vector<float> values;
  for (int y = 0; y < depth.height; y++) {
    values.assign(plate_depth.row(y), plate_depth.row(y) + plate_depth.width);
    room.push_back(median(values));
    values.clear();
    for (int x = 0; x < depth.width; x++)
      if (matte.row(y)[x] > 0.5f) values.push_back(depth.row(y)[x]);
    front.push_back(median(values));
  }
  DepthRows rows{filled_and_smooth(room), {}};
  if (std::any_of(front.begin(), front.end(), [](const auto& v) { return v.has_value(); }))
    rows.near_depth = filled_and_smooth(front);
  return rows;
}

FloatPlane part_of(const FloatPlane& plane, const Box& box) {
  FloatPlane part(box.width, box.height);
  for (int y = 0; y < box.height; y++) std::copy_n(plane.row(box.y + y) + box.x, box.width, part.row(y));
  return part;
}

}  // namespace redlight

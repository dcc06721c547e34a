#include "picture/framing.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

/// Moves [at, at + length) so that it holds [need, need + need_length), and as far as it can be stays inside
/// [from, from + room); centred where it is longer than the room.
double place(double at, double length, double from, double room, double need, double need_length) {
  if (length >= room) return from - (length - room) / 2;
  at = std::clamp(at, from, from + room - length);
  return std::min(std::max(at, need + need_length - length), need);
}

float smoothstep(double x) {
  const double t = std::clamp(x, 0.0, 1.0);
  return static_cast<float>(t * t * (3 - 2 * t));
}

/// Beyond the picture a column is the one before it, blurred the more the farther out it is, so that the edge's light
/// spreads like haze instead of being drawn out in streaks. `at(i, k)` is sample k of line i; lines go outwards from
/// `first` by `step`, `count` of them.
template <class At>
void diffuse(At at, int first, int step, int count, int length) {
  std::vector<float> line(static_cast<std::size_t>(length));
  for (int i = 0; i < count; i++) {
    const int reach = std::min(1 + i / 12, length - 1), to = first + i * step;
    for (int k = 0; k < length; k++) {
      const float left = at(to - step, std::max(k - reach, 0)), right = at(to - step, std::min(k + reach, length - 1));
      line[static_cast<std::size_t>(k)] = left * 0.25f + at(to - step, k) * 0.5f + right * 0.25f;
    }
    for (int k = 0; k < length; k++) at(to, k) = line[static_cast<std::size_t>(k)];
  }
}

/// Close to the edge what lies inside it is mirrored, so that a texture does not end in a line; farther out that gives
/// way to what diffuse() made.
template <class At>
void mirror(At at, int first, int step, int count, int length, int reach) {
  for (int i = 0; i < std::min(count, reach); i++) {
    const float share = 1 - smoothstep((i + 0.5) / reach);
    for (int k = 0; k < length; k++) {
      float& to = at(first + i * step, k);
      to += (at(first - (i + 1) * step, k) - to) * share;
    }
  }
}

/// Whether the picture ends visibly inside the display.
constexpr double kGap = 0.75;

}  // namespace

PixelRegion frame_art(int width, int height, const Framing& framing) {
  const Region crop = framing.crop.value_or(Region{});
  const PixelRegion room{crop.x * width, crop.y * height, crop.width * width, crop.height * height};
  const double aspect = static_cast<double>(framing.width) / framing.height;
  if (framing.fit == Fit::contain) {
    const double w = std::max(room.width, room.height * aspect), h = w / aspect;
    return {room.x - (w - room.width) / 2, room.y - (h - room.height) / 2, w, h};
  }
  PixelRegion r = cover_region(width, height, crop, framing.width, framing.height);
  if (!framing.focus) return r;
  // The focus as far as the crop has it.
  const Region& f = *framing.focus;
  const double left = std::max(f.x * width, room.x), top = std::max(f.y * height, room.y),
               right = std::min((f.x + f.width) * width, room.x + room.width),
               bottom = std::min((f.y + f.height) * height, room.y + room.height);
  if (right <= left || bottom <= top) return r;
  const double grow = std::max({1.0, (right - left) / r.width, (bottom - top) / r.height});
  r.x -= r.width * (grow - 1) / 2, r.y -= r.height * (grow - 1) / 2, r.width *= grow, r.height *= grow;
  return {place(r.x, r.width, room.x, room.width, left, right - left),
          place(r.y, r.height, room.y, room.height, top, bottom - top), r.width, r.height};
}

double loss_of(int width, int height, const Framing& framing) {
  const PixelRegion r = frame_art(width, height, framing);
  const double seen_width = std::min(r.x + r.width, double(width)) - std::max(r.x, 0.0),
               seen_height = std::min(r.y + r.height, double(height)) - std::max(r.y, 0.0);
  const double seen = std::max(seen_width, 0.0) * std::max(seen_height, 0.0);
  return 2 - seen / (static_cast<double>(width) * height) - seen / (r.width * r.height);
}

ArtFrame::ArtFrame(int picture_width, int picture_height, const Framing& framing, int margin)
    : width_(framing.width), height_(framing.height), margin_(margin) {
  const PixelRegion r = frame_art(picture_width, picture_height, framing);
  shown_ = {r.x / picture_width, r.y / picture_height, r.width / picture_width, r.height / picture_height};
  const double scale_x = width_ / r.width, scale_y = height_ / r.height;
  edges_ = {-r.x * scale_x, -r.y * scale_y, (picture_width - r.x) * scale_x, (picture_height - r.y) * scale_y};
}

PixelRegion ArtFrame::region_of(const FloatPlane& plane) const {
  return {shown_.x * plane.width, shown_.y * plane.height, shown_.width * plane.width, shown_.height * plane.height};
}

/// 1 inside the picture, falling to 0 beyond its ends where those are seen. It begins to fall a little inside, so that
/// the eye finds no line where the picture ends; with `beyond` it goes on outside.
std::vector<float> ArtFrame::fade(double begin, double end, int size, int margin, bool beyond) const {
  const double soft = (beyond ? 0.07 : 0.015) * (end - begin), reach = beyond ? 0.38 * (end - begin) : 0.0;
  std::vector<float> share(static_cast<std::size_t>(size + 2 * margin), 1.f);
  for (int i = -margin; i < size + margin; i++) {
    float& s = share[static_cast<std::size_t>(i + margin)];
    if (begin > kGap) s *= smoothstep((i + 0.5 - begin + reach) / (soft + reach));
    if (end < size - kGap) s *= smoothstep((end - i - 0.5 + reach) / (soft + reach));
  }
  return share;
}

void ArtFrame::apply(FloatPlane& plane, const std::vector<float>& columns, const std::vector<float>& rows) const {
  for (int y = 0; y < plane.height; y++)
    for (int x = 0; x < plane.width; x++)
      plane.row(y)[x] *= columns[static_cast<std::size_t>(x)] * rows[static_cast<std::size_t>(y)];
}

FloatPlane ArtFrame::light(const FloatPlane& plane) const {
  FloatPlane out = resample(plane, region_of(plane), width_, height_, margin_);
  if (edges_.left <= kGap && edges_.top <= kGap && edges_.right >= width_ - kGap && edges_.bottom >= height_ - kGap)
    return out;
  const auto column = [&](int x, int y) -> float& { return out.row(y)[x]; };
  const auto row = [&](int y, int x) -> float& { return out.row(y)[x]; };
  const int left = margin_ + static_cast<int>(std::ceil(edges_.left)),
            right = margin_ + static_cast<int>(std::floor(edges_.right)), top = static_cast<int>(std::ceil(edges_.top)),
            bottom = static_cast<int>(std::floor(edges_.bottom));
  const auto extend = [](auto at, int first, int step, int count, int length, int picture) {
    diffuse(at, first, step, count, length);
    mirror(at, first, step, count, length, std::max(picture / 64, 8));
  };
  if (edges_.left > kGap) extend(column, left - 1, -1, left, out.height, right - left);
  if (edges_.right < width_ - kGap) extend(column, right, 1, out.width - right, out.height, right - left);
  if (edges_.top > kGap) extend(row, top - 1, -1, top, out.width, bottom - top);
  if (edges_.bottom < height_ - kGap) extend(row, bottom, 1, out.height - bottom, out.width, bottom - top);
  apply(out, fade(edges_.left, edges_.right, width_, margin_, true), fade(edges_.top, edges_.bottom, height_, 0, true));
  return out;
}

FloatPlane ArtFrame::coverage(const FloatPlane& plane) const {
  FloatPlane out = resample(plane, region_of(plane), width_, height_);
  apply(out, fade(edges_.left, edges_.right, width_, 0, false), fade(edges_.top, edges_.bottom, height_, 0, false));
  return out;
}

FloatPlane ArtFrame::plain(const FloatPlane& plane, bool with_margin) const {
  return resample(plane, region_of(plane), width_, height_, with_margin ? margin_ : 0);
}

FloatPlane ArtFrame::half(const FloatPlane& plane, bool faded) const {
  const int w = (width_ + 1) / 2, h = (height_ + 1) / 2;
  PixelRegion region = region_of(plane);
  region.width *= 2.0 * w / width_, region.height *= 2.0 * h / height_;
  FloatPlane out = resample(plane, region, w, h);
  if (faded)
    apply(out, fade(edges_.left / 2, edges_.right / 2, w, 0, true),
          fade(edges_.top / 2, edges_.bottom / 2, h, 0, true));
  return out;
}

}  // namespace redlight

#include "picture/camera_frame.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace redlight {
namespace {

// Art is prepared finer than it is shown, so that what is fetched between its pixels is neither softer nor sharper than
// what is fetched on them: a slow move would shimmer. Finer than that, and than this many times the picture's own
// pixels, nothing is gained; where a camera goes far into the picture it is at most kFinest.
constexpr double kFine = 1.5, kFinest = 2;
// At a depth of 1 the nearest moves by this share of the way farther than the farthest. More, and what is behind an
// edge is drawn out visibly.
constexpr double kShare = 0.25;
// Of the width; the shift by depth never takes more.
constexpr double kLeastWindow = 0.6;
constexpr double kWholePixels = 8e6;

double between(double a, double b, double x) { return a + (b - a) * x; }

/// The most that depth shifts anything away from where the picture has it, of a shift of 1.
double share_of(const Camera& camera) { return kShare * camera.depth * std::max(camera.pivot, 1 - camera.pivot); }

/// How much larger than in the middle of the move the picture is shown through a window of this width.
double growth(const CameraFrame& f, double width) { return (f.from.width + f.to.width) / 2 / width - 1; }

CameraFrame::Window window_at(const CameraFrame& f, double moved) {
  return {between(f.from.x, f.to.x, moved), between(f.from.y, f.to.y, moved), between(f.from.width, f.to.width, moved)};
}

/// The window of this width whose middle is as near to `place` as the room, less what shifts need, lets it be.
CameraFrame::Window placed(const CameraPlace& place, double width, double aspect, int picture_width, int picture_height,
                           const PixelRegion& room) {
  const auto inside = [](double at, double length, double from, double size) {
    return length >= size ? from + size / 2 : std::clamp(at, from + length / 2, from + size - length / 2);
  };
  return {inside(place.x * picture_width, width, room.x, room.width),
          inside(place.y * picture_height, width / aspect, room.y, room.height), width};
}

/// The widest that art can be with its margins in so many pixels.
int widest_in(int size) {
  int width = size;
  while (width > 8 && width + 2 * margin_of(width) > size) width--;
  return width;
}

PixelRegion shrunk(const PixelRegion& room, double x, double y) {
  return {room.x + x, room.y + y, std::max(room.width - 2 * x, 1.0), std::max(room.height - 2 * y, 1.0)};
}

}  // namespace

CameraFrame frame_camera(int width, int height, const Framing& display, const Camera& camera, int ground_scale,
                         int largest) {
  CameraFrame f;
  f.camera = camera, f.width = display.width, f.height = display.height;
  const double aspect = static_cast<double>(display.width) / display.height;
  const Region crop = display.crop.value_or(Region{});
  const PixelRegion room{crop.x * width, crop.y * height, crop.width * width, crop.height * height};
  const double whole = cover_region(width, height, crop, display.width, display.height).width;
  f.slide_x = kShare * camera.depth * (camera.to.x - camera.from.x) * width;
  f.slide_y = kShare * camera.depth * (camera.to.y - camera.from.y) * height;
  const double share = share_of(camera);
  const double travel_x = std::abs(camera.to.x - camera.from.x) * width / 2 * share,
               travel_y = std::abs(camera.to.y - camera.from.y) * height / 2 * share;
  f.from.width = whole / camera.from.zoom, f.to.width = whole / camera.to.zoom;
  // At its ends the move shows near things by so much larger or smaller.
  const double push = share * std::abs(f.from.width - f.to.width) / 4;
  const double reach_x = travel_x + push + 2, reach_y = travel_y + push / aspect + 2;
  const double left = std::max(1 - 2 * std::max(reach_x / whole, reach_y * aspect / whole), kLeastWindow);
  const PixelRegion inner =
      shrunk(room, std::min(reach_x, whole * (1 - left) / 2), std::min(reach_y, whole / aspect * (1 - left) / 2));
  f.from = placed(camera.from, f.from.width * left, aspect, width, height, inner);
  f.to = placed(camera.to, f.to.width * left, aspect, width, height, inner);

  const double wide = display.width / std::max(f.from.width, f.to.width),
               tight = display.width / std::min(f.from.width, f.to.width);
  f.density = std::min(std::clamp(tight, kFine * wide, kFinest * wide), kFine) / ground_scale;
  // All of it, so that several cameras before one picture share its art; of a large one what the windows pass over, and
  // what is fetched from beside them.
  double x0 = room.x, y0 = room.y, x1 = room.x + room.width, y1 = room.y + room.height;
  largest = std::min(largest, kLargestCameraArt);
  const auto density_within = [&] { return std::min(widest_in(largest) / (x1 - x0), largest / (y1 - y0)); };
  if ((x1 - x0) * (y1 - y0) * f.density * f.density > kWholePixels || f.density > density_within()) {
    const auto passed = [](double a, double a_length, double b, double b_length, double reach, double from, double to) {
      return std::pair{std::max(std::min(a - a_length / 2, b - b_length / 2) - reach, from),
                       std::min(std::max(a + a_length / 2, b + b_length / 2) + reach, to)};
    };
    std::tie(x0, x1) = passed(f.from.x, f.from.width, f.to.x, f.to.width, reach_x, x0, x1);
    std::tie(y0, y1) = passed(f.from.y, f.from.width / aspect, f.to.y, f.to.width / aspect, reach_y, y0, y1);
  }
  f.density = std::min(f.density, density_within());
  f.left = x0, f.top = y0;
  f.art.width = std::max(static_cast<int>((x1 - x0) * f.density), 8);
  f.art.height = std::max(static_cast<int>((y1 - y0) * f.density), 8);
  // To whole pixels of the art, exactly.
  f.art.crop = Region{x0 / width, y0 / height, f.art.width / f.density / width, f.art.height / f.density / height};
  return f;
}

View view_at(const CameraFrame& f, double moved) {
  const CameraFrame::Window w = window_at(f, moved);
  const double from_middle = moved - 0.5;
  View view;
  view.x = static_cast<float>((w.x - f.left) * f.density), view.y = static_cast<float>((w.y - f.top) * f.density);
  const double source_step = w.width / f.width;
  view.step = static_cast<float>(source_step * f.density);
  view.slide_x = static_cast<float>(f.slide_x * from_middle * f.density);
  view.slide_y = static_cast<float>(f.slide_y * from_middle * f.density);
  view.push = static_cast<float>(kShare * f.camera.depth * growth(f, w.width));
  view.pivot = static_cast<float>(f.camera.pivot);
  // What the art knows is no finer than the picture, nor than its own pixels.
  view.soft = static_cast<float>(std::clamp(2 * (std::min(source_step, source_step * f.density) - 1), 0.0, 1.0));
  return view;
}

}  // namespace redlight

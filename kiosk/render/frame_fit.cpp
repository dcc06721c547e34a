#include "render/frame_fit.h"

#include <algorithm>
#include <cmath>

namespace redlight {

FramePlacement place_frame(const VideoFrame& frame, Fit fit, int width, int height) {
  const double shown_width = frame.width * frame.pixel_aspect, shown_height = frame.height;
  const double fill_x = width / shown_width, fill_y = height / shown_height;
  const double scale = fit == Fit::cover ? std::max(fill_x, fill_y) : std::min(fill_x, fill_y);
  FramePlacement p{0, 0, width, height, 0, 0, static_cast<double>(frame.width), static_cast<double>(frame.height)};
  if (fit == Fit::cover) {
    p.width = std::min(width / (scale * frame.pixel_aspect), p.width), p.height = std::min(height / scale, p.height);
    p.x = (frame.width - p.width) / 2, p.y = (frame.height - p.height) / 2;
  } else {
    const int w = std::clamp(static_cast<int>(std::lround(shown_width * scale)), 1, width),
              h = std::clamp(static_cast<int>(std::lround(shown_height * scale)), 1, height);
    p.left = (width - w) / 2, p.right = p.left + w, p.top = (height - h) / 2, p.bottom = p.top + h;
  }
  return p;
}

ColourMatrix colour_matrix(Matrix matrix, Range range) {
  if (matrix == Matrix::rgb) return {};
  const double kr = matrix == Matrix::bt601 ? 0.299 : matrix == Matrix::bt709 ? 0.2126 : 0.2627;
  const double kb = matrix == Matrix::bt601 ? 0.114 : matrix == Matrix::bt709 ? 0.0722 : 0.0593;
  const double kg = 1 - kr - kb;
  ColourMatrix m;
  const bool limited = range == Range::limited;
  // Rounded up: white stays white where products are cut off.
  m.luma_scale = static_cast<std::int16_t>(std::ceil(16384 * (limited ? 255.0 / 219 : 1)));
  m.luma_offset = limited ? 16 * 64 : 0;
  const auto weight = [&](double of) {
    return static_cast<std::int16_t>(std::lround(8192 * of * (limited ? 255.0 / 224 : 1)));
  };
  m.red_v = weight(2 * (1 - kr)), m.blue_u = weight(2 * (1 - kb));
  m.green_u = weight(-2 * (1 - kb) * kb / kg), m.green_v = weight(-2 * (1 - kr) * kr / kg);
  return m;
}

std::int16_t frame_level(float level) {
  return static_cast<std::int16_t>(std::lround(16384 * std::clamp(level, 0.f, 1.f)));
}

double plane_position(double at, int luma_size, int plane_size, float site) {
  if (plane_size >= luma_size) return at;
  const bool is_half = plane_size == (luma_size + 1) / 2;
  const double part = is_half ? 0.5 : static_cast<double>(plane_size) / luma_size;
  return at * part + (0.5 - (0.5 + static_cast<double>(site)) * part);
}

}  // namespace redlight

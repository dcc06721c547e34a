#include "app/contact_sheet.h"

#include <algorithm>

namespace redlight {
namespace {

constexpr int kGap = 6;

/// The mean of the pixels [x0, x1) x [y0, y1).
std::uint32_t mean(const Image& image, int x0, int x1, int y0, int y1) {
  std::uint32_t red = 0, green = 0, blue = 0;
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++) {
      const std::uint32_t p = image.row(y)[x];
      red += p >> 16 & 255, green += p >> 8 & 255, blue += p & 255;
    }
  const auto n = static_cast<std::uint32_t>((x1 - x0) * (y1 - y0));
  return 0xff000000u | (red / n) << 16 | (green / n) << 8 | blue / n;
}

}  // namespace

ContactSheet::ContactSheet(int width, int height)
    : columns_(height > width ? 8 : 4),
      cell_width_(height > width ? 240 : 480),
      cell_height_(std::max(cell_width_ * height / width, 1)) {
  const int rows = (kPlaces + columns_ - 1) / columns_;
  sheet_ = Image(columns_ * (cell_width_ + kGap) + kGap, rows * (cell_height_ + kGap) + kGap);
}

void ContactSheet::add(const Image& picture) {
  if (used_ == kPlaces) return;
  const int left = kGap + used_ % columns_ * (cell_width_ + kGap),
            top = kGap + used_ / columns_ * (cell_height_ + kGap);
  used_++;
  const auto edge = [](int i, int cells, int size) { return static_cast<int>(static_cast<long>(i) * size / cells); };
  for (int y = 0; y < cell_height_; y++) {
    const int y0 = edge(y, cell_height_, picture.height),
              y1 = std::max(edge(y + 1, cell_height_, picture.height), y0 + 1);
    for (int x = 0; x < cell_width_; x++) {
      const int x0 = edge(x, cell_width_, picture.width),
                x1 = std::max(edge(x + 1, cell_width_, picture.width), x0 + 1);
      sheet_.row(top + y)[left + x] = mean(picture, x0, x1, y0, y1);
    }
  }
}

}  // namespace redlight

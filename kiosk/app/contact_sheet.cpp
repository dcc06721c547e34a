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

void lay(const Image& picture, int left, int top, Image& sheet) {
  for (int y = 0; y < picture.height; y++)
    std::copy(picture.row(y), picture.row(y) + picture.width, sheet.row(top + y) + left);
}

}  // namespace

Image scaled_down(const Image& image, int width, int height) {
  Image small(width, height);
  const auto edge = [](int i, int cells, int size) { return static_cast<int>(static_cast<long>(i) * size / cells); };
  for (int y = 0; y < height; y++) {
    const int y0 = edge(y, height, image.height), y1 = std::max(edge(y + 1, height, image.height), y0 + 1);
    for (int x = 0; x < width; x++) {
      const int x0 = edge(x, width, image.width), x1 = std::max(edge(x + 1, width, image.width), x0 + 1);
      small.row(y)[x] = mean(image, x0, x1, y0, y1);
    }
  }
  return small;
}

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
  lay(scaled_down(picture, cell_width_, cell_height_), left, top, sheet_);
}

int StillSheet::columns_of(const Group& group, const Image& picture) {
  const std::size_t most = picture.height > picture.width ? 9 : 5, count = std::max<std::size_t>(group.count, 1);
  const std::size_t rows = (count + most - 1) / most;
  return static_cast<int>((count + rows - 1) / rows);
}

void StillSheet::add(const Image& picture) {
  Group& group = groups_.back();
  const int columns = columns_of(group, picture), width = std::max((width_ - (columns + 1) * kGap) / columns, 1);
  const long height = static_cast<long>(width) * picture.height / picture.width;
  group.pictures.push_back(scaled_down(picture, width, static_cast<int>(std::max(height, 1L))));
}

Image StillSheet::image() const {
  struct Place {
    const Image* picture;
    int left, top;
  };
  std::vector<Place> places;
  int top = kGap;
  for (const Group& group : groups_)
    for (std::size_t i = 0; i < group.pictures.size(); i++) {
      const Image& picture = group.pictures[i];
      const int columns = columns_of(group, picture), column = static_cast<int>(i) % columns;
      // A row that is not full stands in the middle.
      const int count = static_cast<int>(group.pictures.size()),
                in_row = std::min(columns, count - static_cast<int>(i) + column);
      const int left = (columns - in_row) * (picture.width + kGap) / 2;
      places.push_back({&picture, left + kGap + column * (picture.width + kGap), top});
      if (column + 1 == columns || i + 1 == group.pictures.size()) top += picture.height + kGap;
    }
  Image sheet(width_, top);
  for (const Place& place : places) lay(*place.picture, place.left, place.top, sheet);
  return sheet;
}

}  // namespace redlight

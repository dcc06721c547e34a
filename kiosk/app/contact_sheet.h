#pragma once
// Sheets of small pictures in rows, to see a show at one glance. Values.
#include <vector>

#include "picture/image.h"

namespace redlight {

/// Each pixel the mean of those that it stands for. For sizes that are smaller than the image's.
Image scaled_down(const Image& image, int width, int height);

class ContactSheet {
 public:
  static constexpr int kPlaces = 24;

  /// For pictures of width x height pixels: columns and the size of the small ones follow from their shape.
  ContactSheet(int width, int height);
  /// The next place; more than kPlaces are not taken.
  void add(const Image& picture);
  const Image& image() const { return sheet_; }

 private:
  int columns_, cell_width_, cell_height_;
  int used_ = 0;
  Image sheet_;
};

/// A sheet for any number of pictures of any shapes, in groups: a group begins a row of its own, and its pictures are
/// as large as an even number of them in each row allows, at most nine upright ones or five others.
class StillSheet {
 public:
  /// `width` of the sheet, in pixels.
  explicit StillSheet(int width) : width_(width) {}
  /// A group of `count` pictures of one size begins.
  void begin_group(std::size_t count) { groups_.push_back({count, {}}); }
  void add(const Image& picture);
  Image image() const;

 private:
  struct Group {
    std::size_t count = 0;
    std::vector<Image> pictures;  // scaled down
  };
  static int columns_of(const Group& group, const Image& picture);

  int width_;
  std::vector<Group> groups_;
};

}  // namespace redlight

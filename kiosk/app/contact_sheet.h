#pragma once
// A sheet of small pictures in rows, to see a show at one glance. A value.
#include "picture/image.h"

namespace redlight {

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

}  // namespace redlight

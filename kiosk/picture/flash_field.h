#pragma once
// A picture as the flash measure sees it: a coarse grid of cells, each the mean linear light of its part of the picture
// (1 is the display's white). A value; pure.
//
// How coarse it may be: what is measured is an area, a quarter of a block of 1/3 by 1/3 of the picture (10 degrees).
// The sides of a grid are multiples of 3, so a block is a whole number of cells: with kFlashCells 32 by 18 on a
// display of 16:9, where one cell is 0.2 % of the block and 0.3 degrees wide, three times the 0.1 degrees below which
// the rule sees a fine pattern and exempts it. The mean over a cell also takes out film grain, which is not a flash.
// What is lost: a pattern of patches smaller than a cell that change places with each other all over a block, so that
// no cell's mean changes; finer grids see it.
#include <cstddef>
#include <vector>

#include "picture/image.h"
#include "picture/lit_art.h"

namespace redlight {

/// On the long side. Who measures what was drawn and who watches what is about to be drawn take the same, so that they
/// are of one mind about a picture in which a little less than the limit flashes.
inline constexpr int kFlashCells = 96;

/// Cells along each side, multiples of 3.
struct FlashGrid {
  int width = 0, height = 0;
  std::size_t cells() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(height); }
  bool operator==(const FlashGrid&) const = default;
};

/// The grid for a picture of this size, about `long_side` cells along its longer side.
FlashGrid flash_grid(int width, int height, int long_side);

struct FlashField {
  FlashGrid grid;
  std::vector<Rgb> cells;  ///< row by row; linear, 0..1
};

/// Where part `index` of `parts` begins on `length` pixels; part `parts` begins at the end.
constexpr int part_begin(int index, int parts, int length) {
  return static_cast<int>(static_cast<long>(index) * length / parts);
}

/// The mean light of each cell. `field` is the caller's so that its memory is kept from frame to frame; the image is
/// not empty.
void measure_field(const Image& image, FlashGrid grid, FlashField& field);

}  // namespace redlight

#include "picture/flash_field.h"

#include <algorithm>
#include <cassert>

#include "picture/colour.h"

namespace redlight {

FlashGrid flash_grid(int width, int height, int long_side) {
  const auto thirds = [&](int side) {
    const double share = static_cast<double>(side) / std::max({width, height, 1});
    return 3 * std::max(1, static_cast<int>(share * long_side / 3 + 0.5));
  };
  return {thirds(width), thirds(height)};
}

void measure_field(const Image& image, FlashGrid grid, FlashField& field) {
  assert(image.width > 0 && image.height > 0);
  const auto& linear = srgb_to_linear_table();
  field.grid = grid;
  field.cells.resize(grid.cells());
  Rgb* cell = field.cells.data();
  for (int cy = 0; cy < grid.height; cy++) {
    // An image of fewer pixels than the grid has cells gives its nearest pixel to each.
    const int y0 = part_begin(cy, grid.height, image.height),
              y1 = std::max(part_begin(cy + 1, grid.height, image.height), y0 + 1);
    for (int cx = 0; cx < grid.width; cx++) {
      const int x0 = part_begin(cx, grid.width, image.width),
                x1 = std::max(part_begin(cx + 1, grid.width, image.width), x0 + 1);
      Rgb sum;
      for (int y = y0; y < y1; y++) {
        const std::uint32_t* row = image.row(y);
        for (int x = x0; x < x1; x++)
          sum.r += linear[row[x] >> 16 & 255], sum.g += linear[row[x] >> 8 & 255], sum.b += linear[row[x] & 255];
      }
      const float share = 1.f / static_cast<float>((x1 - x0) * (y1 - y0));
      *cell++ = {sum.r * share, sum.g * share, sum.b * share};
    }
  }
}

}  // namespace redlight

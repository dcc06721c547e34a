#pragma once
// What a picture will look like on the coarse grid of the flash measure, worked out from its parts instead of drawn: a
// hundredth of the work of drawing it, and the same for every renderer. An estimate: words, grain, dither, and what the
// camera and the water move are left out, and each cell is toned as if its light were even. One owner, one thread.
//
// Frames are summed over every column of every few rows of their planes. The mean of the squares of the luma codes
// above black stands for the mean of the linear light, so that a cell of fine light and dark is as bright as it will
// look. Layers of art are summed once, when the art is first seen.
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "picture/flash_field.h"
#include "picture/picture.h"

namespace redlight {

class CoarseView {
 public:
  /// Cells on the long side of the grid.
  explicit CoarseView(int long_side = kFlashCells) : long_side_(long_side) {}

  /// Looks at the grounds of `picture`; what they point to is not needed afterwards. The grid follows its size.
  void look(const Picture& picture);

  /// The last picture with its grounds dimmed to `level`, 0..1 of their display-coded values (dimmed() in the same
  /// way). Valid until the next call.
  const FlashField& field(float level);

  FlashGrid grid() const { return field_.grid; }

 private:
  struct LitCells {
    std::weak_ptr<const LitArt> art;
    FlashGrid grid;
    std::vector<Rgb> light;  // per light, per cell: linear, with the layer's scale, at a gain of 1
  };
  struct Seen {
    bool is_lit = false;
    float weight = 1;
    std::vector<Rgb> cells;  // lit: linear light before exposure and tone; else display-coded
    float exposure = 1, vignette = 0;
  };

  const LitCells& cells_of(const ArtPtr& art);
  void look_at(const LitGround& ground, const Picture& picture, Seen& seen);
  void look_at(const FrameGround& ground, const Picture& picture, Seen& seen);
  void add_up(const FrameGround& ground, const Picture& picture, std::size_t plane, bool is_light, std::uint8_t black);
  Rgb coded(const Seen& seen, std::size_t cell, float level) const;

  int long_side_;
  FlashField field_;
  std::array<LitCells, 4> arts_;  // the last ones; two scenes are on stage at most
  std::size_t next_art_ = 0;
  std::array<Seen, Picture::kMaxGrounds> seen_;
  std::size_t grounds_ = 0;
  std::array<std::vector<float>, 3> mean_;  // per cell: of a frame's planes, in codes of 8 bits
  std::vector<std::uint16_t> columns_;      // sums down a row of cells
  std::vector<float> share_;  // per cell: the root of how much of it shows the frame, the rest is a bar beside it
};

/// Dims every ground of `picture` to `level`, 0..1 of its display-coded values: frames exactly, art by its exposure,
/// which comes close.
void dim(Picture& picture, float level);

}  // namespace redlight

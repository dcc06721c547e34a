#pragma once
// The rules of a page: its scale of sizes, its colours, its margins, and the column that words stand in, for every
// shape of display. Private to the slides' layouts. Pure.
#include "picture/slide_layout.h"

namespace redlight {

inline constexpr Rgb kBone{0.93f, 0.90f, 0.88f}, kAsh{0.80f, 0.77f, 0.75f}, kSmoke{0.62f, 0.58f, 0.57f},
    kEmber{0.90f, 0.20f, 0.16f};

/// The modular scale: a major third from step to step; step 0 is the page's unit.
double scale_step(int step);

/// The column that words stand in.
struct Column {
  double x = 0, width = 0;
  double unit = 0;     ///< pixels, the em of step 0
  double top = 0;      ///< where the first line begins, or, in the middle of a wide page, its centre
  double tallest = 0;  ///< pixels that all words may take
  Align align = Align::left;
};

constexpr bool is_upright(int width, int height) { return height > width; }

/// Upright displays have their words above the rider's head, wide ones beside her; squarer ones need more of the width.
Column column_of(Layout layout, int width, int height);

/// Whether Latin letters need the faces of Europe: the Korean faces have none with accents.
Latin latin_of(const Words& words);
Latin latin_of(std::string_view text);

}  // namespace redlight

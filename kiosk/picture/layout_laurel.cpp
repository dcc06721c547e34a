// A wreath around the words. It grows taller, and the words narrower and at last smaller, until no word touches a leaf.
#include <algorithm>
#include <cmath>

#include "picture/laurel.h"
#include "picture/slide_forms.h"

namespace redlight {
namespace {

constexpr double kBranchesEnd = 0.62;  // of the wreath's half height above its middle

/// Whether all lines stand clear of the leaves, which lie along an ellipse that is open at the top.
bool is_clear(const LaurelPlace& wreath, const std::vector<TypeLine>& lines, const MeasureWidth& measure) {
  const double leaf = laurel_leaf(wreath.width, wreath.height);
  const double rx = wreath.width / 2 - 1.7 * leaf, ry = wreath.height / 2 - 1.5 * leaf;
  const double cx = wreath.x + wreath.width / 2, cy = wreath.y + wreath.height / 2;
  return std::all_of(lines.begin(), lines.end(), [&](const TypeLine& line) {
    const double half = std::max(std::abs(line.x - cx), std::abs(line.x + measure(line.style, line.text) - cx));
    const double top = line.y - 0.75 * line.style.size - cy, foot = line.y + 0.2 * line.style.size - cy;
    const double off = foot > 0 ? std::max(foot, -top) : std::min(-top, kBranchesEnd * ry);
    return (half / rx) * (half / rx) + (off / ry) * (off / ry) <= 1;
  });
}

/// One way to set the words, with the wreath that they need; no wreath where they find no room in one that fits.
SlidePage try_page(const PageCall& call, const Column& column, double narrower, double scale,
                   const std::vector<Block>& blocks, const PageStyle& style) {
  const bool upright = is_upright(call.width, call.height);
  Column words = column;
  words.x += column.width * (1 - narrower) / 2, words.width *= narrower;
  Setting setting = set_blocks(blocks, words, scale, style, call.measure);
  const double reach = column.width * (upright ? 0.24 : 0.28), width = column.width + 2 * reach;
  const double least = std::max(setting.height * 1.4, width * (upright ? 0.5 : 0.62));
  const double most = (upright ? 0.36 : 0.86) * call.height;
  SlidePage page;
  page.shrunk = setting.shrunk;
  for (double height = least; height <= most; height += 0.08 * least) {
    const double top = upright ? 0.055 * call.height : std::max(0.48 * call.height - height / 2, 0.06 * call.height);
    const LaurelPlace wreath{column.x - reach, top, width, height};
    page.lines = setting.lines;
    move_down(page.lines, top + 0.40 * (height - setting.height));
    if (!is_clear(wreath, page.lines, call.measure)) continue;
    page.laurel = wreath;
    return page;
  }
  return page;
}

}  // namespace

SlidePage lay_out_laurel(const PageCall& call) {
  const Column column = column_of(call.layout, call.width, call.height);
  const auto blocks = blocks_of(call);
  const PageStyle style = page_style_of(call.words, call.second);
  SlidePage page;
  for (int step = 0; step < kScaleSteps; step++)
    for (const double narrower : {1.0, 0.9, 0.8}) {
      page = try_page(call, column, narrower, 1 - step * kScaleStep, blocks, style);
      if (page.laurel) return page;
    }
  return page;
}

}  // namespace redlight

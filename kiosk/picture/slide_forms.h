#pragma once
// The layouts that are more than a stack of words, one file each. Private to slide_layout.cpp. Pure.
#include "picture/type_blocks.h"

namespace redlight {

/// What a layout is made from.
struct PageCall {
  Layout layout = Layout::text;
  const Words& words;
  const Words* second = nullptr;  ///< in another language, without what is the same; null: there is none
  int width = 0, height = 0;
  const MeasureWidth& measure;
};

/// A stack of blocks that the words of most layouts are; `second`'s stand with the first's.
std::vector<Block> blocks_of(const PageCall& call);

/// Adds `first`, and `second` as its companion, where there is any.
void add_with_companion(std::vector<Block>& blocks, Block first, const std::string* second);

SlidePage lay_out_laurel(const PageCall& call);
SlidePage lay_out_code(const PageCall& call);
SlidePage lay_out_image(const PageCall& call);
SlidePage lay_out_credits(const PageCall& call);

}  // namespace redlight

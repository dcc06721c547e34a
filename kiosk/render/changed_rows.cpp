#include "render/changed_rows.h"

#include <algorithm>
#include <cmath>

#include "render/light_field.h"

namespace redlight {
namespace {

void add(Span& rows, Span more, int height) {
  more = {std::clamp(more.begin, 0, height), std::clamp(more.end, 0, height)};
  if (more.begin >= more.end) return;
  rows = rows.begin >= rows.end ? more : Span{std::min(rows.begin, more.begin), std::max(rows.end, more.end)};
}

Span rows_of(const Sprite& sprite) {
  const float last = sprite.y + static_cast<float>(sprite.coverage->height);
  return {static_cast<std::int32_t>(std::floor(sprite.y)), static_cast<std::int32_t>(std::ceil(last))};
}

/// What a visitor's light reaches, in the picture's rows: its art may be coarser than the picture.
Span lit_by_touch(const LitGround& ground, int height) {
  const Span rows = touch_rows(ground);
  const int scale = (height + ground.art->height - 1) / ground.art->height;
  return scale == 1 ? rows : Span{(rows.begin - 1) * scale, (rows.end + 1) * scale};
}

/// False when the grounds differ in more than what visitors' lights reach.
bool add_ground(const Ground& before, const Ground& after, int height, Span& rows) {
  if (before == after) return true;
  const auto* a = std::get_if<LitGround>(&before.what);
  const auto* b = std::get_if<LitGround>(&after.what);
  if (!a || !b || before.weight != after.weight) return false;
  if (b->view) return false;  // what a light reaches in the art, a camera sees anywhere
  LitGround untouched = *b;
  untouched.touches = a->touches;
  if (untouched != *a) return false;
  add(rows, lit_by_touch(*a, height), height);
  add(rows, lit_by_touch(*b, height), height);
  return true;
}

}  // namespace

Span changed_rows(const Picture& before, const Picture& after) {
  const Span all{0, after.height};
  if (before.width != after.width || before.height != after.height || before.grain != after.grain ||
      before.grain_frame != after.grain_frame || before.grounds.size() != after.grounds.size())
    return all;
  Span rows{};
  for (std::size_t g = 0; g < after.grounds.size(); g++)
    if (!add_ground(before.grounds[g], after.grounds[g], after.height, rows)) return all;
  for (std::size_t s = 0; s < std::max(before.sprites.size(), after.sprites.size()); s++) {
    const Sprite* a = s < before.sprites.size() ? &before.sprites[s] : nullptr;
    const Sprite* b = s < after.sprites.size() ? &after.sprites[s] : nullptr;
    if (a && b && *a == *b) continue;
    if (a) add(rows, rows_of(*a), after.height);
    if (b) add(rows, rows_of(*b), after.height);
  }
  return rows;
}

}  // namespace redlight

#pragma once
// Ink over a finished row. For rows.cpp only, see rows_text.h.

/// The first row below a sprite; one that lies between pixels reaches into one more.
int end_of(const SpriteRows& sprite) { return sprite.y + sprite.height + (sprite.part_y > 0 ? 1 : 0); }

std::uint32_t inked(std::uint32_t under, const SpriteRows& sprite, float a) {
  const auto mixed = [a](std::uint32_t from, float ink) {
    return static_cast<std::uint32_t>(static_cast<int>(glsl::blend(static_cast<float>(from), ink * 255.f, a) + 0.5f));
  };
  return 0xff000000u | mixed(under >> 16 & 255, sprite.red) << 16 | mixed(under >> 8 & 255, sprite.green) << 8 |
         mixed(under & 255, sprite.blue);
}

/// Of a sprite that lies between pixels: each pixel shows a little of up to four of the sprite's own.
void sprite_row_between(const Plan& plan, const SpriteRows& sprite, int y, std::uint32_t* row) {
  const int line = y - sprite.y, last = sprite.height - 1;
  const std::uint8_t* here = sprite.alpha + static_cast<std::ptrdiff_t>(line < last ? line : last) * sprite.width;
  const std::uint8_t* above = sprite.alpha + static_cast<std::ptrdiff_t>(line > 0 ? line - 1 : 0) * sprite.width;
  const float share = sprite.opacity * (1.f / 255.f), of_above = line > 0 ? sprite.part_y * share : 0.f,
              of_here = line <= last ? (1.f - sprite.part_y) * share : 0.f;
  const float of_left = sprite.part_x, of_right = 1.f - sprite.part_x;
  const auto column = [&](int i) {
    return static_cast<float>(above[i]) * of_above + static_cast<float>(here[i]) * of_here;
  };
  // Pixel i of the row lies between the sprite's columns i - 1 and i; the first and the last have one of them.
  const int begin = sprite.x > 0 ? 0 : -sprite.x,
            end = plan.width - sprite.x < sprite.width + 1 ? plan.width - sprite.x : sprite.width + 1;
  std::uint32_t* to = row + sprite.x;
  if (begin == 0 && end > 0) to[0] = inked(to[0], sprite, column(0) * of_right);
  const int inner = end < sprite.width ? end : sprite.width;
  for (int i = begin > 1 ? begin : 1; i < inner; i++)
    to[i] = inked(to[i], sprite, column(i - 1) * of_left + column(i) * of_right);
  if (end == sprite.width + 1 && sprite.width >= begin)
    to[sprite.width] = inked(to[sprite.width], sprite, column(sprite.width - 1) * of_left);
}

void sprite_row(const Plan& plan, const SpriteRows& sprite, int y, std::uint32_t* row) {
  if (sprite.width <= 0) return;
  if (sprite.part_x > 0 || sprite.part_y > 0) return sprite_row_between(plan, sprite, y, row);
  const int begin = sprite.x > 0 ? sprite.x : 0,
            end = sprite.x + sprite.width < plan.width ? sprite.x + sprite.width : plan.width;
  const std::uint8_t* alpha = sprite.alpha + static_cast<std::ptrdiff_t>(y - sprite.y) * sprite.width - sprite.x;
  const float share = sprite.opacity * (1.f / 255.f);
  for (int x = begin; x < end; x++) row[x] = inked(row[x], sprite, static_cast<float>(alpha[x]) * share);
}

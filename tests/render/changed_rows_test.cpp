// What differs between two pictures: drawing that alone over the first gives the second.
#include "render/changed_rows.h"

#include <catch2/catch.hpp>

#include "render/cpu/cpu_renderer.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

constexpr int kWidth = 193, kHeight = 130;

/// How many rows were drawn, of `after` over `before`; REQUIREs that the result is `after`.
int rows_drawn(const Picture& before, const Picture& after) {
  CpuRenderer renderer, whole;
  Image target(kWidth, kHeight);
  renderer.draw_into(before, target.pixels.data(), kWidth, {0, kHeight});
  const Span part = changed_rows(before, after);
  if (part.begin < part.end) renderer.draw_into(after, target.pixels.data(), kWidth, part);
  whole.draw(after);
  REQUIRE(target.pixels == whole.image().pixels);
  return part.end - part.begin;
}

Picture room(const LitGround& ground) { return make_picture(kWidth, kHeight, {{ground, 1}}); }

Sprite square(float y, float opacity) {
  Coverage ink{20, 10, std::vector<std::uint8_t>(200, 255)};
  return {std::make_shared<const Coverage>(std::move(ink)), 30, y, {1, 1, 1}, opacity};
}

TEST_CASE("pictures that are equal have nothing to draw") {
  const LitGround still = make_lit(make_room_art(kWidth, kHeight));
  CHECK(rows_drawn(room(still), room(still)) == 0);
}

TEST_CASE("a visitor's light is drawn where it was and where it is") {
  LitGround away = make_lit(make_room_art(kWidth, kHeight)), here = away, there = away;
  here.touches[0] = {0.5f, 0.1f, {6, 0.4f, 0.3f}}, there.touches[0] = {0.5f, 0.2f, {6, 0.4f, 0.3f}};
  const int comes = rows_drawn(room(away), room(here)), moves = rows_drawn(room(here), room(there)),
            goes = rows_drawn(room(there), room(away));
  CHECK(comes > 0);
  CHECK(comes < kHeight / 2);
  CHECK(moves > comes);
  CHECK(moves < kHeight * 2 / 3);
  CHECK(goes > 0);
  here.touches[1] = {0.5f, 0.98f, {2, 0.4f, 3}};
  CHECK(rows_drawn(room(here), room(there)) > moves);
}

TEST_CASE("words are drawn where they stood and where they stand") {
  const Picture bare = room(make_lit(make_room_art(kWidth, kHeight)));
  Picture a = bare, b = bare;
  a.sprites = {square(10, 1), square(100, 0.5f)}, b.sprites = a.sprites, b.sprites[1].opacity = 0.7f;
  CHECK(rows_drawn(bare, a) == 100);
  CHECK(rows_drawn(a, b) == 10);
  CHECK(rows_drawn(a, bare) == 100);
  b.sprites = {square(20.5f, 1)};
  CHECK(rows_drawn(bare, b) == 11);
  b.sprites = {square(-4, 1)};
  CHECK(rows_drawn(bare, b) == 6);
}

TEST_CASE("light, grain, motion and films are drawn as a whole") {
  const LitGround still = make_lit(make_room_art(kWidth, kHeight));
  LitGround other = still;
  other.gain[0].r *= 1.1f;
  CHECK(rows_drawn(room(still), room(other)) == kHeight);
  other = still, other.motion.sway = 3;
  CHECK(rows_drawn(room(still), room(other)) == kHeight);
  Picture grain = room(still);
  grain.grain_frame++;
  CHECK(rows_drawn(room(still), grain) == kHeight);
  const auto film = [](int shade) {
    return make_picture(
        kWidth, kHeight,
        {{FrameGround{make_flat_frame(64, 36, Matrix::rgb, Range::full, shade, 40, 20), Fit::cover, 1}, 1}});
  };
  CHECK(rows_drawn(film(20), film(90)) == kHeight);
  CHECK(rows_drawn(film(20), room(still)) == kHeight);
}

}  // namespace
}  // namespace redlight::test

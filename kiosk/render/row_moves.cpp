#include "render/row_moves.h"

#include <algorithm>

#include "picture/shared_text.h"

namespace redlight {
namespace {

constexpr float kStill = 0.6f;  // the depth that the camera turns about

std::int32_t shift_of(float depth, const RoomMotion& motion, int margin) {
  // One pixel short of the margin: between two pixels the next one is read as well.
  const float most = static_cast<float>(std::max(margin - 1, 0));
  return static_cast<std::int32_t>(std::clamp((depth - kStill) * motion.sway + motion.pan, -most, most) * 256.f);
}

std::int32_t rounded(float x) { return static_cast<std::int32_t>(x < 0 ? x - 0.5f : x + 0.5f); }

}  // namespace

std::vector<RowMove> row_moves(const LitGround& ground) {
  const LitArt& art = *ground.art;
  const RoomMotion& motion = ground.motion;
  const bool sways = motion.sway != 0 && !art.far_depth.empty(), trembles = motion.ripple > 0 && !art.wet.empty();
  std::vector<RowMove> moves;
  if (!sways && motion.pan == 0 && !trembles) return moves;
  moves.resize(static_cast<std::size_t>(art.height));
  for (std::size_t y = 0; y < moves.size(); y++) {
    moves[y].far_shift = shift_of(sways ? art.far_depth[y] : kStill, motion, art.margin);
    moves[y].near_shift =
        sways && !art.near_depth.empty() ? shift_of(art.near_depth[y], motion, art.margin) : moves[y].far_shift;
  }
  if (trembles) {
    const auto rows = static_cast<float>(art.wet_rows.end - art.wet_rows.begin);
    for (int y = art.wet_rows.begin; y < art.wet_rows.end; y++) {
      const float near = static_cast<float>(y - art.wet_rows.begin) / rows;
      const float reach = motion.ripple * (0.35f + 0.65f * near);
      const float wave =
          glsl::ripple_at(static_cast<float>(y) / static_cast<float>(art.height), near, motion.ripple_time);
      moves[static_cast<std::size_t>(y)].ripple =
          std::clamp(rounded(reach * wave), art.wet_rows.begin - y, art.wet_rows.end - 1 - y);
    }
  }
  return moves;
}

}  // namespace redlight

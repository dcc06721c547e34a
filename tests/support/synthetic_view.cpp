// Pictures of art that a camera looks at.
#include <string>

#include "support/synthetic.h"

namespace redlight::test {

std::vector<NamedPicture> view_pictures() {
  std::vector<NamedPicture> all;
  const auto add = [&](const std::string& name, int width, int height, std::vector<Ground> grounds) {
    all.push_back({"view_" + name, make_picture(width, height, std::move(grounds))});
    all.back().picture.grain_frame = static_cast<std::uint32_t>(all.size());
  };
  const ArtPtr room = make_room_art(241, 170);
  const auto seen = [](LitGround ground, const View& view) {
    ground.view = view;
    return ground;
  };
  const LitGround still = make_lit(room), plain = make_lit(make_art(200, 120));
  const View whole{.x = 120.5f, .y = 85, .step = 1.2f};
  add("larger", 193, 130, {{seen(still, {.x = 101.3f, .y = 77.9f, .step = 0.63f}), 1}});
  add("smaller", 131, 90, {{seen(still, {.x = 118, .y = 83, .step = 1.7f, .soft = 1}), 1}});
  add("half_soft", 193, 130, {{seen(still, {.x = 120, .y = 86, .step = 1.25f, .soft = 0.5f}), 1}});
  add("beside_the_art", 193, 130, {{seen(still, {.x = 9, .y = 165, .step = 0.9f}), 1}});
  for (const float slide : {-9.f, 7.5f})
    add("slide_" + std::to_string(static_cast<int>(slide)), 193, 130,
        {{seen(still, {.x = 120, .y = 85, .step = 1, .slide_x = slide, .slide_y = 3, .push = 0.08f, .pivot = 0.4f}),
          1}});
  add("no_depth", 160, 90, {{seen(plain, {.x = 100, .y = 60, .step = 1.1f, .slide_x = 20, .push = 0.5f}), 1}});
  LitGround lively = still;
  lively.motion = {0, 3, 7.7f, 1, 90};
  lively.touches[0] = {0.5f, 0.4f, {6, 0.4f, 0.3f}};
  lively.vignette = 0.8f;
  add("lively", 193, 130, {{seen(lively, {.x = 110, .y = 80, .step = 1.1f, .slide_x = 4, .pivot = 0.5f}), 1}});
  add("half", 193, 130, {{seen(still, whole), 0.5f}});
  LitGround other = plain;
  other.exposure = 2;
  add("to_view", 193, 130, {{seen(still, whole), 1}, {seen(other, {.x = 90, .y = 60, .step = 0.8f}), 0.4f}});
  add("to_still", 241, 170, {{seen(other, {.x = 90, .y = 60, .step = 0.5f}), 1}, {still, 0.6f}});
  const FrameGround film{make_frame(64, 36, Matrix::bt709, Range::limited, Chroma::half), Fit::contain, 1};
  add("from_film", 193, 130, {{film, 1}, {seen(still, whole), 0.7f}});
  add("one_pixel", 1, 1, {{seen(still, whole), 1}});
  return all;
}

}  // namespace redlight::test

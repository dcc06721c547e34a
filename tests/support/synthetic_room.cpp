// Synthetic art with a room: foreground, wet floor, guides, air and a tube with a profile along its length.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "picture/air_light.h"
#include "picture/art_memory.h"
#include "picture/noise.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

using Samples = std::vector<std::uint8_t>;

template <class Value>
Samples plane_of(int width, int height, Value value) {
  Samples plane;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      plane.push_back(static_cast<std::uint8_t>(std::clamp(static_cast<int>(value(x, y)), 0, 255)));
  return plane;
}

/// A disc in the lower middle, soft at its edge: the foreground.
double disc(double x, double y, int width, int height) {
  const double dx = (x - width * 0.55) / (width * 0.22), dy = (y - height * 0.6) / (height * 0.25);
  return std::clamp((1 - std::sqrt(dx * dx + dy * dy)) * 6, 0.0, 1.0);
}

std::shared_ptr<const Guides> make_guides(int width, int height, ArtMemory& memory) {
  auto guides = std::make_shared<Guides>();
  guides->width = (width + 1) / 2, guides->height = (height + 1) / 2;
  const auto keep = [&](auto value) { return memory.keep(plane_of(guides->width, guides->height, value)); };
  const double w = guides->width, h = guides->height;
  guides->normal_x = keep([&](int x, int) { return 127.5 + 60 * std::sin(x * 0.3); });
  guides->normal_y = keep([&](int, int y) { return 127.5 + 60 * std::cos(y * 0.2); });
  guides->normal_z = keep([](int, int) { return 230; });
  guides->depth = keep([&](int x, int y) {
    return 60 + 120 * y / h + 60 * disc(2.0 * x, 2.0 * y, 2 * guides->width, 2 * guides->height);
  });
  for (std::size_t c = 0; c < 3; c++)
    guides->albedo[c] = keep([&](int x, int) { return 90 + 40 * static_cast<double>(c) + 30 * x / w; });
  guides->specular = keep([&](int x, int y) { return (x / 9 + y / 9) % 2 == 0 ? 30 : 120; });
  guides->roughness = keep([&](int x, int) { return 40 + 150 * x / w; });
  return guides;
}

}  // namespace

ArtPtr make_room_art(int width, int height) {
  const ArtPtr plain = make_art(width, height);
  auto art = std::make_shared<LitArt>(*plain);
  // The planes of the plain art stay with it.
  auto memory = std::make_shared<std::pair<ArtPtr, ArtMemory>>();
  memory->first = plain;
  ArtMemory& planes = memory->second;
  art->memory = memory;
  art->behind_box = {width / 5, height / 4, width * 7 / 10, height * 7 / 10};
  const Box& box = art->behind_box;
  art->matte = planes.keep(
      plane_of(box.width, box.height, [&](int x, int y) { return 255 * disc(x + box.x, y + box.y, width, height); }));
  for (std::size_t l = 0; l < art->lights.size(); l++)
    for (std::size_t c = 0; c < 3; c++)
      art->lights[l].behind[c] = planes.keep(plane_of(box.width, box.height, [&](int x, int y) {
        return (mix_bits(static_cast<std::uint32_t>(y / 4 * 997 + x / 4), static_cast<std::uint32_t>(l * 3 + c)) &
                127) +
               40;
      }));
  for (int y = 0; y < height; y++) {
    art->far_depth.push_back(0.2f + 0.6f * static_cast<float>(y) / static_cast<float>(height));
    art->near_depth.push_back(0.85f);
  }
  art->wet_rows = {height * 3 / 5, height};
  art->wet = planes.keep(plane_of(width, height - art->wet_rows.begin,
                                  [&](int x, int y) { return std::min(y * 30, 255) * (x % 50 > 8); }));
  art->lights[1].along = planes.keep(plane_of(width, height, [&](int, int y) { return 255 * y / height; }));
  art->guides = make_guides(width, height, planes);
  place_sources(*art);
  art->air = std::make_shared<AirLight>(make_air_light(*art));
  return art;
}

/// Pictures of art that is coarser than they are, of sides that its scale divides and of others.
void add_coarse(std::vector<NamedPicture>& all) {
  const auto add = [&](const std::string& name, int width, int height, std::vector<Ground> grounds) {
    all.push_back({name, make_picture(width, height, std::move(grounds))});
    all.back().picture.grain_frame = static_cast<std::uint32_t>(all.size());
  };
  for (int scale = 2; scale <= kMaxGroundScale; scale++)
    for (const auto& [width, height] : {std::pair{259, 134}, {260, 132}, {7, 5}}) {
      const ArtPtr art = make_room_art(coarse_size(width, scale), coarse_size(height, scale));
      LitGround lit = make_lit(art), other = make_lit(art);
      lit.motion = {3.1f, 2, 7.7f, 1, 90};
      lit.touches[0] = {0.5f, 0.4f, {6, 0.4f, 0.3f}};
      other.gain[0] = {0.2f, 0.3f, 0.4f}, other.exposure = 2;
      const std::string name = "coarse_" + std::to_string(scale) + "_" + std::to_string(width);
      add(name, width, height, {{lit, 1}});
      add(name + "_half", width, height, {{lit, 0.5f}});
      add(name + "_to_other", width, height, {{lit, 1}, {other, 0.4f}});
      const FrameGround film{make_frame(64, 36, Matrix::bt709, Range::limited, Chroma::half), Fit::contain, 1};
      add(name + "_to_film", width, height, {{lit, 1}, {film, 0.3f}});
      add(name + "_from_film", width, height, {{film, 1}, {lit, 0.6f}});
      add(name + "_to_fine", width, height, {{lit, 1}, {make_lit(make_room_art(width, height)), 0.5f}});
    }
}

std::vector<NamedPicture> room_pictures() {
  constexpr int kW = 193, kH = 130;
  const LitGround still = make_lit(make_room_art(kW, kH));
  std::vector<NamedPicture> all;
  const auto add = [&](const char* name, const LitGround& ground) {
    all.push_back({name, make_picture(kW, kH, {{ground, 1}})});
    all.back().picture.grain_frame = static_cast<std::uint32_t>(all.size());
  };
  add("room_still", still);
  for (const auto& [name, sway] : {std::pair{"room_left", -7.3f}, {"room_right", 11.0f}, {"room_far_right", 400.f}}) {
    LitGround ground = still;
    ground.motion.sway = sway;
    add(name, ground);
  }
  LitGround water = still;
  water.motion.ripple = 5, water.motion.ripple_time = 3.3f;
  add("room_water", water);
  water.motion.sway = 4.6f;
  add("room_water_right", water);
  LitGround haze = still;
  haze.motion.haze = 1.5f, haze.motion.haze_time = 400;
  add("room_haze", haze);
  LitGround tube = still;
  tube.along[1] = {1.9f, 0.2f, 0, 0.4f, 1, 2.5f, 1.4f, 0.6f};
  add("room_tube", tube);
  tube.motion.sway = -9.4f;
  add("room_tube_left", tube);
  LitGround touched = still;
  touched.touches[0] = {0.5f, 0.4f, {6, 0.4f, 0.3f}};
  add("room_touch", touched);
  touched.touches[1] = {1.45f, 0.98f, {2, 0.4f, 3}};
  add("room_touches", touched);
  LitGround all_of_it = touched;
  all_of_it.motion = {6.1f, 4, 7.7f, 1, 90};
  all_of_it.along = tube.along;
  add("room_all", all_of_it);
  all.push_back({"room_to_room", make_picture(kW, kH, {{all_of_it, 1}, {haze, 0.4f}})});
  add_coarse(all);
  return all;
}

}  // namespace redlight::test

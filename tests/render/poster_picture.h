#pragma once
// The delivered poster at a test's size, lit as it rests.
#include <string_view>

#include "picture/layers_source.h"
#include "picture/prepare_art.h"
#include "support/synthetic.h"

namespace redlight::test {

/// Empty when the art cannot be read.
inline Picture poster_picture(const char* orientation, int width, int height) {
  const auto source = open_layers(std::filesystem::path(REDLIGHT_ASSETS) / "ballerina/poster" / orientation);
  if (!source) return {};
  const auto art = prepare_art(*source, {width, height, {}, {}, {}}, {});
  if (!art) return {};
  LitGround lit;
  lit.art = *art;
  lit.gain.fill({1, 1, 1});
  for (std::size_t i = 0; i < lit.art->lights.size(); i++)
    if (lit.art->lights[i].name == "ambient") lit.gain[i] = {1.3f, 1.3f, 1.3f};
  return make_picture(width, height, {{lit, 1}});
}

inline std::size_t light_named(const LitGround& lit, std::string_view name) {
  std::size_t i = 0;
  while (lit.art->lights[i].name != name) i++;
  return i;
}

/// What can be done to the poster, each once: a visitor's light, a tube that is half struck, a camera on its way, and
/// all that moves in the room.
inline std::vector<NamedPicture> living_posters() {
  std::vector<NamedPicture> all;
  const Picture portrait = poster_picture("portrait", 270, 480), landscape = poster_picture("landscape", 480, 270);
  if (portrait.grounds.empty() || landscape.grounds.empty()) return all;
  const auto add = [&](const char* name, const Picture& poster, auto change) {
    all.push_back({name, poster});
    change(std::get<LitGround>(all.back().picture.grounds[0].what));
  };
  add("poster_finger", portrait, [](LitGround& lit) {
    lit.gain[light_named(lit, "tube_key")] = {0.2f, 0.2f, 0.2f};
    lit.touches[0] = {0.30f, 0.52f, {6, 0.42f, 0.33f}};
  });
  add("poster_half_struck", portrait, [](LitGround& lit) {
    const std::size_t key = light_named(lit, "tube_key");
    lit.gain[key] = {0.3f, 0.24f, 0.27f};
    lit.along[key] = {2.6f, 1.9f, 0.9f, 0.3f, 0.1f, 0.2f, 0.7f, 1.3f};
  });
  add("poster_camera", portrait, [](LitGround& lit) {
    lit.view = {.x = 140, .y = 215, .step = 0.72f, .slide_x = 9, .slide_y = -3, .push = 0.12f, .pivot = 0.6f};
  });
  add("poster_room", landscape, [](LitGround& lit) { lit.motion = {5.5f, 1.6f, 3.2f, 0.9f, 120}; });
  return all;
}

}  // namespace redlight::test

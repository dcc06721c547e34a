#include "app/machine_speed.h"

#include <algorithm>

#include "picture/air_light.h"
#include "picture/art_memory.h"
#include "picture/noise.h"

namespace redlight {
namespace {

constexpr int kWidth = 1152, kHeight = 648;  // divided by every scale without remainder
constexpr int kTries = 4;
constexpr double kRealArt = 1.2;
constexpr std::uint32_t kLights = 4;

std::vector<std::uint8_t> noise(int width, int height, std::uint32_t seed) {
  std::vector<std::uint8_t> plane(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (std::size_t i = 0; i < plane.size(); i++)
    plane[i] = static_cast<std::uint8_t>(mix_bits(static_cast<std::uint32_t>(i), seed));
  return plane;
}

/// Soft edges left and right, whole in the middle.
std::vector<std::uint8_t> matte_of(int width, int height) {
  std::vector<std::uint8_t> plane;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      plane.push_back(static_cast<std::uint8_t>(std::clamp(std::min(x, width - x) * 16, 0, 255)));
  return plane;
}

ArtPtr sample_art(int width, int height) {
  auto art = std::make_shared<LitArt>();
  const auto memory = std::make_shared<ArtMemory>();
  art->width = width, art->height = height, art->margin = margin_of(width), art->memory = memory;
  // A figure before the room: a third of the width, and its lower two thirds.
  art->behind_box = {width / 3, height / 3, width / 3, height - height / 3};
  const Box& box = art->behind_box;
  art->matte = memory->keep(matte_of(box.width, box.height));
  for (std::uint32_t l = 0; l < kLights; l++) {
    LightLayer light;
    for (std::uint32_t c = 0; c < 3; c++) {
      light.code[c] = memory->keep(noise(art->stride(), height, 8 * l + c));
      light.behind[c] = memory->keep(noise(box.width, box.height, 8 * l + c + 4));
    }
    light.scale = {0.5f, 0.3f, 0.3f};
    art->lights.push_back(std::move(light));
  }
  art->far_depth.assign(static_cast<std::size_t>(height), 0.3f);
  art->near_depth.assign(static_cast<std::size_t>(height), 0.9f);
  art->wet_rows = {height * 3 / 4, height};
  art->wet = memory->keep(noise(width, height - art->wet_rows.begin, 99));
  place_sources(*art);
  art->air = std::make_shared<AirLight>(make_air_light(*art));
  return art;
}

}  // namespace

Picture sample_picture(DetailLevel level, int width, int height) {
  const DetailStep& step = step_of(level);
  LitGround lit;
  lit.art = sample_art(coarse_size(width, step.ground_scale), coarse_size(height, step.ground_scale));
  lit.gain.fill({0.5f, 0.5f, 0.5f});
  lit.motion = {6.3f * step.room.camera, 2 * step.room.water, 4, step.room.haze, 70};
  Picture picture;
  picture.width = width, picture.height = height, picture.grounds = {{std::move(lit), 1}};
  return picture;
}

MachineSpeed::MachineSpeed(Clock& clock) : clock_(clock) {}

Duration MachineSpeed::frame_time(DetailLevel level, int width, int height) {
  Picture picture = sample_picture(level, kWidth, kHeight);
  Duration least = Duration::max();
  for (int i = 0; i < kTries; i++) {
    picture.grain_frame = static_cast<std::uint32_t>(i);
    const Instant begun = clock_.now();
    renderer_.draw(picture);
    least = std::min(least, clock_.now() - begun);
  }
  const double pixels = static_cast<double>(width) * height / (static_cast<double>(kWidth) * kHeight);
  return from_seconds(seconds(least) * pixels * kRealArt);
}

}  // namespace redlight

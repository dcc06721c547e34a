#include "render/gl/self_test.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

#include "picture/art_memory.h"
#include "render/cpu/cpu_renderer.h"

namespace redlight {
namespace {

constexpr int kWidth = 96, kHeight = 54, kMargin = 16;
constexpr int kTolerance = 2;  ///< of 255: GPUs round differently

std::vector<std::uint8_t> ramp(int width, int height, int across, int down, int start) {
  std::vector<std::uint8_t> plane;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) plane.push_back(static_cast<std::uint8_t>((start + x * across + y * down) & 255));
  return plane;
}

LightLayer make_light(int start, Rgb scale, ArtMemory& memory) {
  constexpr int kStride = kWidth + 2 * kMargin;
  LightLayer light;
  light.code = {memory.keep(ramp(kStride, kHeight, 2, 1, start)), memory.keep(ramp(kStride, kHeight, 1, 2, start)),
                memory.keep(ramp(kStride, kHeight, 1, 1, start))};
  light.scale = scale;
  std::vector<std::uint8_t> emitter(kWidth * kHeight);
  std::vector<Span> rows(kHeight);
  for (int y = 10; y < 14; y++) {
    rows[static_cast<std::size_t>(y)] = {20, 60};
    for (int x = 20; x < 60; x++) emitter[static_cast<std::size_t>(y * kWidth + x)] = static_cast<std::uint8_t>(x * 4);
  }
  light.emitter = memory.keep(std::move(emitter)), light.emitter_rows = memory.keep(std::move(rows));
  light.radiance = {7, 0.4f, 0.3f};
  return light;
}

FramePtr make_frame() {
  constexpr int kW = 40, kH = 30;
  auto frame = std::make_shared<VideoFrame>();
  frame->width = kW, frame->height = kH;
  auto planes = std::make_shared<std::array<std::vector<std::uint8_t>, 3>>();
  *planes = {ramp(kW, kH, 4, 2, 20), ramp(kW / 2, kH / 2, 3, 5, 90), ramp(kW / 2, kH / 2, 6, 1, 60)};
  for (std::size_t p = 0; p < 3; p++) {
    const int divide = p == 0 ? 1 : 2;
    frame->planes[p] = {(*planes)[p].data(), kW / divide, kW / divide, kH / divide};
  }
  frame->storage = planes;
  return frame;
}

Picture make_picture() {
  auto art = std::make_shared<LitArt>();
  auto memory = std::make_shared<ArtMemory>();
  art->width = kWidth, art->height = kHeight, art->margin = kMargin;
  art->lights = {make_light(10, {0.5f, 0.5f, 0.6f}, *memory), make_light(0, {1, 1, 1}, *memory),
                 make_light(40, {1.1f, 0.2f, 0.1f}, *memory)};
  art->memory = std::move(memory);
  LitGround lit;
  lit.art = art;
  lit.gain[0] = {1.3f, 1.3f, 1.3f}, lit.gain[2] = {1, 0.9f, 0.8f};
  auto ink = std::make_shared<Coverage>();
  ink->width = 16, ink->height = 8, ink->alpha = ramp(16, 8, 8, 16, 0);
  Picture picture;
  picture.width = kWidth, picture.height = kHeight;
  picture.grounds = {{lit, 1}, {FrameGround{make_frame(), Fit::contain, 0.9f}, 0.4f}};
  picture.sprites = {{ink, 30, 20, {0.9f, 0.8f, 0.7f}, 0.9f}, {ink, -6, -3, {1, 1, 1}, 1}};
  picture.grain_frame = 7;
  return picture;
}

/// The same art, coarser than the picture.
Picture make_coarse_picture() {
  Picture picture = make_picture();
  picture.width = 2 * kWidth, picture.height = 2 * kHeight;
  return picture;
}

Result<void> test_picture(const Picture& picture, Renderer& renderer) {
  CpuRenderer reference;
  reference.draw(picture);
  renderer.draw(picture);
  const Image drawn = renderer.read_back();
  int worst = 0;
  for (std::size_t i = 0; i < drawn.pixels.size(); i++)
    for (int shift = 0; shift < 24; shift += 8) {
      const auto a = static_cast<int>(drawn.pixels[i] >> shift & 255),
                 b = static_cast<int>(reference.image().pixels[i] >> shift & 255);
      worst = std::max(worst, std::abs(a - b));
    }
  if (worst > kTolerance)
    return fail(ErrorKind::device,
                fmt::format("the graphics driver draws wrong: {} of 255 off in the test picture, {} are allowed", worst,
                            kTolerance));
  return {};
}

}  // namespace

Result<void> self_test(Renderer& renderer) {
  if (auto passed = test_picture(make_picture(), renderer); !passed) return passed;
  return test_picture(make_coarse_picture(), renderer);
}

}  // namespace redlight

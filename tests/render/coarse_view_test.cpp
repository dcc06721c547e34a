// The coarse view tells what a picture will look like: held against the picture that is drawn.
#include "render/coarse_view.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <optional>

#include "picture/art_memory.h"
#include "picture/flash_meter.h"
#include "picture/noise.h"
#include "render/cpu/cpu_renderer.h"
#include "support/synthetic.h"

using namespace redlight;
using namespace redlight::test;

namespace {

float luminance(const Rgb& c) { return 0.2126f * c.r + 0.7152f * c.g + 0.0722f * c.b; }

struct Off {
  double worst = 0, mean = 0;
};

/// How far the view's luminance is off the drawn picture's, cell by cell.
Off off(Picture picture, float level) {
  CoarseView view;
  view.look(picture);
  const FlashField seen = view.field(level);
  dim(picture, level);
  picture.sprites.clear(), picture.grain = 0;
  CpuRenderer renderer;
  renderer.draw(picture);
  FlashField drawn;
  measure_field(renderer.image(), view.grid(), drawn);
  Off result;
  for (std::size_t i = 0; i < drawn.cells.size(); i++) {
    const double difference = std::abs(luminance(seen.cells[i]) - luminance(drawn.cells[i]));
    result.worst = std::max(result.worst, difference);
    result.mean += difference / static_cast<double>(drawn.cells.size());
  }
  return result;
}

Picture of(Ground ground, int width = 960, int height = 540) {
  return make_picture(width, height, {std::move(ground)});
}

}  // namespace

TEST_CASE("even frames are seen as they are drawn, in every matrix and range, dimmed or not") {
  for (const auto matrix : {Matrix::bt601, Matrix::bt709, Matrix::bt2020})
    for (const auto range : {Range::limited, Range::full})
      for (const int luma : {20, 60, 126, 180, 230})
        for (const float level : {1.f, 0.7f, 0.3f}) {
          const auto frame = make_flat_frame(64, 36, matrix, range, luma, 120, 150);
          INFO(luma << " " << level);
          CHECK(off(of({FrameGround{frame, Fit::cover, 1}, 1}), level).worst < 0.01);
        }
  const auto still = make_flat_frame(64, 36, Matrix::rgb, Range::full, 230, 40, 20);
  CHECK(off(of({FrameGround{still, Fit::cover, 0.8f}, 1}), 1).worst < 0.01);
}

TEST_CASE("frames full of edges and noise are seen nearly as they are drawn") {
  for (const auto fit : {Fit::cover, Fit::contain}) {
    const auto film = make_frame(1280, 720, Matrix::bt709, Range::limited, Chroma::half);
    const Off found = off(of({FrameGround{film, fit, 1}, 1}, 540, 960), 1);
    INFO(found.worst << " " << found.mean);
    CHECK(found.mean < 0.06);  // colours beyond what can be shown are cut off pixel by pixel, and cell by cell
  }
}

TEST_CASE("lit art is seen nearly as it is drawn") {
  const auto lit = make_lit(make_art(960, 540));
  for (const float level : {1.f, 0.6f}) {
    const Off found = off(of({lit, 1}), level);
    INFO(found.worst << " " << found.mean);
    CHECK(found.mean < 0.02);
  }
}

TEST_CASE("haze and visitors' lights are seen nearly as they are drawn") {
  LitGround lit = make_lit(make_room_art(480, 270));
  for (Rgb& gain : lit.gain) gain = {gain.r * 0.2f, gain.g * 0.2f, gain.b * 0.2f};
  lit.motion.haze = 1, lit.motion.haze_time = 3;
  lit.touches[0] = {0.4f, 0.5f, {8, 2, 1}};
  const Off found = off(of({lit, 1}, 480, 270), 1);
  INFO(found.worst << " " << found.mean);
  CHECK(found.mean < 0.02);
  CoarseView view;
  view.look(of({lit, 1}, 480, 270));
  const FlashField with = view.field(1);
  lit.motion.haze = 0, lit.touches = {};
  view.look(of({lit, 1}, 480, 270));
  const FlashField without = view.field(1);
  double more = 0;
  for (std::size_t i = 0; i < with.cells.size(); i++)
    more += (luminance(with.cells[i]) - luminance(without.cells[i])) / static_cast<double>(with.cells.size());
  CHECK(more > found.mean * 2);  // the test would notice if they were left out
}

TEST_CASE("glints under a gliding light are not taken for flashes") {
  auto art = std::make_shared<LitArt>(*make_room_art(1728, 972));
  auto guides = std::make_shared<Guides>(*art->guides);
  ArtMemory memory;
  const auto grainy = [&](std::uint32_t seed, std::uint32_t least, std::uint32_t span) {
    std::vector<std::uint8_t> plane(static_cast<std::size_t>(guides->width) * static_cast<std::size_t>(guides->height));
    for (std::uint32_t i = 0; i < plane.size(); i++)
      plane[i] = static_cast<std::uint8_t>(least + mix_bits(i, seed) % span);
    return memory.keep(std::move(plane));
  };
  guides->normal_x = grainy(1, 98, 60), guides->normal_y = grainy(2, 98, 60);
  guides->roughness = grainy(3, 60, 20), guides->specular = grainy(4, 200, 56);
  art->guides = guides;
  LitGround lit = make_lit(art);
  for (Rgb& gain : lit.gain) gain = {};
  CoarseView view;
  std::optional<FlashMeter> meter;
  double reach = 0;
  for (int frame = 0; frame <= 60; frame++) {
    lit.touches[0] = {
        0.6f + 0.2f * static_cast<float>(frame) / 60, 0.5f + 0.05f * static_cast<float>(frame) / 60, {8, 0.4f, 0.3f}};
    view.look(of({lit, 1}, 1728, 972));
    if (!meter) meter.emplace(view.grid());
    meter->feed(view.field(1), Instant(from_seconds(frame / 60.0)));
    reach = std::max(reach, meter->reach());
  }
  INFO(reach);
  CHECK(reach < 0.02);  // it passes each place once
}

TEST_CASE("a cross-fade is seen as it is drawn") {
  const auto a = make_flat_frame(64, 36, Matrix::rgb, Range::full, 255, 255, 255),
             b = make_flat_frame(64, 36, Matrix::rgb, Range::full, 10, 100, 30);
  for (const float weight : {0.f, 0.25f, 0.8f, 1.f})
    CHECK(off(make_picture(320, 180, {{FrameGround{a, Fit::cover, 1}, 1}, {FrameGround{b, Fit::cover, 1}, weight}}), 1)
              .worst < 0.01);
}

TEST_CASE("bars beside a frame are dark, nothing at all is black") {
  CoarseView view;
  const auto white = make_flat_frame(64, 64, Matrix::rgb, Range::full, 255, 255, 255);
  view.look(of({FrameGround{white, Fit::contain, 1}, 1}, 1920, 1080));
  const FlashField& field = view.field(1);
  const auto at = [&](int x) {
    return field.cells[static_cast<std::size_t>(field.grid.height / 2 * field.grid.width + x)].r;
  };
  CHECK(at(0) == 0);
  CHECK(at(field.grid.width / 2) == Approx(1).margin(0.001));
  CHECK(at(field.grid.width - 1) == 0);
  view.look(make_picture(1920, 1080, {}));
  for (const Rgb& cell : view.field(1).cells) CHECK(cell == Rgb{});
}

TEST_CASE("dimming is monotone and reaches every ground") {
  CoarseView view;
  const auto lit = make_lit(make_art(320, 180));
  const auto film = make_frame(64, 36, Matrix::bt709, Range::limited, Chroma::half);
  view.look(make_picture(320, 180, {{lit, 1}, {FrameGround{film, Fit::cover, 1}, 0.5f}}));
  double last = 1e9;
  for (const float level : {1.f, 0.8f, 0.5f, 0.2f}) {
    double sum = 0;
    for (const Rgb& cell : view.field(level).cells) sum += luminance(cell);
    CHECK(sum < last * 0.9);
    last = sum;
  }
}

TEST_CASE("light that is added to another's is seen as the sum") {
  LitGround whole = make_lit(make_art(960, 540)), part = whole;
  whole.exposure = part.exposure = 1;
  for (std::size_t i = 0; i < 3; i++) part.gain[i] = {whole.gain[i].r / 2, whole.gain[i].g / 2, whole.gain[i].b / 2};
  CoarseView view, sum;
  view.look(of({whole, 1}));
  sum.look(make_picture(960, 540, {{part, 1}, {part, 1, true}}));
  const FlashField a = view.field(1), b = sum.field(1);
  REQUIRE(a.cells.size() == b.cells.size());
  for (std::size_t i = 0; i < a.cells.size(); i++)
    CHECK(luminance(b.cells[i]) == Approx(luminance(a.cells[i])).margin(1e-4));
}

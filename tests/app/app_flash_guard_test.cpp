// The guard between show and renderer: what flashes is shown safe, what is safe passes to the bit.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "app/flash_guard.h"
#include "base/log.h"
#include "picture/flash_analyser.h"
#include "picture/noise.h"
#include "render/cpu/cpu_renderer.h"
#include "support/synthetic.h"

using namespace redlight;
using namespace redlight::test;

namespace {

constexpr int kWidth = 96, kHeight = 54, kFps = 60, kCells = 48;

using Film = std::function<std::vector<Ground>(long frame)>;

struct Seen {
  std::vector<FlashViolation> asked, shown;          // what is measured without the guard and with it
  long changed = 0;                                  // pictures that the guard changed
  std::vector<double> asked_brightness, brightness;  // of each frame, 0..255
};

double brightness_of(const Image& image) {
  double sum = 0;
  for (const std::uint32_t pixel : image.pixels) sum += (pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255);
  return sum / 3 / static_cast<double>(image.pixels.size());
}

Seen watch(const Film& film, long frames, int fps = kFps) {
  FlashGuard guard;
  FlashAnalyser asked(kWidth, kHeight, kCells), shown(kWidth, kHeight, kCells);
  spdlog::set_level(spdlog::level::err);  // what it tells is not looked at here
  CpuRenderer renderer;
  Seen seen;
  for (long i = 0; i < frames; i++) {
    const Instant now{Duration(i * 1'000'000'000L / fps)};
    Picture picture = make_picture(kWidth, kHeight, film(i));
    picture.grain = 0;
    const Picture before = picture;
    renderer.draw(before);
    asked.add(renderer.image(), now);
    seen.asked_brightness.push_back(brightness_of(renderer.image()));
    guard.pass(picture, now);
    if (!(picture == before)) {
      seen.changed++;
      renderer.draw(picture);
    }
    shown.add(renderer.image(), now);
    seen.brightness.push_back(brightness_of(renderer.image()));
  }
  seen.asked = asked.finish(), seen.shown = shown.finish();
  return seen;
}

FramePtr flat(int r, int g, int b) { return make_flat_frame(48, 27, Matrix::rgb, Range::full, r, g, b); }
Film between(FramePtr a, FramePtr b, long hold, long from = 0, long to = 1 << 30) {
  return [=](long i) -> std::vector<Ground> {
    const bool second = i >= from && i < to && (i - from) / hold % 2 == 0;
    return {{FrameGround{second ? b : a, Fit::cover, 1}, 1}};
  };
}

/// A frame whose left part is lit.
FramePtr left_part(double part, int code) {
  struct Storage {
    std::vector<std::uint8_t> samples;
  };
  auto storage = std::make_shared<Storage>();
  for (int i = 0; i < kWidth * kHeight; i++)
    storage->samples.push_back(i % kWidth < part * kWidth ? static_cast<std::uint8_t>(code) : std::uint8_t{60});
  auto frame = std::make_shared<VideoFrame>();
  frame->width = kWidth, frame->height = kHeight, frame->matrix = Matrix::rgb, frame->range = Range::full;
  for (auto& plane : frame->planes) plane = {storage->samples.data(), kWidth, kWidth, kHeight};
  frame->storage = storage;
  return frame;
}

}  // namespace

TEST_CASE("a strobe of any kind is shown safe, and never black") {
  const auto black = flat(0, 0, 0), white = flat(255, 255, 255), grey = flat(120, 120, 120), red = flat(255, 0, 0),
             pink = flat(255, 150, 150), green = flat(20, 200, 30);
  const std::vector<std::pair<FramePtr, FramePtr>> pairs{
      {black, white}, {grey, white}, {red, black}, {green, red}, {pink, red}, {flat(90, 90, 90), flat(125, 125, 125)}};
  for (const auto& [a, b] : pairs)
    for (const long hold : {1, 4, 9}) {
      const Seen seen = watch(between(a, b, hold), 150);
      INFO("pair " << (&a - &pairs.front().first) / 2 << ", a change every " << hold << " frames");
      CHECK_FALSE(seen.asked.empty());
      if (!seen.shown.empty()) FAIL_CHECK(describe(seen.shown.front()));
      for (std::size_t i = 0; i < seen.brightness.size(); i++)
        if (seen.brightness[i] < 0.19 * seen.asked_brightness[i]) FAIL_CHECK("frame " << i << " is all but black");
    }
}

TEST_CASE("a strobe over a part of the picture, beside what stands still, is shown safe") {
  for (const double part : {0.3, 0.5, 0.8})
    for (const long hold : {2, 6}) {
      const Seen seen = watch(between(left_part(part, 60), left_part(part, 240), hold), 150);
      INFO(part << " " << hold);
      CHECK_FALSE(seen.asked.empty());
      CHECK(seen.shown.empty());
    }
}

TEST_CASE("film rates are shown safe as well") {
  for (const int fps : {24, 30, 50}) {
    const Seen seen = watch(between(flat(10, 10, 10), flat(230, 230, 230), 2), 5L * fps, fps);
    CHECK_FALSE(seen.asked.empty());
    CHECK(seen.shown.empty());
  }
}

TEST_CASE("safe material passes unchanged, to the bit") {
  const auto black = flat(0, 0, 0), white = flat(255, 255, 255), grey = flat(120, 120, 120),
             near_grey = flat(126, 126, 126);
  const Seen three_a_second = watch(between(black, white, 10), 900);
  CHECK(three_a_second.asked.empty());
  CHECK(three_a_second.changed == 0);
  CHECK(watch(between(grey, near_grey, 1), 300).changed == 0);
  CHECK(watch(between(left_part(0.05, 60), left_part(0.05, 255), 2), 300).changed == 0);
  CHECK(watch(between(black, white, 200), 900).changed == 0);
  // A strobe over 22 % of a block, as bar codes along an edge are.
  const Seen edge = watch(between(left_part(0.07, 60), left_part(0.07, 255), 1), 300);
  CHECK(edge.asked.empty());
  CHECK(edge.changed == 0);
  const auto lit = make_lit(make_art(kWidth, kHeight));
  const Seen breathing = watch(
      [&](long i) -> std::vector<Ground> {
        LitGround ground = lit;
        ground.gain[1].r += 0.04f * static_cast<float>(i % 13);
        return {{ground, 1}};
      },
      300);
  CHECK(breathing.asked.empty());
  CHECK(breathing.changed == 0);
}

TEST_CASE("after the flashes the picture comes back slowly, and to the bit") {
  // Half a second of strobe, then white for good.
  const auto black = flat(0, 0, 0), white = flat(255, 255, 255);
  const Film film = [&, strobe = between(white, black, 2)](long i) -> std::vector<Ground> {
    return i < 60 ? strobe(i) : std::vector<Ground>{{FrameGround{white, Fit::cover, 1}, 1}};
  };
  const Seen seen = watch(film, 360);
  CHECK_FALSE(seen.asked.empty());
  CHECK(seen.shown.empty());
  CHECK(seen.changed > 60);
  // Monotone on its way back, no step of more than a few codes, and all there in the end.
  for (std::size_t i = 75; i < seen.brightness.size(); i++) {
    INFO(i);
    REQUIRE(seen.brightness[i] >= seen.brightness[i - 1] - 0.01);
    REQUIRE(seen.brightness[i] - seen.brightness[i - 1] < 8);
  }
  CHECK(seen.brightness.back() == Approx(255));
  CHECK(seen.brightness[240] == Approx(255));
}

TEST_CASE("lamps of art that strobe are shown safe") {
  const auto lit = make_lit(make_art(kWidth, kHeight));
  const Seen seen = watch(
      [&](long i) -> std::vector<Ground> {
        LitGround ground = lit;
        if (i / 4 % 2 == 0) ground.gain = {};
        return {{ground, 1}};
      },
      300);
  CHECK_FALSE(seen.asked.empty());
  CHECK(seen.shown.empty());
}

TEST_CASE("a strobe across cross-fades is shown safe") {
  const auto black = flat(0, 0, 0), white = flat(255, 255, 255), red = flat(230, 0, 0);
  const Seen seen = watch(
      [&](long i) -> std::vector<Ground> {
        const bool on = i / 3 % 2 == 0;
        return {{FrameGround{on ? white : black, Fit::cover, 1}, 1},
                {FrameGround{on ? black : red, Fit::cover, 1}, static_cast<float>(i % 120) / 120}};
      },
      480);
  CHECK_FALSE(seen.asked.empty());
  CHECK(seen.shown.empty());
}

TEST_CASE("a flash too many that ends in the dark is put off, for less than a second") {
  // White, and from the first second on three and a half flashes to black, which stay.
  const auto black = flat(0, 0, 0), white = flat(255, 255, 255);
  const Seen seen = watch(
      [&](long i) -> std::vector<Ground> {
        const long into = (i - 60) / 6;
        const bool dark = i >= 60 && (into >= 6 || into % 2 == 0);
        return {{FrameGround{dark ? black : white, Fit::cover, 1}, 1}};
      },
      240);
  CHECK(seen.asked.size() == 1);
  CHECK(seen.shown.empty());
  const auto first_dark =
      std::find_if(seen.brightness.begin() + 96, seen.brightness.end(), [](double b) { return b < 1; });
  CHECK(first_dark - seen.brightness.begin() == 120);  // a second after the first change
  CHECK(std::all_of(first_dark, seen.brightness.end(), [](double b) { return b < 1; }));
}

TEST_CASE("grain of film is no flash, however strong") {
  struct Storage {
    std::vector<std::uint8_t> samples;
  };
  std::vector<FramePtr> frames;
  for (std::uint32_t seed = 0; seed < 7; seed++) {
    auto storage = std::make_shared<Storage>();
    for (std::uint32_t i = 0; i < 640 * 360; i++)
      storage->samples.push_back(static_cast<std::uint8_t>(80 + mix_bits(i, seed) % 100));
    auto frame = std::make_shared<VideoFrame>();
    frame->width = 640, frame->height = 360, frame->matrix = Matrix::rgb, frame->range = Range::full;
    for (auto& plane : frame->planes) plane = {storage->samples.data(), 640, 640, 360};
    frame->storage = storage;
    frames.push_back(frame);
  }
  const Seen seen = watch(
      [&](long i) -> std::vector<Ground> {
        return {{FrameGround{frames[static_cast<std::size_t>(i) % 7], Fit::cover, 1}, 1}};
      },
      180);
  CHECK(seen.changed == 0);
}

TEST_CASE("a picture of another size is judged anew, and nothing of the old size is held") {
  FlashGuard guard;
  CpuRenderer renderer;
  for (long i = 0; i < 240; i++) {
    const int width = i / 80 % 2 == 0 ? 96 : 98;
    LitGround lit = make_lit(make_art(width, 54));
    if (i / 2 % 2 == 0) lit.gain = {};
    Picture picture = make_picture(width, 54, {{lit, 1}});
    guard.pass(picture, Instant(Duration(i * 1'000'000'000L / kFps)));
    REQUIRE(std::get<LitGround>(picture.grounds[0].what).art->width == width);
    renderer.draw(picture);
  }
}

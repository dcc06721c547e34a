// The flash analyser: how much of the picture flashes, and how a picture becomes a field of cells.
#include <catch2/catch.hpp>

#include "picture/flash_analyser.h"
#include "unit/flash_clips.h"

using namespace redlight;
using namespace redlight::test;

namespace {

const Rgb kBlack = grey(0), kWhite = grey(1);

bool is_white(long index) { return index / 6 % 2 == 0; }

/// Measured in cells as small as they are where a show is checked.
std::vector<FlashViolation> fine(const Light& light) { return measure(60, 120, light, kFlashCells); }

/// Flashes within a box, at a place 0..1.
std::vector<FlashViolation> box(double x0, double y0, double width, double height) {
  return fine([=](long index, double x, double y) {
    return is_white(index) && x >= x0 && x < x0 + width && y >= y0 && y < y0 + height ? kWhite : kBlack;
  });
}

Image drawn(int width, int height, const std::function<std::uint32_t(int x, int y)>& pixel) {
  Image image(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) image.row(y)[x] = pixel(x, y);
  return image;
}

}  // namespace

TEST_CASE("a quarter of any 10 degree field may flash, more may not") {
  // A field is a third of the width and of the height. Half by half of it is the quarter; the grid has 96 by 54 cells.
  const double half_x = 16 / 96.0, half_y = 9 / 54.0, cell_x = 1 / 96.0;
  for (const auto& [x, y] :
       {std::pair{0.0, 0.0}, {0.5, 0.5}, {1 - half_x - cell_x, 1 - half_y}, {10 / 96.0, 31 / 54.0}}) {
    INFO(x << " " << y);
    CHECK(box(x, y, half_x, half_y).empty());
    const auto found = box(x, y, half_x + cell_x, half_y);
    REQUIRE(found.size() == 1);
    CHECK(found[0].area == Approx(17 * 9 / (32.0 * 18)));
  }
}

TEST_CASE("what flashes over a quarter of the whole is more than any field allows, what is scattered is not") {
  // A fifth of each field, spread over the whole picture: a fifth of every block.
  CHECK(fine([](long index, double x, double) {
          return is_white(index) && static_cast<int>(x * 96) % 5 == 0 ? kWhite : kBlack;
        }).empty());
  CHECK(fine([](long index, double x, double) {
          return is_white(index) && static_cast<int>(x * 96) % 3 == 0 ? kWhite : kBlack;
        }).size() == 1);
}

TEST_CASE("halves that flash against each other are seen, though the mean stands still") {
  CHECK(fine([](long index, double x, double) { return is_white(index) == (x < 0.5) ? kWhite : kBlack; }).size() == 1);
}

TEST_CASE("places that flash one after the other do not add up") {
  // Each sixth of the height flashes three times in a second, all eighteen of them within that second.
  CHECK(fine([](long index, double, double y) {
          const long own = index % 60 - static_cast<long>(y * 6) * 10;
          return own >= 0 && own < 10 && own / 2 % 2 == 0 ? kWhite : kBlack;
        }).empty());
}

TEST_CASE("no forecast goes beyond the reach of what has been") {
  FlashMeter meter(flash_grid(1920, 1080, 18));
  // Places that flash at rates of their own, so that there is always something at every stage.
  const Light light = [](long i, double x, double y) {
    const long hold = 2 + std::lround(x * 12), phase = std::lround(y * 7);
    return (i + phase) / hold % 2 == 0 ? grey(0.02) : grey(0.9);
  };
  double most = 0;
  for (long i = 0; i < 240; i++) {
    const FlashField field = field_of(meter.grid(), light, i);
    const Instant now = frame_time(i, 60);
    const double over = meter.forecast(field, now).over;
    REQUIRE(over <= meter.reach());
    most = std::max(most, over);
    meter.feed(field, now);
    REQUIRE(meter.area(FlashKind::general) <= meter.reach());
  }
  CHECK(most > 0.5);
  // A second of calm later there is nothing that could go over.
  const FlashField calm = field_of(meter.grid(), light, 239);
  meter.feed(calm, frame_time(300, 60));
  CHECK(meter.reach() == 0);
}

TEST_CASE("the grid of a picture is of thirds, in its shape") {
  CHECK(flash_grid(1920, 1080, 96) == FlashGrid{96, 54});
  CHECK(flash_grid(1080, 1920, 96) == FlashGrid{54, 96});
  CHECK(flash_grid(1080, 1920, 63) == FlashGrid{36, 63});
  CHECK(flash_grid(1000, 1000, 64) == FlashGrid{63, 63});
  CHECK(flash_grid(7680, 1080, 96) == FlashGrid{96, 15});
  CHECK(flash_grid(5000, 10, 96) == FlashGrid{96, 3});
}

TEST_CASE("a cell is the mean of its pixels in linear light") {
  FlashField field;
  measure_field(drawn(96, 54, [](int x, int) { return x % 2 ? 0xffffffffu : 0xff000000u; }), {48, 27}, field);
  REQUIRE(field.cells.size() == 48 * 27);
  CHECK(field.cells[100].r == Approx(0.5f));
  CHECK(field.cells[100].b == Approx(0.5f));
  measure_field(drawn(10, 10, [](int, int) { return 0xffbc0000u; }), {3, 3}, field);
  CHECK(field.cells[4].r == Approx(0.5f).margin(0.005));
  CHECK(field.cells[4].g == 0);
  measure_field(drawn(2, 1, [](int x, int) { return x ? 0xffffffffu : 0xff000000u; }), {6, 3}, field);
  CHECK(field.cells[0].r == 0);
  CHECK(field.cells[5].r == Approx(1));
}

TEST_CASE("images are measured as fields are") {
  for (const bool calm : {false, true}) {
    FlashAnalyser analyser(160, 90);
    for (long i = 0; i < 120; i++) {
      // 0xff606060 has a luminance of 0.117, 0xff585858 one of 0.098.
      const std::uint32_t bright = calm ? 0xff585858u : 0xff606060u;
      analyser.add(drawn(160, 90, [&](int, int) { return is_white(i) ? bright : 0xff000000u; }), frame_time(i, 60));
    }
    CHECK(analyser.finish().empty() == calm);
  }
}

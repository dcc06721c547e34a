#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fstream>
#include <map>

#include "render/cpu/cpu_renderer.h"
#include "support/image_compare.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

namespace fs = std::filesystem;

TEST_CASE("every instruction set gives the same bytes") {
  REQUIRE_FALSE(instruction_sets().empty());
  std::vector<NamedPicture> pictures = synthetic_pictures();
  for (const int width : {1, 63, 127, 128, 129, 1079}) {
    pictures.push_back({fmt::format("lit_{}", width), make_picture(width, 5, {{make_lit(make_art(width, 5)), 1}})});
    const FrameGround film{make_frame(640, 8, Matrix::bt709, Range::limited, Chroma::half), Fit::cover, 1};
    pictures.push_back({fmt::format("film_{}", width), make_picture(width, 5, {{film, 1}})});
  }
  CpuRenderer reference(instruction_sets().back());
  for (const InstructionSet& set : instruction_sets()) {
    CpuRenderer renderer(set);
    for (const NamedPicture& p : pictures) {
      reference.draw(p.picture);
      renderer.draw(p.picture);
      INFO(p.name << " with " << set.name);
      CHECK(renderer.image().pixels == reference.image().pixels);
    }
  }
}

TEST_CASE("a film alone on stage is drawn quickly, and as it would be with another that is not seen") {
  struct Case {
    int width, height;  // of the film
    Chroma chroma;
    Fit fit;
  };
  const Case cases[] = {{640, 8, Chroma::half, Fit::cover},  {640, 9, Chroma::half, Fit::cover},
                        {320, 8, Chroma::half, Fit::cover},  {900, 13, Chroma::half, Fit::cover},
                        {640, 8, Chroma::full, Fit::cover},  {600, 8, Chroma::half, Fit::contain},
                        {640, 4, Chroma::half, Fit::contain}};
  CpuRenderer renderer;
  for (const Case& c : cases)
    for (const int width : {640, 639, 130, 2})
      for (const Range range : {Range::limited, Range::full}) {
        const FrameGround film{make_frame(c.width, c.height, Matrix::bt709, range, c.chroma), c.fit, 1};
        Picture alone = make_picture(width, 8, {{film, 1}}), both = make_picture(width, 8, {{film, 1}, {film, 0}});
        alone.grain = both.grain = 0;
        alone.grain_frame = both.grain_frame = 7;
        renderer.draw(alone);
        const auto quick = renderer.image().pixels;
        renderer.draw(both);
        INFO(c.width << "x" << c.height << " on " << width);
        CHECK(renderer.image().pixels == quick);
      }
}

TEST_CASE("every machine and compiler gives the same bytes") {
  const fs::path file = fs::path(REDLIGHT_TEST_DATA) / "golden/synthetic.txt";
  CpuRenderer renderer;
  std::map<std::string, std::string> actual, expected;
  for (const NamedPicture& p : synthetic_pictures()) {
    renderer.draw(p.picture);
    actual[p.name] = fmt::format("{:016x}", hash_of(renderer.image()));
  }
  if (is_updating_golden()) {
    std::ofstream out(file);
    for (const auto& [name, hash] : actual) out << name << ' ' << hash << '\n';
    FAIL("written anew: " << file);
  }
  std::ifstream in(file);
  for (std::string name, hash; in >> name >> hash;) expected[name] = hash;
  CHECK(actual == expected);
}

TEST_CASE("rows of a window's surface are drawn in place") {
  CpuRenderer renderer;
  for (const NamedPicture& p : synthetic_pictures()) {
    constexpr int kPadding = 3;
    const int stride = p.picture.width + kPadding;
    std::vector<std::uint32_t> rows(static_cast<std::size_t>(stride * p.picture.height), 0x12345678u);
    renderer.draw_into(p.picture, rows.data(), stride, {0, p.picture.height});
    renderer.draw(p.picture);
    bool same = true;
    for (int y = 0; y < p.picture.height; y++)
      for (int x = 0; x < stride; x++) {
        const std::uint32_t word = rows[static_cast<std::size_t>(y * stride + x)];
        same = same && word == (x < p.picture.width ? renderer.image().row(y)[x] : 0x12345678u);
      }
    INFO(p.name);
    CHECK(same);
  }
}

}  // namespace
}  // namespace redlight::test

// The gl renderer against the cpu renderer, in both kinds of context.
#include <catch2/catch.hpp>

#include "render/cpu/cpu_renderer.h"
#include "render/gl/gl_renderer.h"
#include "render/poster_picture.h"
#include "support/gl_context.h"
#include "support/image_compare.h"

namespace redlight::test {
namespace {

constexpr int kMax = 2;
constexpr double kMean = 0.5;

void check_agreement(GlApi api, const std::vector<NamedPicture>& pictures) {
  const auto context = GlContext::make(api, 64, 64);
  if (!context) FAIL(describe(context.error()));
  CHECK(gl_info().is_es == (api == GlApi::es));
  const auto gl = GlRenderer::create(REDLIGHT_SHADERS);
  if (!gl) FAIL(describe(gl.error()));
  CpuRenderer cpu;
  for (const NamedPicture& p : pictures) {
    REQUIRE(p.picture.width > 0);
    cpu.draw(p.picture);
    (*gl)->draw(p.picture);
    const std::string name = p.name + (api == GlApi::es ? "_es" : "_core");
    CHECK(compare((*gl)->read_back(), cpu.image(), kMax, kMean, name, REDLIGHT_TEST_OUTPUT) == "");
  }
}

std::vector<NamedPicture> posters() {
  std::vector<NamedPicture> all = living_posters();
  all.push_back({"poster_portrait", poster_picture("portrait", 270, 480)});
  all.push_back({"poster_landscape", poster_picture("landscape", 480, 270)});
  return all;
}

TEST_CASE("OpenGL ES draws what the cpu renderer draws") { check_agreement(GlApi::es, synthetic_pictures()); }
TEST_CASE("OpenGL core draws what the cpu renderer draws") { check_agreement(GlApi::core, synthetic_pictures()); }
TEST_CASE("OpenGL ES draws the poster") { check_agreement(GlApi::es, posters()); }
TEST_CASE("OpenGL core draws the poster") { check_agreement(GlApi::core, posters()); }

}  // namespace
}  // namespace redlight::test

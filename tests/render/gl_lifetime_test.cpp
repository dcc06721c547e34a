// Months of pictures: what the gl renderer keeps on the GPU, and that it never shows what is gone.
#include <catch2/catch.hpp>
#include <epoxy/gl.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sstream>

#include "base/log.h"
#include "render/cpu/cpu_renderer.h"
#include "render/gl/gl_renderer.h"
#include "render/gl/ground_pass.h"
#include "render/gl/sprite_pass.h"
#include "support/gl_context.h"
#include "support/image_compare.h"
#include "support/synthetic.h"

namespace redlight::test {
namespace {

/// Names in use. Mesa gives out the lowest free ones.
int live_objects() {
  int count = 0;
  for (GLuint name = 1; name < 8192; name++)
    count += (glIsTexture(name) == GL_TRUE ? 1 : 0) + (glIsFramebuffer(name) == GL_TRUE ? 1 : 0) +
             (glIsVertexArray(name) == GL_TRUE ? 1 : 0) + (glIsProgram(name) == GL_TRUE ? 1 : 0) +
             (glIsShader(name) == GL_TRUE ? 1 : 0) + (glIsBuffer(name) == GL_TRUE ? 1 : 0);
  return count;
}

Picture changing_picture(int i) {
  const int w = 16 + i % 3, h = 12 + i % 2;
  const FrameGround film{
      make_frame(8 + i % 5, 6, Matrix::bt709, Range::limited, Chroma::half, static_cast<std::uint32_t>(i)), Fit::cover,
      1};
  Picture picture = make_picture(w, h, {{make_lit(make_art(w, h)), 1}, {film, 0.5f}});
  if (i % 2 == 1) std::swap(picture.grounds[0].what, picture.grounds[1].what);
  picture.sprites = {{make_ink(4 + i % 7, 3), 1, 1, {1, 1, 1}, 1}};
  return picture;
}

TEST_CASE("thousands of pictures leave nothing behind") {
  const auto context = GlContext::make(GlApi::es, 32, 32);
  if (!context) FAIL(describe(context.error()));
  {
    const auto gl = GlRenderer::create(REDLIGHT_SHADERS);
    if (!gl) FAIL(describe(gl.error()));
    (*gl)->set_window(32, 32, Rotation::quarter);
    CpuRenderer cpu;
    int early = 0;
    for (int i = 0; i < 3000; i++) {
      const Picture picture = changing_picture(i);
      (*gl)->draw(picture);
      if (i == 99) early = live_objects();
      if (i % 100 != 0) continue;
      // Pointers come again after their values are gone: the new value must be seen.
      cpu.draw(picture);
      REQUIRE(difference((*gl)->read_back(), cpu.image()).max <= 2);
    }
    CHECK(live_objects() <= early);
    CHECK(early < 40);
    CHECK(glGetError() == GL_NO_ERROR);
  }
  CHECK(live_objects() == 0);
}

TEST_CASE("what is kept alive elsewhere is bounded here") {
  const auto context = GlContext::make(GlApi::core, 32, 32);
  if (!context) FAIL(describe(context.error()));
  const auto gl = GlRenderer::create(REDLIGHT_SHADERS);
  if (!gl) FAIL(describe(gl.error()));
  std::vector<Picture> kept;
  CpuRenderer cpu;
  const int before = live_objects();
  for (int i = 0; i < 300; i++) {
    kept.push_back(changing_picture(i));
    (*gl)->draw(kept.back());
  }
  CHECK(live_objects() <= before + 3 + 64 + 6);  // arts, sprites, planes of two films
  for (int i = 0; i < 300; i += 7) {             // what was dropped comes back when it is needed
    const Picture& picture = kept[static_cast<std::size_t>(i)];
    (*gl)->draw(picture);
    cpu.draw(picture);
    REQUIRE(difference((*gl)->read_back(), cpu.image()).max <= 2);
  }
}

TEST_CASE("a film that changes its ground goes on") {
  const auto context = GlContext::make(GlApi::es, 32, 32);
  if (!context) FAIL(describe(context.error()));
  const auto gl = GlRenderer::create(REDLIGHT_SHADERS);
  if (!gl) FAIL(describe(gl.error()));
  CpuRenderer cpu;
  const auto still = make_frame(20, 20, Matrix::rgb, Range::full, Chroma::full, 9);
  const auto film = [](int i) {
    return make_frame(30, 18, Matrix::bt709, Range::limited, Chroma::half, static_cast<std::uint32_t>(i));
  };
  for (int i = 0; i < 12; i++) {
    const FrameGround under{still, Fit::contain, 1}, over{film(i), Fit::cover, 1};
    const Picture picture = i < 6 ? make_picture(40, 24, {{under, 1}, {over, static_cast<float>(i) / 6}})
                                  : make_picture(40, 24, {{over, 1}});
    (*gl)->draw(picture);
    cpu.draw(picture);
    REQUIRE(difference((*gl)->read_back(), cpu.image()).max <= 2);
  }
}

TEST_CASE("what is too large for the GL is black, and told once") {
  const auto context = GlContext::make(GlApi::es, 32, 32);
  if (!context) FAIL(describe(context.error()));
  auto grounds = GroundPass::create(REDLIGHT_SHADERS, ShaderDialect::es_300);
  auto sprites = SpritePass::create(REDLIGHT_SHADERS, ShaderDialect::es_300);
  REQUIRE(grounds);
  REQUIRE(sprites);
  std::ostringstream said;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_mt>(said)));
  const FrameGround film{make_frame(40, 18, Matrix::bt709, Range::limited, Chroma::half, 1), Fit::cover, 1};
  Picture picture = make_picture(16, 12, {{make_lit(make_art(48, 12)), 1}, {film, 0.5f}});
  picture.sprites = {{make_ink(36, 3), 1, 1, {1, 1, 1}, 1}};
  for (int i = 0; i < 3; i++) {
    grounds->draw(picture, 32, 0, Depth::eight);
    sprites->draw(picture, 32);
  }
  spdlog::set_default_logger(before);
  const std::string text = said.str();
  for (const char* size : {"80x12", "40x18", "36x3"}) {
    INFO(text);
    CHECK(text.find(size) != std::string::npos);
    CHECK(text.find(size) == text.rfind(size));
  }
}

}  // namespace
}  // namespace redlight::test

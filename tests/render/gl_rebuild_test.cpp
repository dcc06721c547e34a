// Shaders that are edited while their programs are in use.
#include <catch2/catch.hpp>
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

#include "render/gl/gl_renderer.h"
#include "support/gl_context.h"
#include "support/image_compare.h"
#include "support/synthetic.h"
#include "support/temp_folder.h"

namespace redlight::test {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

TEST_CASE("an edited shader is seen, one with an error is not, and the programs before it stay") {
  const TempFolder temp;
  const fs::path folder = temp.path();
  for (const auto& entry : fs::directory_iterator(REDLIGHT_SHADERS)) fs::copy(entry.path(), folder);
  const std::string frame = text_of(folder / "frame.glsl");
  const auto context = GlContext::make(GlApi::es, 32, 32);
  if (!context) FAIL(describe(context.error()));
  {
    const auto gl = GlRenderer::create(folder);
    if (!gl) FAIL(describe(gl.error()));
    const FrameGround film{make_frame(20, 20, Matrix::rgb, Range::full, Chroma::full, 9), Fit::cover, 1};
    const Picture picture = make_picture(40, 24, {{film, 1}});
    const auto drawn = [&] {
      (*gl)->draw(picture);
      return (*gl)->read_back();
    };
    const Image before = drawn();

    write(folder / "frame.glsl", frame + "\nfloat broken() { return nowhere; }\n");
    const auto broken = (*gl)->rebuild();
    REQUIRE_FALSE(broken);
    CHECK(broken.error().kind == ErrorKind::malformed);
    const auto line = std::count(frame.begin(), frame.end(), '\n') + 2;
    INFO(describe(broken.error()));
    CHECK(broken.error().text.find(fmt::format("frame.glsl:{}:", line)) != std::string::npos);
    CHECK(drawn().pixels == before.pixels);

    write(folder / "frame.glsl", frame + "\n#define frame_level(v, l) (v)\n");
    REQUIRE((*gl)->rebuild());
    CHECK(difference(drawn(), before).max > 20);

    write(folder / "frame.glsl", frame);
    REQUIRE((*gl)->rebuild());
    CHECK(drawn().pixels == before.pixels);

    fs::remove(folder / "sprite.frag");
    CHECK_FALSE((*gl)->rebuild());
    CHECK(drawn().pixels == before.pixels);
    CHECK(glGetError() == GL_NO_ERROR);
  }
}

}  // namespace
}  // namespace redlight::test

// The shader texts: assembled, checked by the reference compiler, and what is said when one is wrong.
#include "render/gl/shader_text.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

#include "render/gl/gl_renderer.h"
#include "support/gl_context.h"

namespace redlight::test {
namespace {

namespace fs = std::filesystem;

fs::path fresh_folder(const char* name) {
  const fs::path folder = fs::path(REDLIGHT_TEST_OUTPUT) / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

TEST_CASE("every pass is valid GLSL in both dialects") {
  REQUIRE(std::system("glslangValidator --version > /dev/null 2>&1") == 0);  // from the package glslang-tools
  const fs::path folder = fresh_folder("assembled");
  int passes = 0;
  for (const auto& entry : fs::directory_iterator(REDLIGHT_SHADERS)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".frag" && extension != ".vert") continue;
    for (const ShaderDialect dialect : {ShaderDialect::es_300, ShaderDialect::core_330}) {
      const auto shader = assemble_shader(entry.path(), dialect);
      REQUIRE(shader);
      const fs::path file = folder / fmt::format("{}.{}{}", entry.path().stem().string(),
                                                 dialect == ShaderDialect::es_300 ? "es" : "core", extension);
      write(file, shader->text);
      INFO(file);
      const bool is_valid =
          std::system(fmt::format("glslangValidator '{}' > '{}.log'", file.string(), file.string()).c_str()) == 0;
      INFO(text_of(file.string() + ".log"));
      CHECK(is_valid);
      passes++;
    }
  }
  CHECK(passes >= 10);
}

TEST_CASE("a file that is included is put in once, with its lines numbered") {
  const fs::path folder = fresh_folder("include");
  write(folder / "a.frag", "first\n#include \"b.glsl\"\n#include \"b.glsl\"\nlast\n");
  write(folder / "b.glsl", "inner\n#include \"a.frag\"\n");
  const auto shader = assemble_shader(folder / "a.frag", ShaderDialect::core_330);
  REQUIRE(shader);
  CHECK(shader->text ==
        "#version 330 core\n#line 1 0\nfirst\n#line 1 1\ninner\n#line 3 1\n#line 3 0\n#line 4 0\nlast\n");
  REQUIRE(shader->files.size() == 2);
  CHECK(shader->files[1].filename() == "b.glsl");
}

TEST_CASE("a file that is missing is named with the line that wants it") {
  const fs::path folder = fresh_folder("missing");
  write(folder / "a.frag", "first\n#include \"b.glsl\"\n");
  const auto inner = assemble_shader(folder / "a.frag", ShaderDialect::es_300);
  REQUIRE_FALSE(inner);
  CHECK(inner.error().kind == ErrorKind::not_found);
  CHECK(describe(inner.error()).find("b.glsl") != std::string::npos);
  CHECK(describe(inner.error()).find("a.frag:2") != std::string::npos);
  CHECK_FALSE(assemble_shader(folder / "none.frag", ShaderDialect::es_300));
}

TEST_CASE("compilers' words are given files") {
  const ShaderText shader{"", {"/x/ground.frag", "/x/light.glsl"}};
  CHECK(name_sources(shader, "1:12(3): error: no") == "light.glsl:12: error: no");             // Mesa
  CHECK(name_sources(shader, "1(12) : error C1008: no") == "light.glsl:12: error C1008: no");  // NVIDIA
  CHECK(name_sources(shader, "ERROR: 0:7: 'x' : no") == "ground.frag:7: 'x' : no");            // glslang, ANGLE, Apple
  CHECK(name_sources(shader, "9:1: odd\nplain words") == "9:1: odd\nplain words");
}

TEST_CASE("an error in a shader is reported by file and line") {
  const fs::path folder = fresh_folder("broken");
  for (const auto& entry : fs::directory_iterator(REDLIGHT_SHADERS)) fs::copy(entry.path(), folder);
  const std::string light = text_of(folder / "light.glsl");
  const auto lines = std::count(light.begin(), light.end(), '\n');
  write(folder / "light.glsl", light + "float broken() { return nowhere; }\n");
  const std::string place = fmt::format("light.glsl:{}:", lines + 1);
  for (const GlApi api : {GlApi::es, GlApi::core}) {
    const auto context = GlContext::make(api, 32, 32);
    if (!context) FAIL(describe(context.error()));
    const auto gl = GlRenderer::create(folder);
    REQUIRE_FALSE(gl);
    CHECK(gl.error().kind == ErrorKind::malformed);
    INFO(describe(gl.error()));
    CHECK(gl.error().text.find(place) != std::string::npos);
  }
}

TEST_CASE("a wrong picture is found by the self-test") {
  const fs::path folder = fresh_folder("lying");
  for (const auto& entry : fs::directory_iterator(REDLIGHT_SHADERS)) fs::copy(entry.path(), folder);
  write(folder / "frame.glsl", text_of(folder / "frame.glsl") + "\n#define frame_level(v, l) ((v) + (v) / 2)\n");
  const auto context = GlContext::make(GlApi::es, 32, 32);
  if (!context) FAIL(describe(context.error()));
  const auto gl = GlRenderer::create(folder);
  REQUIRE_FALSE(gl);
  CHECK(gl.error().kind == ErrorKind::device);
  CHECK_FALSE(GlRenderer::create(folder / "nowhere"));
}

}  // namespace
}  // namespace redlight::test

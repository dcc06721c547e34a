#include "render/gl/gl_renderer.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

#include "render/gl/ground_pass.h"
#include "render/gl/self_test.h"
#include "render/gl/sprite_pass.h"
#include "render/gl/window_pass.h"

namespace redlight {
namespace {

std::string gl_string(GLenum name) {
  const GLubyte* text = glGetString(name);
  return text ? reinterpret_cast<const char*>(text) : "";
}

int gl_number(GLenum name) {
  GLint value = 0;
  glGetIntegerv(name, &value);
  return value;
}

int largest_size() {
  std::array<GLint, 2> viewport{};
  glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport.data());
  return std::min({gl_number(GL_MAX_TEXTURE_SIZE), viewport[0], viewport[1]});
}

/// What the passes are drawn into before the window: the picture's size, its top row first.
struct Canvas {
  GlTexture texture;
  GlFramebuffer framebuffer;
  int width = 0, height = 0;
  Depth depth = Depth::eight;

  void resize(int to_width, int to_height, Depth to_depth) {
    texture = make_gl<GlTexture>(glGenTextures);
    framebuffer = make_gl<GlFramebuffer>(glGenFramebuffers);
    width = to_width, height = to_height, depth = to_depth;
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture.name());
    const bool ten = depth == Depth::ten;
    glTexImage2D(GL_TEXTURE_2D, 0, ten ? GL_RGB10_A2 : GL_RGBA8, width, height, 0, GL_RGBA,
                 ten ? GL_UNSIGNED_INT_2_10_10_10_REV : GL_UNSIGNED_BYTE, nullptr);
    // Linear, for a window of another size.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name(), 0);
  }
};

/// All that is compiled from the folder.
struct Passes {
  GroundPass ground;
  SpritePass sprites;
  WindowPass to_window;

  static Result<Passes> create(const std::filesystem::path& folder, ShaderDialect dialect) {
    auto ground = GroundPass::create(folder, dialect);
    if (!ground) return tl::unexpected(ground.error());
    auto sprites = SpritePass::create(folder, dialect);
    if (!sprites) return tl::unexpected(sprites.error());
    auto window = WindowPass::create(folder, dialect);
    if (!window) return tl::unexpected(window.error());
    return Passes{std::move(*ground), std::move(*sprites), std::move(*window)};
  }
};

class PassRenderer final : public GlRenderer {
 public:
  PassRenderer(std::filesystem::path folder, ShaderDialect dialect, Passes passes)
      : folder_(std::move(folder)),
        dialect_(dialect),
        passes_(std::move(passes)),
        no_vertices_(make_gl<GlVertexArray>(glGenVertexArrays)),
        max_size_(largest_size()) {}

  ~PassRenderer() override { glUseProgram(0); }  // a program in use would outlive its owner

  int max_size() const override { return max_size_; }

  Result<void> rebuild() override {
    auto passes = Passes::create(folder_, dialect_);
    if (!passes) return tl::unexpected(passes.error());
    passes_ = std::move(*passes);
    return {};
  }

  void set_window(int window_width, int window_height, Rotation rotation) override {
    window_width_ = window_width, window_height_ = window_height, rotation_ = rotation;
  }

  void set_ten_bits(bool ten) override { depth_ = ten ? Depth::ten : Depth::eight; }

  void draw(const Picture& picture) override {
    assert(picture.width <= max_size_ && picture.height <= max_size_);
    set_state();
    if (!canvas_.texture || canvas_.width != picture.width || canvas_.height != picture.height ||
        canvas_.depth != depth_)
      canvas_.resize(picture.width, picture.height, depth_);
    passes_.ground.draw(picture, max_size_, canvas_.framebuffer.name(), depth_);
    passes_.sprites.draw(picture, max_size_);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    if (window_width_ <= 0 || window_height_ <= 0) return;
    glViewport(0, 0, window_width_, window_height_);
    passes_.to_window.draw(canvas_.texture.name(),
                           map_window(canvas_.width, canvas_.height, window_width_, window_height_, rotation_));
  }

  void finish() override { glFinish(); }

  Image read_back() override {
    Image image(canvas_.width, canvas_.height);
    if (image.pixels.empty()) return image;
    glBindFramebuffer(GL_FRAMEBUFFER, canvas_.framebuffer.name());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, image.width, image.height, GL_RGBA, GL_UNSIGNED_BYTE, image.pixels.data());
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    for (std::uint32_t& pixel : image.pixels) {
      std::array<std::uint8_t, 4> rgba{};
      std::copy_n(reinterpret_cast<const std::uint8_t*>(&pixel), 4, rgba.begin());
      pixel =
          0xff000000u | static_cast<std::uint32_t>(rgba[0]) << 16 | static_cast<std::uint32_t>(rgba[1]) << 8 | rgba[2];
    }
    return image;
  }

 private:
  /// All that the passes rely on, each time: the context may have another user, as a toolkit's overlay.
  void set_state() const {
    for (const GLenum off : {GL_BLEND, GL_DEPTH_TEST, GL_STENCIL_TEST, GL_SCISSOR_TEST, GL_CULL_FACE, GL_DITHER})
      glDisable(off);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glBindVertexArray(no_vertices_.name());
  }

  std::filesystem::path folder_;
  ShaderDialect dialect_;
  Depth depth_ = Depth::eight;
  Passes passes_;
  GlVertexArray no_vertices_;
  Canvas canvas_;
  int max_size_ = 0, window_width_ = 0, window_height_ = 0;
  Rotation rotation_ = Rotation::none;
};

}  // namespace

GlInfo gl_info() {
  GlInfo info{gl_string(GL_VENDOR), gl_string(GL_RENDERER), gl_string(GL_VERSION), !epoxy_is_desktop_gl(), false};
  std::string name = info.renderer;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const char* software : {"llvmpipe", "softpipe", "swrast", "software rasterizer", "swiftshader"})
    info.is_software = info.is_software || name.find(software) != std::string::npos;
  return info;
}

Result<std::unique_ptr<GlRenderer>> GlRenderer::create(const std::filesystem::path& shader_folder) {
  const GlInfo info = gl_info();
  if (info.version.empty()) return fail(ErrorKind::unsupported, "there is no OpenGL context");
  if (epoxy_gl_version() < (info.is_es ? 30 : 33))
    return fail(ErrorKind::unsupported,
                fmt::format("OpenGL ES 3.0 or OpenGL 3.3 is needed, {} has {}", info.renderer, info.version));
  const ShaderDialect dialect = info.is_es ? ShaderDialect::es_300 : ShaderDialect::core_330;
  auto passes = Passes::create(shader_folder, dialect);
  if (!passes) return tl::unexpected(passes.error());
  auto renderer = std::make_unique<PassRenderer>(shader_folder, dialect, std::move(*passes));
  if (auto passed = self_test(*renderer); !passed) {
    passed.error().where = info.renderer;
    return tl::unexpected(passed.error());
  }
  if (const GLenum error = glGetError(); error != GL_NO_ERROR)
    return fail(ErrorKind::device, fmt::format("the graphics driver reports error {:#x} for the test picture", error),
                info.renderer);
  return renderer;
}

}  // namespace redlight

#pragma once
// The gl renderer: draws a picture on a GPU with OpenGL ES 3.0 or OpenGL 3.3 core. The pixel functions are the text of
// shaders/*.glsl, as in the cpu renderer; only textures and passes are its own. Agrees with the cpu renderer within 2
// of 255 (mean within 0.5). Made, used and destroyed on the thread whose GL context is current; the only room with GL
// calls.
#include <filesystem>
#include <memory>
#include <string>

#include "base/rotation.h"
#include "render/renderer.h"

namespace redlight {

/// What the current context says of itself.
struct GlInfo {
  std::string vendor, renderer, version;
  bool is_es = false;
  bool is_software = false;  ///< llvmpipe, softpipe, swrast, SwiftShader: slower than the cpu renderer
};

class GlRenderer : public Renderer {
 public:
  /// Needs a current context. Compiles the passes from `shader_folder`, then draws a small test picture and compares a
  /// few pixels with what they must be, so that a driver that lies is found before the show. Errors: unsupported (too
  /// old a GL), not_found or malformed (shader texts, with the compiler's file:line), device (self-test).
  static Result<std::unique_ptr<GlRenderer>> create(const std::filesystem::path& shader_folder);

  /// Reads the shader texts anew and compiles them, for one who edits them. Without the test picture: it may look as it
  /// likes. After an error draw() goes on with the programs that it had. Errors: not_found, malformed.
  virtual Result<void> rebuild() = 0;

  /// Where draw() ends: the default framebuffer of window_width x window_height pixels, with the picture turned by
  /// `rotation` and filling it.
  virtual void set_window(int window_width, int window_height, Rotation rotation) = 0;

  /// Whether the window's framebuffer has ten bits to a channel, and what is drawn is to have as many; eight until told
  /// otherwise. What is read back has eight.
  virtual void set_ten_bits(bool ten) = 0;

  /// The longest side, in pixels, of a picture that draw() takes. What a picture consists of may be larger: a frame or
  /// art beyond it is black, a sprite is left out, and the log tells of it once.
  virtual int max_size() const = 0;
};

/// Needs a current context.
GlInfo gl_info();

}  // namespace redlight

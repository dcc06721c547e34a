#pragma once
// The window pass: the finished picture on the window's own framebuffer, turned by the window's rotation. On the thread
// of the context.
#include <array>

#include "render/gl/gl_program.h"
#include "render/gl/gl_renderer.h"

namespace redlight {

/// The pixel of the picture (x from the left, y from the top) that a pixel of the window (x from the left, y from the
/// bottom) shows, as x = to_x . (x, y, 1).
struct WindowMap {
  std::array<float, 3> to_x{}, to_y{};
  bool is_one_to_one = false;  ///< sizes agree: each pixel of the window shows exactly one
};
WindowMap map_window(int picture_width, int picture_height, int window_width, int window_height, Rotation rotation);

class WindowPass {
 public:
  static Result<WindowPass> create(const std::filesystem::path& folder, ShaderDialect dialect);

  /// Into the bound framebuffer, which is the window's.
  void draw(GLuint picture, const WindowMap& map) const;

 private:
  explicit WindowPass(GlProgram program);

  GlProgram program_;
  GLint to_x_, to_y_, is_one_to_one_;
};

}  // namespace redlight

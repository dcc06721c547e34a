#include "render/gl/window_pass.h"

#include <utility>

namespace redlight {

WindowMap map_window(int picture_width, int picture_height, int window_width, int window_height, Rotation rotation) {
  const bool lies = rotation == Rotation::quarter || rotation == Rotation::three_quarters;
  const int across = lies ? picture_height : picture_width, down = lies ? picture_width : picture_height;
  const auto w = static_cast<float>(picture_width), h = static_cast<float>(picture_height);
  // Pixels of the picture per pixel of the window, along the window's x and y.
  const float sx = static_cast<float>(across) / static_cast<float>(window_width),
              sy = static_cast<float>(down) / static_cast<float>(window_height);
  WindowMap map;
  map.is_one_to_one = across == window_width && down == window_height;
  switch (rotation) {
    case Rotation::none:
      map.to_x = {sx, 0, 0}, map.to_y = {0, -sy, h};
      break;
    case Rotation::quarter:
      map.to_x = {0, -sy, w}, map.to_y = {-sx, 0, h};
      break;
    case Rotation::half:
      map.to_x = {-sx, 0, w}, map.to_y = {0, sy, 0};
      break;
    case Rotation::three_quarters:
      map.to_x = {0, sy, 0}, map.to_y = {sx, 0, 0};
      break;
  }
  return map;
}

Result<WindowPass> WindowPass::create(const std::filesystem::path& folder, ShaderDialect dialect) {
  auto program = GlProgram::build(folder, "fullscreen.vert", "window.frag", dialect);
  if (!program) return tl::unexpected(program.error());
  return WindowPass(std::move(*program));
}

WindowPass::WindowPass(GlProgram program)
    : program_(std::move(program)),
      to_x_(program_.uniform("to_x")),
      to_y_(program_.uniform("to_y")),
      is_one_to_one_(program_.uniform("is_one_to_one")) {
  program_.use();
  glUniform1i(program_.uniform("picture"), 0);
}

void WindowPass::draw(GLuint picture, const WindowMap& map) const {
  program_.use();
  glUniform3fv(to_x_, 1, map.to_x.data());
  glUniform3fv(to_y_, 1, map.to_y.data());
  glUniform1i(is_one_to_one_, map.is_one_to_one ? 1 : 0);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, picture);
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

}  // namespace redlight

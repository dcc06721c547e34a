#include "render/gl/view_pass.h"

#include <utility>

namespace redlight {
namespace {

// Texture units that the ground pass reads steps from: what lies there is put there anew before it does.
constexpr GLint kSeenUnit = 12, kDepthUnit = 13;

}  // namespace

Result<ViewPass> ViewPass::create(const std::filesystem::path& folder, ShaderDialect dialect) {
  auto program = GlProgram::build(folder, "fullscreen.vert", "view.frag", dialect);
  if (!program) return tl::unexpected(program.error());
  return ViewPass(std::move(*program));
}

ViewPass::ViewPass(GlProgram program)
    : program_(std::move(program)),
      seen_(program_.uniform("seen")),
      depths_at_(program_.uniform("depths")),
      picture_half_(program_.uniform("picture_half")),
      view_(program_.uniform("view")),
      move_(program_.uniform("move")) {}

GLuint ViewPass::draw(std::size_t ground, const LitGround& lit, GLuint seen, const Picture& picture) {
  const View& view = *lit.view;
  StepsTarget& target = targets_[ground];
  glActiveTexture(GL_TEXTURE0 + kSeenUnit);
  target.resize(picture.width, picture.height);
  glBindTexture(GL_TEXTURE_2D, seen);
  glActiveTexture(GL_TEXTURE0 + kDepthUnit);
  glBindTexture(GL_TEXTURE_2D, depths_.of(lit.art, upload_depth));
  program_.use();
  glUniform1i(seen_, kSeenUnit), glUniform1i(depths_at_, kDepthUnit);
  glUniform2f(picture_half_, static_cast<float>(picture.width) / 2, static_cast<float>(picture.height) / 2);
  glUniform4f(view_, view.x, view.y, view.step, view.soft);
  // Without guides nothing is known to be nearer than anything else.
  if (lit.art->guides)
    glUniform4f(move_, view.slide_x, view.slide_y, view.push, view.pivot);
  else
    glUniform4f(move_, 0, 0, 0, view.pivot);
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  glViewport(0, 0, picture.width, picture.height);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  return target.texture.name();
}

}  // namespace redlight

#include "render/gl/sprite_pass.h"

#include <cmath>
#include <utility>

namespace redlight {
namespace {

GlTexture upload_coverage(const Coverage& ink) {
  return upload_tile(ink.alpha.data(), ink.width, ink.height, GL_UNSIGNED_BYTE);
}

}  // namespace

Result<SpritePass> SpritePass::create(const std::filesystem::path& folder, ShaderDialect dialect) {
  auto program = GlProgram::build(folder, "sprite.vert", "sprite.frag", dialect);
  if (!program) return tl::unexpected(program.error());
  return SpritePass(std::move(*program));
}

SpritePass::SpritePass(GlProgram program)
    : program_(std::move(program)),
      box_(program_.uniform("box")),
      part_(program_.uniform("part")),
      to_unit_(program_.uniform("to_unit")),
      ink_(program_.uniform("ink")) {
  program_.use();
  glUniform1i(program_.uniform("coverage"), 0);
}

void SpritePass::draw(const Picture& picture, int max_size) {
  if (!picture.sprites.empty()) {
    program_.use();
    glUniform2f(to_unit_, 2.f / static_cast<float>(picture.width), 2.f / static_cast<float>(picture.height));
    glActiveTexture(GL_TEXTURE0);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    for (const Sprite& sprite : picture.sprites) {
      const Coverage& ink = *sprite.coverage;
      if (ink.width <= 0 || ink.height <= 0) continue;
      if (ink.width > max_size || ink.height > max_size) {
        left_out_.tell("ink", ink.width, ink.height, max_size);
        continue;
      }
      glBindTexture(GL_TEXTURE_2D, coverages_.of(sprite.coverage, upload_coverage));
      const float x = std::floor(sprite.x), y = std::floor(sprite.y);
      glUniform4i(box_, static_cast<GLint>(x), static_cast<GLint>(y), ink.width, ink.height);
      glUniform2f(part_, sprite.x - x, sprite.y - y);
      glUniform4f(ink_, sprite.colour.r, sprite.colour.g, sprite.colour.b, sprite.opacity);
      glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }
    glDisable(GL_BLEND);
  }
  coverages_.end_picture();
}

}  // namespace redlight

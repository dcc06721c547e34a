#pragma once
// The sprite pass: shaders/sprite.frag, one rectangle per sprite, over what the bound framebuffer holds. On the thread
// of the context.
#include "render/gl/gl_program.h"
#include "render/gl/gl_textures.h"
#include "render/gl/left_out.h"

namespace redlight {

class SpritePass {
 public:
  static Result<SpritePass> create(const std::filesystem::path& folder, ShaderDialect dialect);

  /// Draws the sprites of `picture`; one that is larger than `max_size` is left out, and told once.
  void draw(const Picture& picture, int max_size);

 private:
  static constexpr std::size_t kSpritesKept = 64;  ///< two slides full of lines

  explicit SpritePass(GlProgram program);

  GlProgram program_;
  GLint box_, part_, to_unit_, ink_;
  TextureCache<Coverage> coverages_{kSpritesKept};
  LeftOut left_out_;
};

}  // namespace redlight

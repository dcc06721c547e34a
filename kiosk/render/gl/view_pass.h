#pragma once
// The view pass: shaders/view.frag, what a camera sees of relit art. Between the coarse pass, which draws the art, and
// the ground pass, which shows what is seen. On the thread of the context.
#include <array>

#include "render/gl/gl_program.h"
#include "render/gl/gl_textures.h"

namespace redlight {

class ViewPass {
 public:
  static Result<ViewPass> create(const std::filesystem::path& folder, ShaderDialect dialect);

  /// What the camera of `lit`, which has one, sees of its art: `seen`, steps at the art's own size. The texture has
  /// steps at the picture's size and is `ground`'s until the next call for it. Binds a framebuffer, and changes the
  /// viewport.
  GLuint draw(std::size_t ground, const LitGround& lit, GLuint seen, const Picture& picture);
  void end_picture() { depths_.end_picture(); }

 private:
  static constexpr std::size_t kArtsKept = 3;

  explicit ViewPass(GlProgram program);

  GlProgram program_;
  GLint seen_, depths_at_, picture_half_, view_, move_;
  TextureCache<LitArt> depths_{kArtsKept};
  std::array<StepsTarget, Picture::kMaxGrounds> targets_;
};

}  // namespace redlight

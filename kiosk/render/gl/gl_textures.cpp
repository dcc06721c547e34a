#include "render/gl/gl_textures.h"

namespace redlight {
namespace {

/// All reading is by texelFetch, but a texture without mip levels must say so to be complete.
GlTexture make_texture(GLenum target) {
  auto texture = make_gl<GlTexture>(glGenTextures);
  glBindTexture(target, texture.name());
  glTexParameteri(target, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(target, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(target, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(target, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(target, GL_TEXTURE_MAX_LEVEL, 0);
  return texture;
}

}  // namespace

GlTexture upload_art(const LitArt& art) {
  GlTexture texture = make_texture(GL_TEXTURE_2D_ARRAY);
  glTexImage3D(GL_TEXTURE_2D_ARRAY, 0, GL_RGBA8, art.width, art.height, static_cast<GLsizei>(art.lights.size()), 0,
               GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  const std::size_t size = static_cast<std::size_t>(art.width) * static_cast<std::size_t>(art.height);
  std::vector<std::uint8_t> texels(4 * size);
  for (std::size_t l = 0; l < art.lights.size(); l++) {
    const LightLayer& light = art.lights[l];
    const std::uint8_t *red = light.code[0].data(), *green = light.code[1].data(), *blue = light.code[2].data();
    const std::uint8_t* emitter = light.emitter.empty() ? nullptr : light.emitter.data();
    std::uint8_t* to = texels.data();
    for (std::size_t i = 0; i < size; i++, to += 4)
      to[0] = red[i], to[1] = green[i], to[2] = blue[i], to[3] = emitter ? emitter[i] : std::uint8_t{0};
    glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, 0, 0, static_cast<GLint>(l), art.width, art.height, 1, GL_RGBA,
                    GL_UNSIGNED_BYTE, texels.data());
  }
  return texture;
}

GlTexture upload_tile(const void* texels, int width, int height, GLenum type) {
  GlTexture texture = make_texture(GL_TEXTURE_2D);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, type == GL_BYTE ? GL_R8_SNORM : GL_R8, width, height, 0, GL_RED, type, texels);
  return texture;
}

int FrameTextures::nearness(const FramePtr& frame) const {
  if (frame_.lock() == frame) return 2;
  for (std::size_t i = 0; i < planes_.size(); i++)
    if (planes_[i].width != frame->planes[i].width || planes_[i].height != frame->planes[i].height) return 0;
  return 1;
}

void FrameTextures::show(const FramePtr& frame) {
  if (frame_.lock() == frame) return;
  frame_ = frame;
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  for (std::size_t i = 0; i < planes_.size(); i++) {
    const Plane& from = frame->planes[i];
    PlaneTexture& to = planes_[i];
    if (!to.texture || to.width != from.width || to.height != from.height) {
      to.texture = make_texture(GL_TEXTURE_2D);
      to.width = from.width, to.height = from.height;
      glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, to.width, to.height, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
    } else {
      glBindTexture(GL_TEXTURE_2D, to.texture.name());
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, from.stride);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, to.width, to.height, GL_RED, GL_UNSIGNED_BYTE, from.data);
  }
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

}  // namespace redlight

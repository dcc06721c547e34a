#include "render/gl/gl_textures.h"

#include <algorithm>

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

bool has_second_layers(const LitArt& art) {
  return std::any_of(art.lights.begin(), art.lights.end(),
                     [](const LightLayer& l) { return !l.behind[0].empty() || !l.along.empty(); });
}

namespace {

/// Column and row of the art's first picture texel.
std::size_t texel_at(const LitArt& art, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(art.stride()) +
         static_cast<std::size_t>(x + art.margin);
}

/// Copies a plane of the picture's own size, without margins, into one channel of texels with them.
void lay_plane(const LitArt& art, Bytes plane, int first_row, int end_row, std::size_t channel, std::size_t channels,
               std::vector<std::uint8_t>& texels) {
  for (int y = first_row; y < end_row; y++)
    for (int x = 0; x < art.width; x++)
      texels[texel_at(art, x, y) * channels + channel] =
          plane[static_cast<std::size_t>(y - first_row) * static_cast<std::size_t>(art.width) +
                static_cast<std::size_t>(x)];
}

void lay_box(const LitArt& art, Bytes plane, std::size_t channel, std::size_t channels,
             std::vector<std::uint8_t>& texels) {
  const Box& box = art.behind_box;
  for (int y = 0; y < box.height; y++)
    for (int x = 0; x < box.width; x++)
      texels[texel_at(art, box.x + x, box.y + y) * channels + channel] =
          plane[static_cast<std::size_t>(y) * static_cast<std::size_t>(box.width) + static_cast<std::size_t>(x)];
}

}  // namespace

GlTexture upload_art(const LitArt& art) {
  GlTexture texture = make_texture(GL_TEXTURE_2D_ARRAY);
  const int width = art.stride();
  const bool second = has_second_layers(art);
  const std::size_t lights = art.lights.size();
  glTexImage3D(GL_TEXTURE_2D_ARRAY, 0, GL_RGBA8, width, art.height, static_cast<GLsizei>(second ? 2 * lights : lights),
               0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(art.height);
  std::vector<std::uint8_t> texels(4 * size);
  const auto send = [&](std::size_t layer) {
    glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, 0, 0, static_cast<GLint>(layer), width, art.height, 1, GL_RGBA,
                    GL_UNSIGNED_BYTE, texels.data());
  };
  for (std::size_t l = 0; l < lights; l++) {
    const LightLayer& light = art.lights[l];
    for (std::size_t i = 0; i < size; i++) {
      for (std::size_t c = 0; c < 3; c++) texels[4 * i + c] = light.code[c][i];
      texels[4 * i + 3] = 0;
    }
    if (!light.emitter.empty()) lay_plane(art, light.emitter, 0, art.height, 3, 4, texels);
    send(l);
    if (!second) continue;
    for (std::size_t i = 3; i < texels.size(); i += 4) texels[i] = 0;
    for (std::size_t c = 0; c < 3; c++)
      if (!light.behind[c].empty()) lay_box(art, light.behind[c], c, 4, texels);
    if (!light.along.empty()) lay_plane(art, light.along, 0, art.height, 3, 4, texels);
    send(lights + l);
  }
  return texture;
}

GlTexture upload_mask(const LitArt& art) {
  GlTexture texture = make_texture(GL_TEXTURE_2D);
  std::vector<std::uint8_t> texels(2 * static_cast<std::size_t>(art.stride()) * static_cast<std::size_t>(art.height));
  if (!art.matte.empty()) lay_box(art, art.matte, 0, 2, texels);
  if (!art.wet.empty()) lay_plane(art, art.wet, art.wet_rows.begin, art.wet_rows.end, 1, 2, texels);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RG8, art.stride(), art.height, 0, GL_RG, GL_UNSIGNED_BYTE, texels.data());
  return texture;
}

GlTexture upload_depth(const LitArt& art) {
  constexpr std::uint8_t kUnknown = 0;
  if (!art.guides) return upload_tile(&kUnknown, 1, 1, GL_UNSIGNED_BYTE);
  return upload_tile(art.guides->depth.data(), art.guides->width, art.guides->height, GL_UNSIGNED_BYTE);
}

void StreamTexture::fill(GLint internal_format, int width, int height, GLenum format, GLenum type, const void* texels) {
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (texture_ && width == width_ && height == height_) {
    glBindTexture(GL_TEXTURE_2D, texture_.name());
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, format, type, texels);
    return;
  }
  texture_ = make_texture(GL_TEXTURE_2D);
  width_ = width, height_ = height;
  glTexImage2D(GL_TEXTURE_2D, 0, internal_format, width, height, 0, format, type, texels);
}

GlTexture upload_tile(const void* texels, int width, int height, GLenum type) {
  GlTexture texture = make_texture(GL_TEXTURE_2D);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, type == GL_BYTE ? GL_R8_SNORM : GL_R8, width, height, 0, GL_RED, type, texels);
  return texture;
}

GlTexture make_target(GLint internal_format, int width, int height, GLenum format, GLenum type) {
  GlTexture texture = make_texture(GL_TEXTURE_2D);
  glTexImage2D(GL_TEXTURE_2D, 0, internal_format, width, height, 0, format, type, nullptr);
  return texture;
}

void StepsTarget::resize(int to_width, int to_height) {
  if (texture && width == to_width && height == to_height) return;
  width = to_width, height = to_height;
  texture = make_target(GL_RGBA16I, width, height, GL_RGBA_INTEGER, GL_SHORT);
  framebuffer = make_gl<GlFramebuffer>(glGenFramebuffers);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name(), 0);
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

#pragma once
// What pictures are made of, in the GPU's memory: uploaded when first drawn, kept while it is in use. Bounded, so that
// months of pictures leave nothing behind: what its owner has dropped goes at the next picture, and of the rest only
// the latest stay. On the thread of the context.
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "media/video_frame.h"
#include "picture/picture.h"
#include "render/gl/gl_object.h"

namespace redlight {

/// Textures that belong to a shared value, found by the value's pointer. Holds no value alive.
template <class Value>
class TextureCache {
 public:
  explicit TextureCache(std::size_t kept) : kept_(kept) {}

  /// The texture of `value`; `upload` makes it the first time.
  template <class Upload>
  GLuint of(const std::shared_ptr<const Value>& value, Upload upload) {
    for (Entry& entry : entries_)
      if (entry.value.lock() == value) {
        entry.used = picture_;
        return entry.texture.name();
      }
    entries_.push_back({value, upload(*value), picture_});
    return entries_.back().texture.name();
  }

  /// After each picture: drops what has no owner and, beyond the bound, what was not drawn for longest; never what this
  /// picture used.
  void end_picture() {
    std::erase_if(entries_, [](const Entry& entry) { return entry.value.expired(); });
    while (entries_.size() > kept_) {
      auto oldest = entries_.begin();
      for (auto it = entries_.begin(); it != entries_.end(); ++it)
        if (it->used < oldest->used) oldest = it;
      if (oldest->used == picture_) break;
      entries_.erase(oldest);
    }
    picture_++;
  }

 private:
  struct Entry {
    std::weak_ptr<const Value> value;
    GlTexture texture;
    std::uint64_t used = 0;
  };
  std::size_t kept_;
  std::uint64_t picture_ = 0;
  std::vector<Entry> entries_;
};

/// One array texture with the art's margins, a layer per light: red, green, blue its square-root code, alpha the
/// coverage of its source. Where the art knows what stands behind its foreground, or where on a tube a pixel lies, as
/// many layers again: that, and in alpha the place. Top row first.
GlTexture upload_art(const LitArt& art);
bool has_second_layers(const LitArt& art);

/// Two channels with the art's margins: what is foreground, what is wet.
GlTexture upload_mask(const LitArt& art);

/// One channel of half the art's size, how near things are; a single 0 where nothing is known of it.
GlTexture upload_depth(const LitArt& art);

/// A texture that is filled anew for each picture and keeps its storage while the size stays.
class StreamTexture {
 public:
  /// Binds it to the active unit. `format` and `type` as in glTexImage2D; `texels` has no padding.
  void fill(GLint internal_format, int width, int height, GLenum format, GLenum type, const void* texels);
  GLuint name() const { return texture_.name(); }

 private:
  GlTexture texture_;
  int width_ = 0, height_ = 0;
};

/// An empty texture to draw into; bound to the active unit.
GlTexture make_target(GLint internal_format, int width, int height, GLenum format, GLenum type);

/// What relit art is drawn into before the ground pass shows it: display-coded steps.
struct StepsTarget {
  GlTexture texture;
  GlFramebuffer framebuffer;
  int width = 0, height = 0;

  /// Leaves another texture bound to the active unit when the size changes.
  void resize(int to_width, int to_height);
};

/// One channel, top row first. `type` is GL_UNSIGNED_BYTE, or GL_BYTE for values of -127..127.
GlTexture upload_tile(const void* texels, int width, int height, GLenum type);

/// The three planes of the frame of one ground: their textures are kept as long as frames have one size.
class FrameTextures {
 public:
  /// Uploads `frame` unless it is there already.
  void show(const FramePtr& frame);
  GLuint plane(std::size_t i) const { return planes_[i].texture.name(); }

  /// How little there is to do to show it: 2 nothing, 1 an upload into textures of its size, 0 new textures.
  int nearness(const FramePtr& frame) const;

 private:
  struct PlaneTexture {
    GlTexture texture;
    int width = 0, height = 0;
  };
  std::array<PlaneTexture, 3> planes_;
  std::weak_ptr<const VideoFrame> frame_;
};

}  // namespace redlight

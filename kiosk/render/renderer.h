#pragma once
// A renderer draws a picture, exactly that, and nothing else. Two exist: cpu/ (rows and SIMD, exact on every machine,
// the reference) and gl/ (textures and passes). Owned by whoever made it and used on that thread only.
#include <memory>
#include <string>

#include "base/result.h"
#include "picture/image.h"
#include "picture/picture.h"

namespace redlight {

class Renderer {
 public:
  virtual ~Renderer() = default;
  /// Draws `picture` into the renderer's target.
  virtual void draw(const Picture& picture) = 0;
  /// Returns when all that was drawn is done; for measuring.
  virtual void finish() {}
  /// What draw() last drew, in the picture's own orientation. Slow on a GPU.
  virtual Image read_back() = 0;
};

}  // namespace redlight

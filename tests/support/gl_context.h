#pragma once
// A GL context without a display, for tests: SDL's offscreen driver with Mesa. One at a time, on the thread that made
// it.
#include <memory>

#include "base/result.h"

namespace redlight::test {

enum class GlApi { es, core };

class GlContext {
 public:
  /// A hidden window of this size with a current context. Error: device, with what to install.
  static Result<std::unique_ptr<GlContext>> make(GlApi api, int width, int height);
  virtual ~GlContext() = default;
};

}  // namespace redlight::test

#pragma once
// A linked pair of shaders. On the thread of the context.
#include <filesystem>

#include "base/result.h"
#include "render/gl/gl_object.h"
#include "render/gl/shader_text.h"

namespace redlight {

class GlProgram {
 public:
  /// Compiles and links `folder`/`vertex` and `folder`/`fragment`. Errors: not_found, malformed with the compiler's
  /// words and file:line.
  static Result<GlProgram> build(const std::filesystem::path& folder, const char* vertex, const char* fragment,
                                 ShaderDialect dialect);

  /// Location of a uniform, -1 when the compiler has removed it (setting -1 does nothing). Looked up once, by the pass
  /// that owns the program.
  GLint uniform(const char* name) const { return glGetUniformLocation(name_.name(), name); }
  void use() const { glUseProgram(name_.name()); }

 private:
  explicit GlProgram(GlProgramName name) : name_(std::move(name)) {}
  GlProgramName name_;
};

}  // namespace redlight

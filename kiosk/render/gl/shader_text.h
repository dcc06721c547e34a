#pragma once
// From the files of shaders/ to what a GLSL compiler is given: a #version line and default precisions in front,
// `#include "file"` lines replaced by the file, and #line directives, so that what the compiler complains about can be
// named by file and line. Needs no GL.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace redlight {

enum class ShaderDialect {
  es_300,    ///< OpenGL ES 3.0 and later
  core_330,  ///< OpenGL 3.3 core and later
};

struct ShaderText {
  std::string text;
  std::vector<std::filesystem::path> files;  ///< by the source numbers of the #line directives
};

/// A file is included once, however often it is named. Error: not_found, with the line that names a file that is not
/// there.
Result<ShaderText> assemble_shader(const std::filesystem::path& file, ShaderDialect dialect);

/// A compiler's log with the source numbers replaced by file names: "0:12(3): error" (Mesa), "0(12) : error" (NVIDIA)
/// and "ERROR: 0:12: " (the others) all become "ground.frag:12: ...".
std::string name_sources(const ShaderText& shader, std::string_view log);

}  // namespace redlight

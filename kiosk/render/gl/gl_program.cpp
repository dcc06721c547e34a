#include "render/gl/gl_program.h"

#include <string>

namespace redlight {
namespace {

std::string trimmed(std::string log) {
  while (!log.empty() && (log.back() == '\0' || log.back() == '\n' || log.back() == ' ')) log.pop_back();
  return log.empty() ? "the driver gives no reason" : log;
}

Result<GlShader> compile(const std::filesystem::path& file, GLenum stage, ShaderDialect dialect) {
  const auto text = assemble_shader(file, dialect);
  if (!text) return tl::unexpected(text.error());
  GlShader shader(glCreateShader(stage));
  const char* source = text->text.c_str();
  glShaderSource(shader.name(), 1, &source, nullptr);
  glCompileShader(shader.name());
  GLint ok = GL_FALSE, length = 0;
  glGetShaderiv(shader.name(), GL_COMPILE_STATUS, &ok);
  if (ok == GL_TRUE) return shader;
  glGetShaderiv(shader.name(), GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(length), '\0');
  glGetShaderInfoLog(shader.name(), length, nullptr, log.data());
  return fail(ErrorKind::malformed, "the shader does not compile:\n" + name_sources(*text, trimmed(std::move(log))),
              file.string());
}

}  // namespace

Result<GlProgram> GlProgram::build(const std::filesystem::path& folder, const char* vertex, const char* fragment,
                                   ShaderDialect dialect) {
  const auto vertex_shader = compile(folder / vertex, GL_VERTEX_SHADER, dialect);
  if (!vertex_shader) return tl::unexpected(vertex_shader.error());
  const auto fragment_shader = compile(folder / fragment, GL_FRAGMENT_SHADER, dialect);
  if (!fragment_shader) return tl::unexpected(fragment_shader.error());
  GlProgramName program(glCreateProgram());
  glAttachShader(program.name(), vertex_shader->name());
  glAttachShader(program.name(), fragment_shader->name());
  glLinkProgram(program.name());
  glDetachShader(program.name(), vertex_shader->name());
  glDetachShader(program.name(), fragment_shader->name());
  GLint ok = GL_FALSE, length = 0;
  glGetProgramiv(program.name(), GL_LINK_STATUS, &ok);
  if (ok == GL_TRUE) return GlProgram(std::move(program));
  glGetProgramiv(program.name(), GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(length), '\0');
  glGetProgramInfoLog(program.name(), length, nullptr, log.data());
  return fail(ErrorKind::malformed, std::string("does not link with ") + vertex + ":\n" + trimmed(std::move(log)),
              (folder / fragment).string());
}

}  // namespace redlight

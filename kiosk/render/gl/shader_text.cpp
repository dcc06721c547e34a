#include "render/gl/shader_text.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <sstream>

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kEsHeader =
    "#version 300 es\n"
    "precision highp float;\n"
    "precision highp int;\n"
    "precision highp sampler2D;\n"
    "precision highp isampler2D;\n"
    "precision highp sampler2DArray;\n";
constexpr std::string_view kCoreHeader = "#version 330 core\n";

/// The file named by an include line, if it is one.
std::optional<std::string> included_file(const std::string& line) {
  constexpr std::string_view kInclude = "#include \"";
  if (line.rfind(kInclude, 0) != 0) return std::nullopt;
  const auto end = line.find('"', kInclude.size());
  if (end == std::string::npos) return std::nullopt;
  return line.substr(kInclude.size(), end - kInclude.size());
}

Result<void> append_file(const fs::path& file, const std::string& named_at, ShaderText& to) {
  std::ifstream in(file);
  if (!in) return fail(ErrorKind::not_found, "there is no such shader text" + named_at, file.string());
  const std::size_t source = to.files.size();
  to.files.push_back(file);
  to.text += fmt::format("#line 1 {}\n", source);
  std::string line;
  for (int number = 1; std::getline(in, line); number++) {
    const auto name = included_file(line);
    if (!name) {
      to.text += line + '\n';
      continue;
    }
    const fs::path inner = file.parent_path() / *name;
    if (std::find(to.files.begin(), to.files.end(), inner) == to.files.end())
      if (auto done = append_file(inner, fmt::format(", named at {}:{}", file.filename().string(), number), to); !done)
        return done;
    to.text += fmt::format("#line {} {}\n", number + 1, source);
  }
  return {};
}

bool skip(std::string_view& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

std::optional<std::size_t> read_number(std::string_view& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

/// Where a line of a compiler's log points to, and the words after that.
struct Place {
  std::size_t source = 0, line = 0;
  std::string_view words;
};
std::optional<Place> place_of(std::string_view text) {
  if (!skip(text, "ERROR: ")) skip(text, "WARNING: ");
  const auto source = read_number(text);
  if (!source || (!skip(text, ":") && !skip(text, "("))) return std::nullopt;
  const auto line = read_number(text);
  if (!line) return std::nullopt;
  if (skip(text, "(")) read_number(text);  // a column
  skip(text, ")"), skip(text, " "), skip(text, ":"), skip(text, " ");
  return Place{*source, *line, text};
}

}  // namespace

Result<ShaderText> assemble_shader(const fs::path& file, ShaderDialect dialect) {
  ShaderText shader;
  shader.text = dialect == ShaderDialect::es_300 ? kEsHeader : kCoreHeader;
  if (auto done = append_file(file, "", shader); !done) return tl::unexpected(done.error());
  return shader;
}

std::string name_sources(const ShaderText& shader, std::string_view log) {
  std::istringstream lines{std::string(log)};
  std::string out, line;
  while (std::getline(lines, line)) {
    if (!out.empty()) out += '\n';
    const auto place = place_of(line);
    if (place && place->source < shader.files.size())
      out += fmt::format("{}:{}: {}", shader.files[place->source].filename().string(), place->line, place->words);
    else
      out += line;
  }
  return out;
}

}  // namespace redlight

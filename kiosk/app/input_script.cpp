#include "app/input_script.h"

#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string>

namespace redlight {

std::optional<InputScript> read_script(const std::filesystem::path& file) {
  if (file.empty()) return InputScript({});
  std::ifstream in(file, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  Replay replay = parse_replay(text, file);
  for (const Diagnostic& d : replay.diagnostics) fmt::print(stderr, "{}\n", format(d));
  if (has_errors(replay.diagnostics)) return std::nullopt;
  return InputScript(std::move(replay.inputs));
}

}  // namespace redlight

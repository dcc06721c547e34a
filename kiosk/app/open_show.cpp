#include "app/open_show.h"

#include <cstdio>
#include <fmt/format.h>

#include "base/log.h"
#include "base/resources.h"
#include "show/loader.h"

namespace redlight {

std::optional<OpenedShow> open_show(const std::filesystem::path& path) {
  const auto root = resource_root();
  if (!root) {
    spdlog::error("{}", describe(root.error()));
    return std::nullopt;
  }
  LoadedShow loaded = load_show(path.empty() ? *root / "assets" / "ballerina" : path);
  for (const Diagnostic& d : loaded.diagnostics) fmt::print(stderr, "{}\n", format(d));
  if (!loaded.show) return std::nullopt;
  return OpenedShow{std::move(*loaded.show), *root / "assets" / "fonts", *root / "shaders"};
}

}  // namespace redlight

#pragma once
// Reads show.toml into a Show and finds every fault of it in one go. Pure but for reading the file and asking which
// files exist. Any thread.
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "show/diagnostic.h"
#include "show/show.h"

namespace redlight {

struct LoadedShow {
  std::optional<Show> show;             ///< set when there is no error
  std::vector<Diagnostic> diagnostics;  ///< in the order of the file
  std::optional<Show> draft{};  ///< what could be read in spite of errors: to look for more of them, not to play
};

/// `path` is the show's folder or its show.toml.
LoadedShow load_show(const std::filesystem::path& path);

/// The same for a text that is already in memory; media are looked for in `folder`. For tests and for fuzzing.
LoadedShow parse_show(std::string_view text, const std::filesystem::path& folder);

}  // namespace redlight

#pragma once
// What play and render begin with: the show, loaded and checked, and the program's own files.
#include <filesystem>
#include <optional>

#include "show/show.h"

namespace redlight {

struct OpenedShow {
  Show show;
  std::filesystem::path fonts, shaders;
};

/// Loads `path`, or the show that came with the program when it is empty. Prints every fault on standard error; empty
/// when one is an error.
std::optional<OpenedShow> open_show(const std::filesystem::path& path);

}  // namespace redlight

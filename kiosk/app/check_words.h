#pragma once
// Holds the words of a show against the type and the displays that they will be set in: letters that no face has, texts
// that are too long to be read, codes that no telephone reads, credits that roll too fast. For the command `check`.
#include <filesystem>
#include <vector>

#include "show/diagnostic.h"
#include "show/show.h"

namespace redlight {

/// Adds what is wrong. `fonts` is the folder of the faces; one that cannot be opened is told in the log.
void check_words(const Show& show, const std::filesystem::path& fonts, std::vector<Diagnostic>& diagnostics);

}  // namespace redlight

#pragma once
// Measures a show for flashes before it goes live (picture/flash_analyser.h): one loop of the whole show, drawn small,
// in each shape that it has media for, and by themselves the films that the loop does not show whole. What is measured
// is what the show asks for; when it plays, the guard (app/flash_guard.h) dims what is reported here. Main thread.
#include <filesystem>
#include <string>
#include <vector>

#include "show/diagnostic.h"
#include "show/show.h"

namespace redlight {

/// Appends each violation at the place where show.toml names the media. `fonts` is the folder of the program's fonts;
/// the show is measured for `stretch`, at least one loop. On a terminal it shows how far it is. Returns what was
/// measured, as the end of a sentence about the show.
std::string check_flashes(const Show& show, const std::filesystem::path& fonts, Duration stretch,
                          std::vector<Diagnostic>& diagnostics);

}  // namespace redlight

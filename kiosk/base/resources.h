#pragma once
// Where the program's own files are: the default show, the fonts, the shader texts, the modules.
#include <filesystem>

#include "base/result.h"

namespace redlight {

/// The folder that holds assets/ and shaders/. For an installed program ../share/redlight beside the binary's folder;
/// for one in a build tree the nearest folder above the binary that has both. Any thread. Error: not_found, with the
/// places that were searched.
Result<std::filesystem::path> resource_root();

/// The same search, starting from the folder of another binary; what resource_root() does with this process's own.
Result<std::filesystem::path> resource_root_from(const std::filesystem::path& binary_folder);

/// A module of the program: in the binary's folder, as in a build tree, or for an installed program in ../lib/redlight.
/// Any thread. Error: not_found, with the places that were searched.
Result<std::filesystem::path> module_file(const std::string& name);
Result<std::filesystem::path> module_file_from(const std::string& name, const std::filesystem::path& binary_folder);

}  // namespace redlight

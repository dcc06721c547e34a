#pragma once
// The files that a show is made of, so that a change of one can be noticed. Paths are absolute, and their folders free
// of links. Reads layers.json of the show's art; any thread.
#include <filesystem>
#include <set>

#include "show/show.h"

namespace redlight {

struct ShowFiles {
  std::set<std::filesystem::path> files;    ///< show.toml, art with its layers and maps, films, sounds; not captions
  std::set<std::filesystem::path> media;    ///< the films and sounds among them
  std::set<std::filesystem::path> folders;  ///< where to look for changes
  std::set<std::filesystem::path> maps;     ///< folders whose every file counts, whether they exist or not

  /// Whether a path that changed, in one of the folders, makes another show.
  bool concern(const std::filesystem::path& changed) const;
};

ShowFiles files_of(const Show& show);

}  // namespace redlight

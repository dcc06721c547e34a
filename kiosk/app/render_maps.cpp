#include "app/render_maps.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "base/log.h"
#include "picture/flat_maps.h"
#include "picture/flat_source.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

/// Each picture once, in the order of the show.
std::vector<fs::path> flat_posters(const Show& show) {
  std::vector<fs::path> files;
  for (const Scene& scene : show.scenes)
    if (const auto* poster = std::get_if<PosterScene>(&scene.content))
      for (const fs::path& path : {poster->art.portrait, poster->art.landscape})
        if (!path.empty() && !fs::is_directory(path) && std::find(files.begin(), files.end(), path) == files.end())
          files.push_back(path);
  return files;
}

/// A folder for each picture, also where two of them have one name.
fs::path folder_for(const fs::path& picture, const fs::path& folder, std::vector<fs::path>& taken) {
  fs::path to = folder / maps_folder(picture).filename();
  for (int number = 2; std::find(taken.begin(), taken.end(), to) != taken.end(); number++)
    to = folder / fmt::format("{}-{}.maps", picture.stem().string(), number);
  taken.push_back(to);
  return to;
}

}  // namespace

ExitCode render_maps(const Show& show, const fs::path& folder) {
  const std::vector<fs::path> posters = flat_posters(show);
  if (posters.empty()) fmt::print("{}: no poster of this show is a flat picture; no maps\n", show.file.string());
  std::vector<fs::path> taken;
  for (const fs::path& poster : posters) {
    const fs::path to = folder_for(poster, folder, taken);
    const auto written = write_maps(poster, to);
    if (!written) {
      spdlog::error("{}", describe(written.error()));
      return kExitFailed;
    }
    fmt::print("{}: {} maps written to {}{}\n", poster.string(), written->size(), to.string(),
               fs::weakly_canonical(to) == fs::weakly_canonical(maps_folder(poster))
                   ? ""
                   : fmt::format("; paint on them and put them into {}", maps_folder(poster).string()));
    for (const fs::path& file : *written) fmt::print("  {}\n", file.filename().string());
  }
  return kExitFine;
}

}  // namespace redlight

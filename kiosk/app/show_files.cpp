#include "app/show_files.h"

#include "media/caption_choice.h"
#include "picture/flat_maps.h"
#include "picture/layers_file.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

/// The path with the links of its folders followed; the file itself may be one.
fs::path plain(const fs::path& file) {
  std::error_code error;
  const fs::path whole = fs::absolute(file, error).lexically_normal();
  const fs::path folder = fs::weakly_canonical(whole.parent_path(), error);
  return error ? whole : folder / whole.filename();
}

class Collector {
 public:
  explicit Collector(ShowFiles& to) : to_(to) {}

  void add(const fs::path& file) {
    if (file.empty()) return;
    const fs::path named = plain(file);
    to_.files.insert(named);
    to_.folders.insert(named.parent_path());
    std::error_code error;
    if (fs::is_symlink(named, error)) add_target(fs::weakly_canonical(named, error));
  }

  void add_media(const fs::path& file) {
    if (file.empty()) return;
    add(file);
    to_.media.insert(plain(file));
  }

  void add_art(const fs::path& art) {
    if (art.empty()) return;
    add(art);  // a folder that is put in the place of another
    std::error_code error;
    if (fs::is_directory(art, error)) return add_layers(art);
    const fs::path maps = plain(maps_folder(art));
    to_.maps.insert(maps);
    to_.folders.insert(maps);
  }

 private:
  void add_target(const fs::path& file) {
    to_.files.insert(file);
    to_.folders.insert(file.parent_path());
  }

  void add_layers(const fs::path& folder) {
    add(folder / "layers.json");
    const auto layers = read_layers_file(folder);
    if (!layers) return;  // it cannot be shown, and its next version is what counts
    for (const fs::path& image : images_of(*layers)) add(image);
  }

  ShowFiles& to_;
};

}  // namespace

bool ShowFiles::concern(const fs::path& changed) const {
  // Captions need not have been there before.
  for (const fs::path& film : media)
    if (is_caption_of(film, changed)) return true;
  return files.contains(changed) || folders.contains(changed) || maps.contains(changed.parent_path());
}

ShowFiles files_of(const Show& show) {
  ShowFiles files;
  Collector collector(files);
  collector.add(show.file);
  collector.add_media(show.sound);
  for (const Scene& scene : show.scenes) {
    if (const auto* poster = std::get_if<PosterScene>(&scene.content))
      for (const fs::path& art : {poster->art.portrait, poster->art.landscape}) collector.add_art(art);
    if (const auto* slide = std::get_if<SlideScene>(&scene.content))
      for (const fs::path& still : {slide->image.portrait, slide->image.landscape}) collector.add_art(still);
    if (const auto* teaser = std::get_if<TeaserScene>(&scene.content))
      for (const fs::path& film : {teaser->video.portrait, teaser->video.landscape}) collector.add_media(film);
  }
  return files;
}

}  // namespace redlight

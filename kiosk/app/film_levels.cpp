#include "app/film_levels.h"

#include <utility>
#include <vector>

#include "media/films.h"

namespace redlight {

FilmLevels::FilmLevels(const Show& show, const StockOptions& options) : show_(show), options_(options) {}

void FilmLevels::step(bool is_seen) {
  if (!are_wanted() || has_asked_ || !is_seen || options_.patience == Patience::wait_until_due) return;
  const bool is_first = !std::exchange(was_seen_, true);  // the first picture is drawn after this
  std::vector<std::filesystem::path> files;
  for (const Scene& scene : show_.scenes)
    if (const auto* teaser = std::get_if<TeaserScene>(&scene.content))
      files.push_back(teaser->video.choose(options_.width, options_.height));
  if (!show_.sound.empty()) files.push_back(show_.sound);
  // What films need is not to be loaded by a thread that is out of breath.
  if (is_first || (!files.empty() && !films_at_hand())) return;
  has_asked_ = true;
  for (const auto& file : files) trim(file);
  if (!files.empty()) options_.loudness->begin();
}

float FilmLevels::trim(const std::filesystem::path& file) {
  if (!are_wanted()) return 1;
  auto found = answers_.find(file);
  if (found == answers_.end()) found = answers_.emplace(file, options_.loudness->ask(file)).first;
  if (options_.patience == Patience::wait_until_due) {
    options_.loudness->begin();
  } else if (found->second.wait_for(Duration{}) != std::future_status::ready) {
    return 1;
  }
  return gain_to(*show_.levels.loudness, found->second.get());
}

}  // namespace redlight

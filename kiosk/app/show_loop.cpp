#include "app/show_loop.h"

#include "media/media_info.h"

namespace redlight {

Timeline loop_of(const Show& show, int width, int height, int fps) {
  std::vector<Duration> lengths;  // how long each scene lasts by itself
  for (const Scene& scene : show.scenes) {
    const auto* teaser = std::get_if<TeaserScene>(&scene.content);
    const auto info = teaser ? probe(teaser->video.choose(width, height)) : Result<MediaInfo>{};
    lengths.push_back(teaser && info ? info->duration : Duration{});
  }
  return timeline_of(plan_of(show), lengths, fps);
}

}  // namespace redlight

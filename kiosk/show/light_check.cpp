#include "show/light_check.h"

#include <algorithm>
#include <optional>

#include "show/words.h"

namespace redlight {
namespace {

bool has_art(const Scene& scene) {
  const auto* slide = std::get_if<SlideScene>(&scene.content);
  return std::holds_alternative<PosterScene>(scene.content) || (slide && slide->layout == Layout::image);
}

/// The scene whose art a poster or a slide shows.
std::optional<std::size_t> art_behind(const Show& show, std::size_t scene) {
  if (has_art(show.scenes[scene])) return scene;
  const auto* slide = std::get_if<SlideScene>(&show.scenes[scene].content);
  if (!slide) return std::nullopt;
  for (std::size_t i = 0; i < show.scenes.size(); ++i) {
    const bool named = slide->ground.empty() || show.scenes[i].id == slide->ground;
    if (named && std::holds_alternative<PosterScene>(show.scenes[i].content)) return i;
  }
  return std::nullopt;
}

class LightCheck {
 public:
  LightCheck(const Show& show, const ArtLights& art) : show_(show), art_(art) {
    all_known_ =
        static_cast<std::ptrdiff_t>(art.size()) == std::count_if(show.scenes.begin(), show.scenes.end(), has_art);
    for (const auto& [scene, names] : art)
      for (const std::string& name : names)
        if (std::find(all_.begin(), all_.end(), name) == all_.end()) all_.push_back(name);
  }

  std::vector<Diagnostic> run() {
    if (all_known_)
      for (const auto& [name, settings] : show_.lights) expect(name, all_, settings.place, "no art");
    for (std::size_t i = 0; i < show_.scenes.size(); ++i) check(i);
    return std::move(faults_);
  }

 private:
  void check(std::size_t scene) {
    const auto& places = show_.scenes[scene].light_places;
    if (std::holds_alternative<TeaserScene>(show_.scenes[scene].content)) {
      // What it cues is whatever follows it, which a visitor may choose.
      if (all_known_)
        for (const auto& [name, place] : places) expect(name, all_, place, "no art");
      return;
    }
    const auto lit = art_behind(show_, scene);
    const auto found = lit ? art_.find(*lit) : art_.end();
    if (found == art_.end()) return;
    for (const auto& [name, place] : places) expect(name, found->second, place, "the art");
  }

  void expect(const std::string& name, const std::vector<std::string>& names, Place place, const std::string& whose) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    const std::string near = did_you_mean(name, names);
    faults_.push_back({show_.file, place.line, place.column, Severity::error,
                       whose + (whose == "no art" ? " has a light " : " has no light ") + in_quotes(name),
                       names.empty() ? "" : "expected one of " + listed(names), near});
  }

  const Show& show_;
  const ArtLights& art_;
  bool all_known_ = false;
  std::vector<std::string> all_;
  std::vector<Diagnostic> faults_;
};

}  // namespace

std::vector<Diagnostic> check_lights(const Show& show, const ArtLights& art) { return LightCheck(show, art).run(); }

}  // namespace redlight

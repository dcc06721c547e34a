#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "app/art_facts.h"
#include "app/check_words.h"
#include "app/commands.h"
#include "app/flash_check.h"
#include "base/log.h"
#include "base/resources.h"
#include "media/caption_choice.h"
#include "media/caption_reader.h"
#include "media/media_info.h"
#include "picture/flat_source.h"
#include "picture/layers_file.h"
#include "picture/layers_source.h"
#include "show/light_check.h"
#include "show/loader.h"

namespace redlight {
namespace {

/// The caption files next to a film. Their faults are told at their own lines: the rest of such a file is shown.
void check_captions(const std::filesystem::path& film, std::vector<Diagnostic>& diagnostics) {
  for (const CaptionSource& source : captions_beside(film)) {
    const auto text = read_caption_file(source.file);
    if (!text) {
      diagnostics.push_back({source.file, 0, 0, Severity::error, text.error().text, "expected captions of the film",
                             "export the captions again, or remove the file"});
      continue;
    }
    const bool is_lost = text->script.events.empty();
    for (const CaptionFault& fault : text->faults)
      diagnostics.push_back({source.file, fault.line, 1, is_lost ? Severity::error : Severity::warning, fault.what,
                             fault.expected, is_lost ? "" : "until then this caption is left out"});
  }
}

/// The faults that only opening a file shows, as diagnostics at the place where show.toml names it.
void check_media(const Show& show, std::vector<Diagnostic>& diagnostics) {
  const auto complain = [&](const Place& place, const Error& error, const char* expected) {
    std::string what = describe(error);
    if (what.ends_with('.')) what.pop_back();  // a sentence that goes on
    diagnostics.push_back({show.file, place.line, place.column, Severity::error, what, expected,
                           "export the file again and look at it in another program"});
  };
  // Files that are missing were told where they are named.
  const auto each = [](const Variants& variants) {
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    for (const auto& path : {variants.portrait, variants.landscape})
      if (!path.empty() && (paths.empty() || paths.front() != path) && std::filesystem::exists(path, error))
        paths.push_back(path);
    return paths;
  };
  const auto check_art = [&](const Variants& art) {
    for (const auto& path : each(art)) {
      const auto layered = is_layered(path);
      const auto fine = !layered   ? Result<void>(tl::unexpected(layered.error()))
                        : *layered ? check_layers(path)
                                   : check_flat(path);
      if (!fine) complain(art.place, fine.error(), "expected an image, or a folder with layers.json and its layers");
    }
  };
  for (const Scene& scene : show.scenes) {
    if (const auto* poster = std::get_if<PosterScene>(&scene.content)) {
      check_art(poster->art);
    } else if (const auto* slide = std::get_if<SlideScene>(&scene.content)) {
      check_art(slide->image);
    } else if (const auto* teaser = std::get_if<TeaserScene>(&scene.content)) {
      constexpr const char* expected = "expected a film that FFmpeg can play";
      for (const auto& path : each(teaser->video)) {
        check_captions(path, diagnostics);
        if (const auto info = probe(path); !info)
          complain(teaser->video.place, info.error(), expected);
        else if (!info->has_video)
          complain(teaser->video.place, {ErrorKind::unsupported, "The file has no picture.", path.string()}, expected);
      }
    }
  }
  if (show.sound.empty()) return;
  constexpr const char* expected = "expected a sound that FFmpeg can play";
  if (const auto info = probe(show.sound); !info)
    complain(show.sound_place, info.error(), expected);
  else if (!info->has_audio)
    complain(show.sound_place, {ErrorKind::unsupported, "The file has no sound.", show.sound.string()}, expected);
}

/// In the order of their files, the show's own first. Of what is wrong at a place of which the first `known` complain
/// already, a missing file among them, nothing more is said.
void put_in_order(std::vector<Diagnostic>& diagnostics, std::size_t known) {
  const auto is_told = [&](const Diagnostic& d) {
    return std::any_of(
        diagnostics.begin(), diagnostics.begin() + static_cast<std::ptrdiff_t>(known), [&](const auto& k) {
          return k.severity == Severity::error && k.file == d.file && k.line == d.line && k.column == d.column;
        });
  };
  std::vector<Diagnostic> more;
  std::copy_if(diagnostics.begin() + static_cast<std::ptrdiff_t>(known), diagnostics.end(), std::back_inserter(more),
               [&](const Diagnostic& d) { return !is_told(d); });
  diagnostics.resize(known);
  diagnostics.insert(diagnostics.end(), more.begin(), more.end());
  const auto rank = [](const Diagnostic& d) {
    return std::tuple(d.file.filename() != "show.toml", d.file, d.line, d.column);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return rank(a) < rank(b); });
}

/// The names of the lights of one file or folder of art; empty when it cannot be read, which was reported.
std::optional<std::vector<std::string>> lights_of(const std::filesystem::path& art) {
  std::error_code error;
  const auto layered = is_layered(art);
  if (!layered || !std::filesystem::exists(art, error)) return std::nullopt;
  if (!*layered) return flat_light_names();
  const auto file = read_layers_file(art);
  if (!file) return std::nullopt;
  std::vector<std::string> names;
  for (const LayerFile& layer : file->layers) names.push_back(layer.name);
  return names;
}

/// The same of both shapes together.
std::optional<std::vector<std::string>> lights_of(const Variants& art) {
  std::vector<std::string> all;
  for (const auto& path : {art.portrait, art.landscape}) {
    if (path.empty()) continue;
    const auto names = lights_of(path);
    if (!names) return std::nullopt;
    for (const std::string& name : *names)
      if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
  }
  return all.empty() ? std::nullopt : std::optional(std::move(all));
}

/// The lights that the art of posters and stills has.
ArtLights lights_of_art(const Show& show) {
  ArtLights lights;
  for (std::size_t i = 0; i < show.scenes.size(); ++i) {
    const auto* poster = std::get_if<PosterScene>(&show.scenes[i].content);
    const auto* slide = std::get_if<SlideScene>(&show.scenes[i].content);
    const Variants* art = poster ? &poster->art : slide && slide->layout == Layout::image ? &slide->image : nullptr;
    if (!art) continue;
    if (auto names = lights_of(*art)) lights[i] = std::move(*names);
  }
  return lights;
}

}  // namespace

ExitCode check(const CheckOptions& options) {
  LoadedShow loaded = load_show(options.show);
  const std::size_t known = loaded.diagnostics.size();
  std::string measured;
  // All faults are told in one go: a wrong link hides no text that is too long.
  const std::optional<Show>& show = loaded.show ? loaded.show : loaded.draft;
  if (show && !show->languages.empty()) {
    check_media(*show, loaded.diagnostics);
    const auto lights = check_lights(*show, lights_of_art(*show));
    loaded.diagnostics.insert(loaded.diagnostics.end(), lights.begin(), lights.end());
    const auto root = resource_root();
    if (!root) spdlog::warn("words and flashes are not measured: {}", describe(root.error()));
    if (root) check_words(*show, *root / "assets" / "fonts", loaded.diagnostics);
    put_in_order(loaded.diagnostics, known);
    // A show with faults cannot be rendered.
    if (root && options.flashes && !has_errors(loaded.diagnostics))
      measured = check_flashes(*loaded.show, *root / "assets" / "fonts", options.stretch, loaded.diagnostics);
  }
  for (const Diagnostic& d : loaded.diagnostics) fmt::print("{}\n", format(d));
  if (has_errors(loaded.diagnostics)) return kExitShow;
  fmt::print("{}: fine, {} scene{}{}{}\n", loaded.show->file.string(), loaded.show->scenes.size(),
             loaded.show->scenes.size() == 1 ? "" : "s",
             loaded.diagnostics.empty() ? "" : fmt::format(", {} warnings", loaded.diagnostics.size()), measured);
  return kExitFine;
}

}  // namespace redlight

#pragma once
// Makes the material of posters and slides: art read and prepared, words set in type. Belongs to one thread, which may
// be the loader's own or, when a show is rendered offline, the main one. Keeps the art it used last, because a show's
// slides stand before one poster.
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>

#include "app/art_facts.h"
#include "app/art_shelf.h"
#include "app/word_setter.h"
#include "base/result.h"
#include "picture/art_cache.h"
#include "picture/art_source.h"
#include "picture/framing.h"
#include "scene/material.h"
#include "show/show.h"

namespace redlight {

class MaterialLoader {
 public:
  /// `show` outlives the loader. `fonts` is the folder of the faces, `cache` that of prepared art (empty: none is
  /// kept), `shelf` has the art of other loaders (may be null), width and height are the picture's size in pixels; art
  /// is made `ground_scale` times coarser, or more where no side of it, margins included, may be longer than
  /// `largest_art`. `today` is for dates; empty where it is not known.
  MaterialLoader(const Show& show, std::filesystem::path fonts, std::filesystem::path cache,
                 std::shared_ptr<ArtShelf> shelf, int width, int height, int ground_scale,
                 std::optional<int> largest_art, std::optional<Day> today);

  /// The material of a poster or a slide without its words: what can be seen first. Blocks as load() does.
  Result<Material> load_ground(std::size_t scene, std::stop_token stop);

  /// The material of a poster or a slide. Blocks while it reads. Errors as in prepare_art and Typesetter::open.
  Result<Material> load(std::size_t scene, std::stop_token stop);

 private:
  enum class Figures { present, absent };  ///< who and what stands in the art
  struct KeptGround {
    std::filesystem::path path;
    Framing framing;
    Figures figures;
    GroundMaterial ground;
  };
  Result<GroundMaterial> ground_of(const PosterScene& poster, Figures figures, std::stop_token stop);
  Result<GroundMaterial> ground_of(const SlideScene& slide, std::stop_token stop);
  Result<ArtPtr> cached(const std::vector<std::filesystem::path>& files, const Framing& framing,
                        const std::function<Result<ArtSource>()>& open, std::stop_token stop) const;
  Result<ArtPtr> made(std::optional<std::uint64_t> key, const Framing& framing,
                      const std::function<Result<ArtSource>()>& open, std::stop_token stop) const;
  Result<ArtPtr> flat_art_of(const std::filesystem::path& picture, const Framing& framing, std::stop_token stop) const;
  Result<ArtPtr> art_of(const std::filesystem::path& folder, const Framing& framing, std::stop_token stop) const;
  Result<ArtPtr> room_of(const std::filesystem::path& folder, const Framing& framing, std::stop_token stop) const;
  std::filesystem::path choose(const PosterScene& poster);
  Framing framing_of(const PosterScene& poster, const std::filesystem::path& art) const;
  Result<void> set_caption(const PosterScene& poster, PosterMaterial& material);
  std::optional<PosterScene> ground_poster(const SlideScene& slide) const;

  const Show& show_;
  WordSetter words_;
  ArtFacts facts_;
  ArtCache cache_;
  std::shared_ptr<ArtShelf> shelf_;
  int width_, height_, ground_scale_;
  std::optional<int> largest_art_;
  std::optional<Day> today_;
  std::list<KeptGround> kept_;  // newest first
};

}  // namespace redlight

#pragma once
// Makes the material of posters and slides: art read and prepared, words set in type. Belongs to one thread, which may
// be the loader's own or, when a show is rendered offline, the main one. Keeps the art it used last, because a show's
// slides stand before one poster.
#include <filesystem>
#include <list>
#include <memory>
#include <stop_token>

#include "base/result.h"
#include "picture/slide_layout.h"
#include "picture/type.h"
#include "scene/material.h"
#include "show/show.h"

namespace redlight {

class MaterialLoader {
 public:
  /// `show` outlives the loader. `fonts` is the folder of the faces, width and height the picture's size in pixels.
  MaterialLoader(const Show& show, std::filesystem::path fonts, int width, int height);

  /// The material of a poster or a slide. Blocks while it reads. Errors as in prepare_art and Typesetter::open.
  Result<Material> load(std::size_t scene, std::stop_token stop);

 private:
  struct KeptGround {
    std::filesystem::path path;
    std::optional<Region> crop;
    GroundMaterial ground;
  };
  Result<GroundMaterial> ground_of(const PosterScene& poster, std::stop_token stop);
  Result<std::vector<std::vector<Sprite>>> set_words(
      const std::function<SlidePage(std::string_view language, const MeasureWidth&)>& lay_out);
  const PosterScene* ground_poster(const SlideScene& slide) const;

  const Show& show_;
  std::filesystem::path fonts_;
  int width_, height_;
  std::unique_ptr<Typesetter> typesetter_;
  std::list<KeptGround> kept_;  // newest first
};

}  // namespace redlight

#include "app/material_loader.h"

#include <algorithm>
#include <cmath>

#include "picture/laurel.h"
#include "picture/prepare_art.h"

namespace redlight {
namespace {

constexpr std::size_t kKeptGrounds = 2;  // the poster on stage and the next one

Sprite sprite_of(const TypeLine& line, const InkLine& ink) {
  return {ink.coverage, static_cast<int>(std::lround(line.x)) - ink.origin_x,
          static_cast<int>(std::lround(line.y)) - ink.origin_y, line.colour, 1};
}

}  // namespace

MaterialLoader::MaterialLoader(const Show& show, std::filesystem::path fonts, int width, int height)
    : show_(show), fonts_(std::move(fonts)), width_(width), height_(height) {}

Result<Material> MaterialLoader::load(std::size_t scene, std::stop_token stop) {
  const auto& content = show_.scenes[scene].content;
  if (const auto* poster = std::get_if<PosterScene>(&content)) {
    auto ground = ground_of(*poster, stop);
    if (!ground) return tl::unexpected(ground.error());
    auto words = set_words([&](std::string_view language, const MeasureWidth& measure) {
      return lay_out_caption(poster->caption.in(language, show_.languages.front()), width_, height_, measure);
    });
    if (!words) return tl::unexpected(words.error());
    return PosterMaterial{std::move(*ground), std::move(*words)};
  }
  const auto& slide = std::get<SlideScene>(content);
  SlideMaterial material;
  if (const PosterScene* poster = ground_poster(slide)) {
    auto ground = ground_of(*poster, stop);
    if (!ground) return tl::unexpected(ground.error());
    material.ground = std::move(*ground);
  }
  auto words = set_words([&](std::string_view language, const MeasureWidth& measure) {
    return lay_out_slide(slide.layout, words_of(slide, language, show_.languages.front()), width_, height_, measure);
  });
  if (!words) return tl::unexpected(words.error());
  material.words = std::move(*words);
  return material;
}

const PosterScene* MaterialLoader::ground_poster(const SlideScene& slide) const {
  for (const Scene& scene : show_.scenes)
    if (const auto* poster = std::get_if<PosterScene>(&scene.content);
        poster && (slide.ground.empty() || slide.ground == scene.id))
      return poster;
  return nullptr;
}

Result<GroundMaterial> MaterialLoader::ground_of(const PosterScene& poster, std::stop_token stop) {
  const auto& path = poster.art.choose(width_, height_);
  const auto found = std::find_if(kept_.begin(), kept_.end(),
                                  [&](const KeptGround& k) { return k.path == path && k.crop == poster.crop; });
  if (found != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, found);
    return kept_.front().ground;
  }
  GroundMaterial ground;
  if (std::filesystem::is_directory(path)) {
    auto art = prepare_art(path, poster.crop, width_, height_, stop);
    if (!art) return tl::unexpected(art.error());
    ground.art = std::move(*art);
  } else {
    auto still = prepare_still(path, poster.crop, width_, height_);
    if (!still) return tl::unexpected(still.error());
    ground.still = std::move(*still);
  }
  kept_.push_front({path, poster.crop, ground});
  if (kept_.size() > kKeptGrounds) kept_.pop_back();
  return ground;
}

Result<std::vector<std::vector<Sprite>>> MaterialLoader::set_words(
    const std::function<SlidePage(std::string_view, const MeasureWidth&)>& lay_out) {
  if (!typesetter_) {
    auto opened = Typesetter::open(fonts_);
    if (!opened) return tl::unexpected(opened.error());
    typesetter_ = std::move(*opened);
  }
  const MeasureWidth measure = [&](const TypeStyle& style, std::string_view text) {
    return typesetter_->width(style, text);
  };
  std::vector<std::vector<Sprite>> by_language;
  for (const std::string& language : show_.languages) {
    const SlidePage page = lay_out(language, measure);
    std::vector<Sprite> sprites;
    if (page.laurel) {
      const auto [x, y, w, h] = *page.laurel;
      sprites.push_back({draw_laurel(static_cast<int>(w), static_cast<int>(h)),
                         static_cast<int>(x),
                         static_cast<int>(y),
                         {0.62f, 0.50f, 0.40f},
                         0.8f});
    }
    for (const TypeLine& line : page.lines)
      if (const InkLine ink = typesetter_->render(line.style, line.text); ink.coverage)
        sprites.push_back(sprite_of(line, ink));
    by_language.push_back(std::move(sprites));
  }
  return by_language;
}

}  // namespace redlight

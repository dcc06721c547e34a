#include "scene/teaser_captions.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace redlight {
namespace {

// -18 dB: behind the voices of a lobby a film is not understood any more.
constexpr float kQuiet = 0.125f;

double shape_of(const VideoFrame& film) { return film.width * film.pixel_aspect / film.height; }

}  // namespace

std::optional<CaptionExtent> captions_seen(CaptionMode mode, float loudness) {
  if (mode == CaptionMode::off) return std::nullopt;
  return mode == CaptionMode::on || loudness < kQuiet ? CaptionExtent::all : CaptionExtent::forced;
}

Fit fit_of_film(const VideoFrame& film, int width, int height) {
  const double display = static_cast<double>(width) / height, shape = shape_of(film);
  return std::max(shape / display, display / shape) < 1.15 ? Fit::cover : Fit::contain;
}

CaptionArea caption_area(const VideoFrame& film, int width, int height) {
  CaptionArea area{width, height, 0, 0, width, height};
  if (fit_of_film(film, width, height) == Fit::cover) return area;
  const double shape = shape_of(film);
  area.film_width = std::clamp(static_cast<int>(std::lround(height * shape)), 1, width);
  area.film_height = std::clamp(static_cast<int>(std::lround(width / shape)), 1, height);
  area.film_x = (width - area.film_width) / 2, area.film_y = (height - area.film_height) / 2;
  return area;
}

const std::vector<Sprite>& TeaserCaptions::at(CaptionVersion version, Duration time, const CaptionArea& area) {
  const CaptionPagePtr page = captions_->page(version, time, area);
  if (page == page_) return sprites_;
  page_ = page;
  sprites_.clear();
  if (!page) return sprites_;
  for (const CaptionInk& ink : page->inks)
    sprites_.push_back({std::make_shared<const Coverage>(Coverage{ink.width, ink.height, ink.coverage}),
                        static_cast<float>(ink.x),
                        static_cast<float>(ink.y),
                        {ink.red, ink.green, ink.blue},
                        ink.opacity});
  return sprites_;
}

}  // namespace redlight

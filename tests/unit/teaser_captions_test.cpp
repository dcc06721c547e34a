// When captions are on, and where on the display the film is that they belong to.
#include "scene/teaser_captions.h"

#include <catch2/catch.hpp>

using namespace redlight;

TEST_CASE("all captions are seen while a film is hardly heard, and those that are forced with its sound") {
  CHECK(captions_seen(CaptionMode::automatic, 0) == CaptionExtent::all);
  CHECK(captions_seen(CaptionMode::automatic, 0.1f) == CaptionExtent::all);
  CHECK(captions_seen(CaptionMode::automatic, 0.2f) == CaptionExtent::forced);
  CHECK(captions_seen(CaptionMode::automatic, 1) == CaptionExtent::forced);
  CHECK(captions_seen(CaptionMode::on, 1) == CaptionExtent::all);
  CHECK_FALSE(captions_seen(CaptionMode::off, 0));
}

TEST_CASE("captions know where the film lies") {
  VideoFrame film;
  film.width = 1920, film.height = 1080;
  CHECK(fit_of_film(film, 1920, 1080) == Fit::cover);
  CHECK(caption_area(film, 1920, 1080) == CaptionArea{1920, 1080, 0, 0, 1920, 1080});
  CHECK(fit_of_film(film, 1920, 1200) == Fit::cover);
  CHECK(caption_area(film, 1920, 1200) == CaptionArea{1920, 1200, 0, 0, 1920, 1200});
  CHECK(fit_of_film(film, 1080, 1920) == Fit::contain);
  CHECK(caption_area(film, 1080, 1920) == CaptionArea{1080, 1920, 0, 656, 1080, 608});
  CHECK(caption_area(film, 3840, 1080) == CaptionArea{3840, 1080, 960, 0, 1920, 1080});
  film.pixel_aspect = 4;
  CHECK(caption_area(film, 1920, 1080).film_height == 270);
}

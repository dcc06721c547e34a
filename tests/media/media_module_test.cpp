// The program without its module for films: everything that needs it says so, and nothing else breaks.
#include <catch2/catch.hpp>

#include "media/films.h"
#include "media/films_module.h"

namespace redlight {
namespace {

using Catch::Matchers::Contains;

TEST_CASE("without the module every film fails, and says what is missing and where it was looked for") {
  films_at_hand();  // begins, and does not wait
  const auto films = wait_for_films();
  CHECK(films_at_hand());
  REQUIRE_FALSE(films);
  CHECK(films.error().kind == ErrorKind::not_found);
  CHECK_THAT(describe(films.error()), Contains("redlight-media.so") && Contains("lib/redlight"));

  Mixer mixer;
  const auto player = Player::open("film.mp4", {}, &mixer);
  player->wait_ready();
  CHECK(player->state() == PlayerState::failed);
  REQUIRE(player->error());
  CHECK_THAT(describe(*player->error()), Contains("redlight-media.so"));
  player->play(Instant{});
  player->rewind();
  CHECK(player->frame(Instant{}) == nullptr);
  CHECK(player->state() == PlayerState::failed);

  const auto captions = Captions::open("film.mp4", {});
  captions->prepare({0});
  CHECK(captions->page({0}, Duration{}, {64, 64, 0, 0, 64, 64}) == nullptr);

  CHECK_FALSE(probe("film.mp4"));
  CHECK_FALSE(measure_loudness("film.mp4", {}));
  CHECK(decoder_offers().empty());
  CHECK_FALSE(MovieWriter::create("film.mp4", {.width = 64, .height = 64}));
}

TEST_CASE("a library that is not the module is refused") {
  const auto missing = open_film_module("/nowhere/redlight-media.so");
  REQUIRE_FALSE(missing);
  CHECK_THAT(describe(missing.error()), Contains("/nowhere/redlight-media.so"));
  const auto other = open_film_module("libm.so.6");
  REQUIRE_FALSE(other);
  CHECK(other.error().kind == ErrorKind::unsupported);
  CHECK_THAT(describe(other.error()), Contains("no module of this program"));
}

}  // namespace
}  // namespace redlight

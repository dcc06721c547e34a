#include "media/films_module.h"

/// The one thing that the module shows to the world.
extern "C" __attribute__((visibility("default"))) const redlight::FilmTable* redlight_film_table() {
  using namespace redlight;
  static constexpr FilmTable kTable{film_fingerprint(),   &Player::open,   &probe,           &decoder_offers,
                                    &MovieWriter::create, &Captions::open, &measure_loudness};
  return &kTable;
}

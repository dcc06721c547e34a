#include "media/films.h"

namespace redlight {

bool films_at_hand() { return true; }
Result<void> wait_for_films() { return {}; }

}  // namespace redlight

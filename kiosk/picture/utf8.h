#pragma once
// Walking through UTF-8. Pure. Invalid bytes count as U+FFFD, one each, so that nothing an author writes can stop the
// walk.
#include <cstdint>
#include <string_view>
#include <vector>

namespace redlight {

struct Letter {
  char32_t code = 0;
  std::string_view bytes;
};

std::vector<Letter> letters_of(std::string_view text);

}  // namespace redlight

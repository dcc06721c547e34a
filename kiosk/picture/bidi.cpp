#include "picture/bidi.h"

#include <algorithm>
#include <fribidi.h>

#include "picture/utf8.h"

namespace redlight {
namespace {

std::vector<FriBidiCharType> types_of(const std::vector<char32_t>& letters) {
  std::vector<FriBidiCharType> types;
  types.reserve(letters.size());
  for (const char32_t letter : letters) types.push_back(fribidi_get_bidi_type(letter));
  return types;
}

}  // namespace

Direction direction_of(std::string_view text) {
  for (const Letter& letter : letters_of(text)) {
    const FriBidiCharType type = fribidi_get_bidi_type(letter.code);
    if (FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type))
      return FRIBIDI_IS_RTL(type) ? Direction::right_to_left : Direction::left_to_right;
  }
  return Direction::left_to_right;
}

std::vector<int> embedding_levels(const std::vector<char32_t>& letters, Direction direction) {
  const auto types = types_of(letters);
  const bool has_other = std::any_of(types.begin(), types.end(), [](FriBidiCharType t) { return FRIBIDI_IS_RTL(t); });
  if (letters.empty() || (!has_other && direction == Direction::left_to_right)) return {};
  const auto count = static_cast<FriBidiStrIndex>(letters.size());
  std::vector<FriBidiChar> text(letters.begin(), letters.end());
  std::vector<FriBidiBracketType> brackets(letters.size());
  fribidi_get_bracket_types(text.data(), count, types.data(), brackets.data());
  FriBidiParType base = direction == Direction::right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
  std::vector<FriBidiLevel> levels(letters.size());
  if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &base, levels.data()) == 0) return {};
  return {levels.begin(), levels.end()};
}

}  // namespace redlight

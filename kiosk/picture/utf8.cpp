#include "picture/utf8.h"

namespace redlight {

std::vector<Letter> letters_of(std::string_view text) {
  std::vector<Letter> letters;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80         ? 1
                               : lead >> 5 == 0x6  ? 2
                               : lead >> 4 == 0xe  ? 3
                               : lead >> 3 == 0x1e ? 4
                                                   : 0;
    char32_t code = length == 1 ? lead : lead & (0x7fu >> length);
    bool valid = length > 0 && i + length <= text.size();
    for (std::size_t k = 1; valid && k < length; k++) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      valid = next >> 6 == 2;
      code = code << 6 | (next & 0x3fu);
    }
    const std::size_t taken = valid ? length : 1;
    letters.push_back({valid ? code : U'\uFFFD', text.substr(i, taken)});
    i += taken;
  }
  return letters;
}

}  // namespace redlight

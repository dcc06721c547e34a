#include "picture/page_rules.h"

#include <algorithm>
#include <cmath>

#include "picture/utf8.h"

namespace redlight {

double scale_step(int step) { return std::pow(1.25, step); }

Column column_of(Layout layout, int width, int height) {
  const double unit = std::min(0.0264 * std::sqrt(static_cast<double>(width) * height), 0.045 * width);
  const Align align = layout == Layout::laurel ? Align::centre : Align::left;
  if (is_upright(width, height)) {
    const double x = (align == Align::centre ? 0.20 : 0.085) * width;
    const double tallest = layout == Layout::laurel ? 0.20 : 0.44;  // a wreath stays clear of her head
    return {x, width - 2 * x, unit, 0.085 * height, tallest * height, align};
  }
  // Wide displays keep their words in the left part, beside the rider; squarer ones need more of it.
  const double share = std::clamp(0.40 * (16.0 / 9) * height / width, 0.30, 0.62);
  if (align == Align::centre)
    return {0.055 * width + 0.17 * share * width, 0.66 * share * width, unit, 0.47 * height, 0.80 * height, align};
  const double wide = layout == Layout::quote ? 1.24 : layout == Layout::credits ? 1.12 : 1.0;
  return {0.055 * width, wide * share * width, unit, 0.47 * height, 0.80 * height, align};
}

Latin latin_of(std::string_view text) {
  for (const Letter& letter : letters_of(text)) {
    const bool has_accent = letter.code >= 0xc0 && letter.code <= 0x24f && letter.code != 0xd7 && letter.code != 0xf7;
    const bool is_european = letter.code >= 0x370 && letter.code <= 0x52f;  // Greek and Cyrillic
    if (has_accent || is_european) return Latin::european;
  }
  return Latin::korean;
}

Latin latin_of(const Words& words) {
  std::string all = words.eyebrow + words.heading + words.body + words.note + words.live + words.link;
  for (const Words::Person& person : words.people) all += person.role + person.name;
  return latin_of(all);
}

}  // namespace redlight

#include "show/show.h"

#include <algorithm>

namespace redlight {

std::string_view Text::in(std::string_view language, std::string_view fallback) const {
  for (const std::string_view wanted : {language, fallback})
    if (const auto found = by_language.find(std::string(wanted)); found != by_language.end()) return found->second;
  return by_language.empty() ? std::string_view() : std::string_view(by_language.begin()->second);
}

const std::filesystem::path& Variants::choose(int width, int height) const {
  const bool upright = height > width;
  const auto& wanted = upright ? portrait : landscape;
  return wanted.empty() ? (upright ? landscape : portrait) : wanted;
}

bool has_language_button(const Show& show) {
  return show.language_mode == LanguageMode::button && show.languages.size() > 1;
}

bool has_art(const Show& show) {
  return std::any_of(show.scenes.begin(), show.scenes.end(),
                     [](const Scene& scene) { return !std::holds_alternative<TeaserScene>(scene.content); });
}

}  // namespace redlight

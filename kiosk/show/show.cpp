#include "show/show.h"

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

}  // namespace redlight

#include "media/language_tag.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

namespace redlight {

namespace {

using Name = std::pair<std::string_view, std::string_view>;

/// Both forms of ISO 639-2 where there are two.
constexpr Name kNames[] = {{"ara", "ar"}, {"ben", "bn"}, {"bul", "bg"}, {"cat", "ca"}, {"ces", "cs"}, {"chi", "zh"},
                           {"cze", "cs"}, {"dan", "da"}, {"deu", "de"}, {"dut", "nl"}, {"ell", "el"}, {"eng", "en"},
                           {"est", "et"}, {"fas", "fa"}, {"fin", "fi"}, {"fra", "fr"}, {"fre", "fr"}, {"ger", "de"},
                           {"gre", "el"}, {"heb", "he"}, {"hin", "hi"}, {"hrv", "hr"}, {"hun", "hu"}, {"ice", "is"},
                           {"ind", "id"}, {"isl", "is"}, {"ita", "it"}, {"jpn", "ja"}, {"kor", "ko"}, {"lav", "lv"},
                           {"lit", "lt"}, {"may", "ms"}, {"msa", "ms"}, {"nld", "nl"}, {"nob", "nb"}, {"nor", "no"},
                           {"per", "fa"}, {"pol", "pl"}, {"por", "pt"}, {"ron", "ro"}, {"rum", "ro"}, {"rus", "ru"},
                           {"slk", "sk"}, {"slo", "sk"}, {"slv", "sl"}, {"spa", "es"}, {"srp", "sr"}, {"swe", "sv"},
                           {"tam", "ta"}, {"tel", "te"}, {"tgl", "tl"}, {"tha", "th"}, {"tur", "tr"}, {"ukr", "uk"},
                           {"urd", "ur"}, {"vie", "vi"}, {"zho", "zh"}};

/// The language in two letters where it has them, and what follows it.
std::pair<std::string, std::string> parts_of(std::string_view tag) {
  std::string small(tag);
  for (char& c : small) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::size_t hyphen = std::min(small.find('-'), small.size());
  std::string language = small.substr(0, hyphen);
  const auto* known =
      std::find_if(std::begin(kNames), std::end(kNames), [&](const Name& name) { return name.first == language; });
  if (known != std::end(kNames)) language = known->second;
  return {language == "und" ? std::string() : language, small.substr(std::min(hyphen + 1, small.size()))};
}

}  // namespace

int language_match(std::string_view a, std::string_view b) {
  const auto [language, rest] = parts_of(a);
  const auto [other_language, other_rest] = parts_of(b);
  if (language.empty() || language != other_language) return 0;
  if (rest == other_rest) return 3;
  return rest.empty() || other_rest.empty() ? 2 : 1;
}

}  // namespace redlight

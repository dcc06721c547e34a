#pragma once
// Private to media/. Languages as films write them (ISO 639-2: "kor", "ger" or "deu") and as a show does (BCP 47: "ko",
// "pt-BR"). Pure; any thread.
#include <string_view>

namespace redlight {

/// How well two tags agree: 0 for two languages, 1 for two regions or scripts of one, 2 when one leaves them open, 3
/// for the same. A tag that names no language ("", "und") agrees with none, itself included.
int language_match(std::string_view a, std::string_view b);

}  // namespace redlight

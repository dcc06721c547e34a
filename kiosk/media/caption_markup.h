#pragma once
// The markup of SubRip and WebVTT cues, as far as it means something here: italic, bold and underlined stay, and so
// does {\an1} to {\an9} (where on the picture). Typefaces, sizes, colours, classes and speakers are dropped, because
// captions are set in the show's own type. Pure; any thread.
#include <string>
#include <string_view>

namespace redlight {

/// `text` is UTF-8 with lines ended by '\n'. The result is text of an ASS event, and nothing in it that came as text
/// acts as a command.
std::string caption_markup(std::string_view text);

}  // namespace redlight

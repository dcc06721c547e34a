#pragma once
// Where a caption stands whose author says so himself (show/caption_setting.h), as the titles of a film do. Pure.
#include <string_view>

#include "picture/slide_layout.h"
#include "show/caption_setting.h"

namespace redlight {

/// What comes in its own time.
enum class CaptionPart { text, note };

/// The lines of one part of a caption: of `text`, or of `note` below it, small and spaced out; for a display of this
/// size. Lines break where the text does; what would not fit the display is set smaller.
SlidePage lay_out_caption_at(const CaptionSetting& setting, std::string_view text, std::string_view note,
                             CaptionPart part, int width, int height, const MeasureWidth& measure);

}  // namespace redlight

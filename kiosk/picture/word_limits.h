#pragma once
// Whether the words of a slide are too many for a display, and by how much: what `check` tells their author. Pure.
#include <optional>
#include <string>

#include "picture/slide_layout.h"
#include "show/caption_setting.h"

namespace redlight {

/// One text that is too long: it fits when it is cut to `fitting` letters.
struct Excess {
  std::string field;       ///< its name in show.toml
  bool is_second = false;  ///< of the second language on the page
  std::size_t letters = 0, fitting = 0;

  /// How much longer it is than what fits, 1 and more.
  int percent() const;
};

/// The text that must be shortened so that all words can be read; empty when they can.
std::optional<Excess> excess_of(Layout layout, const Words& words, int width, int height, const MeasureWidth& measure,
                                const Words* second = nullptr);

/// The same for the words over a poster.
std::optional<Excess> excess_of_caption(const std::string& text, int width, int height, const MeasureWidth& measure,
                                        const std::string& second = {});

/// The same where the author says where they stand; `note` is the small line below.
std::optional<Excess> excess_of_caption_at(const CaptionSetting& setting, const std::string& text,
                                           const std::string& note, int width, int height, const MeasureWidth& measure);

}  // namespace redlight

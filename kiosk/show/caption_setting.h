#pragma once
// Where the caption of a poster stands when the author says so himself, as words over a film do. Plain values.
#include <optional>

#include "base/time.h"

namespace redlight {

enum class Align { left, centre, right };

struct CaptionSetting {
  double x = 0.5, y = 0.5;  ///< in fractions of the display, from the top left: of the middle of the lines' height, and
                            ///< of their left end, middle or right end; a note hangs below
  double size = 1;          ///< 0.3..4, of a caption's usual size
  double spacing = 0;       ///< 0..1, between letters, in ems
  Align align = Align::centre;
  Duration from{};                ///< when it begins to come up, counted from when the scene comes on stage
  Duration note_from{};           ///< the same of the note
  std::optional<Duration> until;  ///< when it is gone again; empty: it stays
  bool operator==(const CaptionSetting&) const = default;
};

/// On displays of the two shapes; empty: a caption stands in the poster's calm place there.
struct CaptionSettings {
  std::optional<CaptionSetting> portrait, landscape;
  /// For a display of this size: portrait when higher than wide.
  const std::optional<CaptionSetting>& choose(int width, int height) const {
    return height > width ? portrait : landscape;
  }
  bool operator==(const CaptionSettings&) const = default;
};

}  // namespace redlight

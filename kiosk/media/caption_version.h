#pragma once
// Which of a film's captions are to be seen. A plain value.
#include <cstddef>

namespace redlight {

/// All that is said and heard, or only what those read as well who hear the film. The latter has files of its own,
/// which players and discs call forced.
enum class CaptionExtent { all, forced };

struct CaptionVersion {
  std::size_t language = 0;  ///< an index into the show's languages
  CaptionExtent extent = CaptionExtent::all;
  bool operator==(const CaptionVersion&) const = default;
};

}  // namespace redlight

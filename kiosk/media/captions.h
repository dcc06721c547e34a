#pragma once
// The captions of one film: read, chosen by language and drawn on a thread of their own, so that whoever shows them
// only asks which page is due. Drawn by libass at the display's own resolution, with the faces of the show and no
// other, so that every machine draws the same.
//
// Owned and called by the main thread. Nothing is begun before the first call of prepare() or page(). The destructor
// joins the thread; it may have to finish a page, which takes a few milliseconds.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/time.h"
#include "media/caption_version.h"
#include "media/player.h"

namespace redlight {

/// Coverage of one colour, 0..255, and where it lies.
struct CaptionInk {
  int x = 0, y = 0, width = 0, height = 0;  ///< pixels of the display, from the top left
  std::vector<std::uint8_t> coverage;       ///< width * height
  float red = 0, green = 0, blue = 0;       ///< display-coded, 0..1
  float opacity = 1;
};

/// What is seen at one time, the lowest first. Shared and never changed; another page is another pointer.
struct CaptionPage {
  std::vector<CaptionInk> inks;
};
using CaptionPagePtr = std::shared_ptr<const CaptionPage>;

/// The display, and where the film is seen on it; pixels.
struct CaptionArea {
  int width = 0, height = 0;
  int film_x = 0, film_y = 0, film_width = 0, film_height = 0;
  bool operator==(const CaptionArea&) const = default;
};

struct CaptionOptions {
  std::filesystem::path fonts;         ///< folder of the faces
  std::vector<std::string> languages;  ///< of the show; the first is the fallback
  Patience patience = Patience::never_wait;
};

class Captions {
 public:
  /// Returns at once. Faults in the files are lines in the log; what is good is shown.
  static std::unique_ptr<Captions> open(std::filesystem::path film, CaptionOptions options);

  virtual ~Captions() = default;

  /// Reads what will be needed, so that the first page is there in time.
  virtual void prepare(CaptionVersion version) = 0;

  /// The page at `media_time`, counted from the film's first frame. Null when nothing is said then, or the page is not
  /// ready yet: one who is patient waits for it, others see the page before a little longer.
  virtual CaptionPagePtr page(CaptionVersion version, Duration media_time, const CaptionArea& area) = 0;
};

}  // namespace redlight

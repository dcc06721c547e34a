#pragma once
// The captions of a teaser as ink over the picture, and when they are on. Made by the app's stock, asked by the scenes;
// main thread.
#include <memory>
#include <optional>
#include <vector>

#include "media/captions.h"
#include "picture/picture.h"
#include "show/show.h"

namespace redlight {

/// Which captions are seen, if any. `loudness` is how loud the film is for a listener, linear: 1 as it was mixed, 0
/// when it is muted, has no sound, or there is no loudspeaker. What counts is the setting, not what is said at the
/// moment.
std::optional<CaptionExtent> captions_seen(CaptionMode mode, float loudness);

/// Where a film is seen on a display, and how it lies there: one that nearly has the display's shape fills it, another
/// is shown whole.
Fit fit_of_film(const VideoFrame& film, int width, int height);
CaptionArea caption_area(const VideoFrame& film, int width, int height);

class TeaserCaptions {
 public:
  explicit TeaserCaptions(std::unique_ptr<Captions> captions) : captions_(std::move(captions)) {}

  /// In good time before the film is on stage.
  void prepare(CaptionVersion version) { captions_->prepare(version); }
  /// What is written over the film at `time` of it. The same ink as before while nothing changes.
  const std::vector<Sprite>& at(CaptionVersion version, Duration time, const CaptionArea& area);

 private:
  std::unique_ptr<Captions> captions_;
  CaptionPagePtr page_;
  std::vector<Sprite> sprites_;  // of page_
};

}  // namespace redlight

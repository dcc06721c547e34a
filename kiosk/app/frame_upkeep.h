#pragma once
// How a running show keeps time: hands what frames took to the governor (detail_control.h) and what it decides to the
// stage, and shows both to the staff. A part of the frame loop, which hands it the time; main thread.
#include <optional>

#include "app/detail_control.h"
#include "app/frame_watch.h"
#include "app/options.h"
#include "app/presenter.h"
#include "app/show_stage.h"
#include "app/staff_overlay.h"
#include "base/clock.h"

namespace redlight {

class FrameUpkeep {
 public:
  /// Everything but `show` outlives it; its stock tells where fonts and kept things are. `clock` is read to measure the
  /// machine, once for each size of display that is not known yet, if the show has art to relight.
  FrameUpkeep(const PlayOptions& options, const Presenter& presenter, const ShowStage::Wish& show, Clock& clock);

  /// The scale of relit art that a picture of this size is wanted with.
  int ground_scale(int width, int height);

  /// Before the kiosk composes the frame of `now`.
  void prepare(Kiosk& kiosk, Instant now) const;
  /// Lays the staff's desk, if it is open, over the picture of `now`.
  void add_to(Picture& picture, ShowStage& stage, const StaffDesk& desk, const VolumeState& volume, Instant now);
  /// `picture` was worked out and drawn at `now` in the time `took`.
  void drawn(const Picture& picture, ShowStage& stage, Instant now, Duration took);

 private:
  DetailControl begin(int width, int height);
  StaffFacts facts(const Picture& picture, ShowStage& stage, Instant now);

  const PlayOptions& options_;
  const Presenter& presenter_;
  Clock& clock_;
  std::filesystem::path cache_;
  Duration budget_;
  bool has_art_;
  int width_ = 0, height_ = 0;  // that detail_ is for
  std::optional<DetailControl> detail_;
  FrameWatch watch_;
  StaffOverlay overlay_;
};

}  // namespace redlight

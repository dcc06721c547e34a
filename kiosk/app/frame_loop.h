#pragma once
// The frame loop: events, the show, the picture, the sound, and sleep until the next refresh. Main thread.
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "app/flash_guard.h"
#include "app/frame_upkeep.h"
#include "app/input_script.h"
#include "app/live_edit.h"
#include "app/options.h"
#include "app/presenter.h"
#include "app/show_stage.h"
#include "app/sound_output.h"
#include "app/today.h"
#include "base/clock.h"
#include "platform/input_source.h"
#include "show/staff_desk.h"

namespace redlight {

class FrameLoop {
 public:
  /// Everything but `script` outlives the loop. `show` is staged in the size of the presenter, unless `stage` has it
  /// already.
  FrameLoop(const PlayOptions& options, Presenter& presenter, ShowStage& stage, ShowStage::Wish show,
            SoundOutput& sound, Clock& clock, Today& today, InputScript script);

  /// Follows edits of the show's files, and of the shaders in `shaders`, once something is seen.
  void follow_edits(std::filesystem::path shaders) { shaders_ = std::move(shaders); }

  ExitCode run();

 private:
  /// Frames are seen when the display refreshes, and only then.
  bool has_grid() const { return options_.virtual_clock || presenter_.waits_for_refresh(); }
  std::optional<Instant> film_frame_due(Instant now);
  Instant wake_time(Instant now, Instant refresh);
  void fit_display(Instant now);
  bool awaits_light(Instant now) const;
  bool gather(const PlatformEvents& events, Instant now);
  void hear(const InputEvent& input, Instant now);
  void call_staff(Instant now);
  void prepare_input();
  bool advance(Instant now, bool redraw);
  bool present(Picture picture, bool redraw, Instant now, Instant begun);
  void open_devices();

  const PlayOptions& options_;
  Presenter& presenter_;
  ShowStage& stage_;
  ShowStage::Wish show_;
  SoundOutput& sound_;
  Clock& clock_;
  Today& today_;
  InputScript script_;
  InputSource source_;
  Interpreter interpreter_;
  StaffDesk desk_;
  Duration frame_time_;
  std::vector<Action> actions_;
  FlashGuard guard_;
  FrameUpkeep upkeep_;
  std::optional<std::filesystem::path> shaders_;  // set: edits are followed
  std::optional<LiveEdit> edit_;
  std::optional<Picture> shown_;
  Instant presented_at_{};  // the last frame
  int failures_ = 0;
  bool lit_ = false;  // something was seen
  bool has_devices_ = false;
};

}  // namespace redlight

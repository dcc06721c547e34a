#pragma once
// How fast this machine draws with the cpu renderer: a poster made in code, small but with all that a real one has,
// drawn a few times. For the start of a show on a machine that is not known yet, and for `doctor`. Some hundredths of a
// second for each level that is asked for. Main thread.
#include <memory>

#include "app/detail_level.h"
#include "base/clock.h"
#include "picture/picture.h"
#include "render/cpu/cpu_renderer.h"

namespace redlight {

class MachineSpeed {
 public:
  explicit MachineSpeed(Clock& clock);

  /// What a frame of this size takes at `level`: the least of a few tries, because what else runs for a moment says
  /// nothing of the machine, and a fifth more, because real art does not fit into the cache.
  Duration frame_time(DetailLevel level, int width, int height);

 private:
  Clock& clock_;
  CpuRenderer renderer_;
};

/// The poster: `width` x `height` at `level`. Deterministic.
Picture sample_picture(DetailLevel level, int width, int height);

}  // namespace redlight

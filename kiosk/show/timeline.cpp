#include "show/timeline.h"

namespace redlight {

Timeline timeline_of(const Plan& plan, const std::vector<Duration>& lengths, int rate) {
  Timeline timeline;
  Director director(plan, Instant{});
  constexpr Duration kLongest = std::chrono::hours(24);
  unsigned seen = 0;
  Instant now{};
  // Each from its number: a sum of steps that were cut off would lag behind.
  for (long frame = 0; now.time_since_epoch() < kLongest;
       now = Instant(Duration(std::chrono::seconds(1)) * ++frame / rate)) {
    director.step(Tick{}, now);
    for (std::size_t scene = 0; scene < plan.cues.size(); scene++)
      if (director.needs(scene) && !director.ready(scene)) director.step(SceneReady{scene, lengths[scene]}, now);
    const Stage& stage = director.stage();
    for (const auto& appearance : {stage.current, stage.incoming}) {
      if (!appearance || appearance->serial <= seen) continue;
      if (appearance->loop > 0) {
        timeline.length = appearance->since.time_since_epoch();
        return timeline;
      }
      seen = appearance->serial;
      timeline.appearances.push_back(*appearance);
    }
    if (plan.cues.size() == 1) break;  // never leaves the stage
  }
  const auto& hold = plan.cues.front().hold;
  timeline.length = lengths.front() > Duration{} ? lengths.front() : hold.value_or(std::chrono::seconds(10));
  return timeline;
}

}  // namespace redlight

#include "app/doctor_detail.h"

#include <array>

#include "app/machine_speed.h"
#include "base/clock.h"

namespace redlight {
namespace {

constexpr std::array<DisplayMode, 3> kUsual{{{1920, 1080, 60}, {2560, 1440, 60}, {3840, 2160, 60}}};

double ms(Duration d) { return seconds(d) * 1000; }

}  // namespace

std::vector<DetailFinding> measure_detail(std::span<const DisplayMode> modes) {
  SteadyClock clock;
  MachineSpeed speed(clock);
  std::vector<DetailFinding> findings;
  for (const DisplayMode& mode : modes.empty() ? std::span<const DisplayMode>(kUsual) : modes) {
    const Duration budget = from_seconds(1.0 / (mode.refresh_rate > 0 ? mode.refresh_rate : 60));
    const Duration full = speed.frame_time(DetailLevel::full, mode.width, mode.height);
    DetailFinding f;
    f.mode = mode, f.level = level_that_fits(full, budget);
    const Duration frame = f.level == DetailLevel::full ? full : speed.frame_time(f.level, mode.width, mode.height);
    f.full_ms = ms(full), f.frame_ms = ms(frame), f.budget_ms = ms(budget), f.fits = frame <= budget;
    findings.push_back(f);
  }
  return findings;
}

}  // namespace redlight

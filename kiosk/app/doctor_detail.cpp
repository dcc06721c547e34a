#include "app/doctor_detail.h"

#include <array>

#include "app/machine_speed.h"
#include "base/clock.h"

namespace redlight {
namespace {

constexpr std::array<DisplayMode, 3> kUsual{{{1920, 1080, 60}, {2560, 1440, 60}, {3840, 2160, 60}}};
constexpr int kReference = 1000;  // measured at this size squared, and scaled

double ms(Duration d) { return seconds(d) * 1000; }

}  // namespace

std::vector<DetailFinding> measure_detail(std::span<const DisplayMode> modes) {
  SteadyClock clock;
  MachineSpeed speed(clock);
  std::array<double, kDetailLevels> per_pixel{};
  for (std::size_t i = 0; i < kDetailLevels; i++)
    per_pixel[i] =
        ms(speed.frame_time(static_cast<DetailLevel>(i), kReference, kReference)) / (kReference * kReference);
  std::vector<DetailFinding> findings;
  for (const DisplayMode& mode : modes.empty() ? std::span<const DisplayMode>(kUsual) : modes) {
    DetailFinding f;
    f.mode = mode, f.budget_ms = 1000.0 / (mode.refresh_rate > 0 ? mode.refresh_rate : 60);
    const double pixels = static_cast<double>(mode.width) * mode.height;
    f.full_ms = per_pixel[0] * pixels;
    std::size_t level = 0;
    const auto fits = [&](std::size_t i) { return per_pixel[i] * pixels <= kFitsBudget * f.budget_ms; };
    while (level + 1 < kDetailLevels && !fits(level)) level++;
    f.level = static_cast<DetailLevel>(level), f.frame_ms = per_pixel[level] * pixels, f.fits = fits(level);
    findings.push_back(f);
  }
  return findings;
}

}  // namespace redlight

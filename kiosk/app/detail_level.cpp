#include "app/detail_level.h"

#include <algorithm>

namespace redlight {
namespace {

constexpr std::array<DetailStep, kDetailLevels> kSteps{{
    {"full", "everything", 1, {1, 1, 1}, 1.0},
    {"still-camera", "the camera stands still", 1, {0, 1, 1}, 0.70},
    {"still-room", "camera, water and haze stand still", 1, {0, 0, 0}, 0.58},
    {"half", "the art at half the resolution", 2, {1, 1, 1}, 0.36},
    {"half-still", "the art at half the resolution, the room stands still", 2, {0, 0, 0}, 0.22},
    {"third", "the art at a third of the resolution, the room stands still", 3, {0, 0, 0}, 0.18},
}};

}  // namespace

const DetailStep& step_of(DetailLevel level) { return kSteps[index_of(level)]; }

std::optional<DetailLevel> level_named(std::string_view name) {
  const auto found = std::find_if(kSteps.begin(), kSteps.end(), [&](const DetailStep& s) { return s.name == name; });
  if (found == kSteps.end()) return std::nullopt;
  return static_cast<DetailLevel>(found - kSteps.begin());
}

DetailLevel level_that_fits(Duration full_frame, Duration budget) {
  const double room = kFitsBudget * seconds(budget) / std::max(seconds(full_frame), 1e-9);
  const auto found = std::find_if(kSteps.begin(), kSteps.end(), [&](const DetailStep& s) { return s.cost <= room; });
  return found == kSteps.end() ? DetailLevel::third : static_cast<DetailLevel>(found - kSteps.begin());
}

}  // namespace redlight

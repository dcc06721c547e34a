#include "app/today.h"

#include <algorithm>

#include "base/log.h"

namespace redlight {

bool counts_days(const Show& show) {
  return std::any_of(show.scenes.begin(), show.scenes.end(), [](const Scene& scene) {
    const auto* slide = std::get_if<SlideScene>(&scene.content);
    return slide && slide->date;
  });
}

std::optional<Day> Today::at(const Show& show, Instant now) {
  if (!clock_ || !counts_days(show)) return std::nullopt;
  if (now < look_at_) return day_;
  look_at_ = now + kLook;
  const WallTime wall = clock_->now();
  const auto day = wall.is_trusted && wall.date.ok() ? std::optional(wall.date) : std::nullopt;
  if (day && day != day_) spdlog::info("today is {}", day_text(*day, ""));
  day_ = day;
  return day_;
}

}  // namespace redlight

#pragma once
// The steps in which a show can be drawn with less work, from all of it to the least. What is seen least is left out
// first. Plain values.
#include <array>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "scene/detail.h"

namespace redlight {

enum class DetailLevel { full, still_camera, still_room, half, half_still, third };
inline constexpr std::size_t kDetailLevels = 6;

struct DetailStep {
  std::string_view name;   ///< as --detail takes it
  std::string_view words;  ///< what is left out
  int ground_scale;        ///< relit art is drawn with so many times fewer columns and rows than the display has
  Detail room;
  /// Time of a frame, of that in full: measured with the cpu renderer at 2160x3840. What it is on this machine, the
  /// governor measures.
  double cost;
};

const DetailStep& step_of(DetailLevel level);
std::optional<DetailLevel> level_named(std::string_view name);

constexpr std::size_t index_of(DetailLevel level) { return static_cast<std::size_t>(level); }

/// Of one refresh, what a frame may take to begin with: the rest is for what else a frame does, and for other programs.
inline constexpr double kFitsBudget = 0.8;

/// The most that fits: whose frame, when one in full takes `full_frame`, takes no more than kFitsBudget of `budget`.
/// The least when none does.
DetailLevel level_that_fits(Duration full_frame, Duration budget);

}  // namespace redlight

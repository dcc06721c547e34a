#pragma once
// Clips for the flash measure: light as a function of time and place, and what the analyser finds in it.
#include <functional>
#include <vector>

#include "picture/flash_analyser.h"

namespace redlight::test {

inline Instant frame_time(long index, int fps) { return Instant(Duration(index * 1'000'000'000L / fps)); }

inline Rgb grey(double luminance) {
  const auto l = static_cast<float>(luminance);
  return {l, l, l};
}

/// Light at frame `index`, at a place 0..1 from the top left.
using Light = std::function<Rgb(long index, double x, double y)>;

inline FlashField field_of(FlashGrid grid, const Light& light, long index) {
  FlashField field{grid, {}};
  for (int y = 0; y < grid.height; y++)
    for (int x = 0; x < grid.width; x++)
      field.cells.push_back(light(index, (x + 0.5) / grid.width, (y + 0.5) / grid.height));
  return field;
}

/// The violations of so many frames on a picture of 16:9. Where the light is the same all over, few cells will do.
inline std::vector<FlashViolation> measure(int fps, long frames, const Light& light, int long_side = 9) {
  FlashAnalyser analyser(1920, 1080, long_side);
  for (long i = 0; i < frames; i++) analyser.add(field_of(analyser.grid(), light, i), frame_time(i, fps));
  return analyser.finish();
}

/// Light for the whole picture that steps through `levels`, one every `hold` frames from `hold` on, and stays at the
/// last.
inline Light steps(std::vector<Rgb> levels, long hold) {
  return [levels = std::move(levels), hold](long index, double, double) {
    return levels[std::min(static_cast<std::size_t>(index / hold), levels.size() - 1)];
  };
}

/// `flashes` flashes from `dark` to `bright` and back.
inline Light flashes(int count, Rgb dark, Rgb bright, long hold) {
  std::vector<Rgb> levels{dark};
  for (int i = 0; i < count; i++) levels.push_back(bright), levels.push_back(dark);
  return steps(std::move(levels), hold);
}

}  // namespace redlight::test

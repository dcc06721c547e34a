#include "picture/flash_meter.h"

#include <algorithm>
#include <cassert>

namespace redlight {

FlashMeter::FlashMeter(FlashGrid grid, const FlashLimits& limits, std::uint32_t kept)
    : grid_(grid), limits_(limits), kept_(kept) {
  assert(kept > kAllowedTransitions);
  assert(grid.width % 3 == 0 && grid.height % 3 == 0 && grid.cells() > 0);
  const std::size_t cells = grid.cells();
  for (Side& one : sides_) {
    one.low.resize(cells), one.high.resize(cells);
    one.is_red_low.resize(cells), one.is_red_high.resize(cells), one.direction.resize(cells);
    one.count.resize(cells), one.times.resize(cells * kept_);
    one.over_until.resize(cells), one.full_until.resize(cells);
    one.over.resize(cells), one.full.resize(cells);
  }
  over_.resize(grid.cells()), rising_.resize(grid.cells());
}

template <FlashKind kind>
FlashMeter::Level FlashMeter::level_of(const Rgb& light) const {
  if constexpr (kind == FlashKind::general) {
    return {0.2126f * light.r + 0.7152f * light.g + 0.0722f * light.b, false};
  } else {
    const float sum = light.r + light.g + light.b;
    return {std::max(light.r - light.g - light.b, 0.f) * 320.f, light.r > 0 && light.r >= limits_.red_share * sum};
  }
}

template <FlashKind kind>
int FlashMeter::move(Extremes& cell, Level level) const {
  constexpr bool red = kind == FlashKind::red;
  const float value = level.value;
  if (value <= cell.low)
    cell.low = value, cell.is_red_low = level.is_red;
  else
    cell.is_red_low |= level.is_red;
  if (value >= cell.high)
    cell.high = value, cell.is_red_high = level.is_red;
  else
    cell.is_red_high |= level.is_red;
  const auto is_change = [&](float from, float to) {
    return red ? from - to > limits_.red_change : from - to >= limits_.change && to < limits_.bright;
  };
  int direction = 0;
  if (cell.direction >= 0 && is_change(cell.high, value) && (!red || cell.is_red_high)) direction = -1;
  if (cell.direction <= 0 && is_change(value, cell.low) && (!red || cell.is_red_low)) direction = 1;
  if (direction == 0) return 0;
  cell.direction = static_cast<std::int8_t>(direction);
  cell.low = cell.high = value;
  cell.is_red_low = cell.is_red_high = level.is_red;
  return direction;
}

Instant FlashMeter::time_of(const Side& of, std::size_t cell, std::uint32_t back) const {
  return of.times[cell * kept_ + (of.count[cell] - 1 - back) % kept_];
}

template <FlashKind kind>
void FlashMeter::begin_side(const FlashField& field, Instant now) {
  Side& on = side(kind);
  for (std::size_t i = 0; i < field.cells.size(); i++) {
    const Level level = level_of<kind>(field.cells[i]);
    on.low[i] = on.high[i] = level.value;
    on.is_red_low[i] = on.is_red_high[i] = level.is_red;
    on.over_until[i] = on.full_until[i] = now;
  }
  on.marked_until = now;
}

template <FlashKind kind>
void FlashMeter::feed_side(const FlashField& field, Instant now) {
  Side& on = side(kind);
  // Through pointers of its own, as bytes that are written might be anything's.
  float *const low = on.low.data(), *const high = on.high.data();
  std::uint8_t *const red_low = on.is_red_low.data(), *const red_high = on.is_red_high.data();
  std::int8_t* const direction = on.direction.data();
  const Rgb* const light = field.cells.data();
  for (std::size_t i = 0, cells = field.cells.size(); i < cells; i++) {
    Extremes cell{low[i], high[i], red_low[i], red_high[i], direction[i]};
    const bool has_moved = move<kind>(cell, level_of<kind>(light[i])) != 0;
    low[i] = cell.low, high[i] = cell.high;
    if constexpr (kind == FlashKind::red) red_low[i] = cell.is_red_low, red_high[i] = cell.is_red_high;
    if (!has_moved) continue;
    direction[i] = cell.direction;
    count_transition(on, i, now);
  }
  if (now >= on.marked_until && on.reach == 0) return;  // none is marked, and none was
  for (std::size_t i = 0; i < field.cells.size(); i++) {
    on.over[i] = now < on.over_until[i];
    on.full[i] = on.over[i] != 0 || now < on.full_until[i];
  }
  on.area = worst_share(on.over);
  on.reach = worst_share(on.full);
}

void FlashMeter::count_transition(Side& on, std::size_t cell, Instant now) const {
  std::uint32_t& count = on.count[cell];
  on.times[cell * kept_ + count % kept_] = now;
  // After years it begins anew, at the same place of the ring.
  count = count == ~0u / kept_ * kept_ ? kept_ + 1 : count + 1;
  if (count < kAllowedTransitions) return;
  on.full_until[cell] = time_of(on, cell, kAllowedTransitions - 1) + kFlashSecond;
  if (count > kAllowedTransitions)
    on.over_until[cell] = std::max(on.over_until[cell], time_of(on, cell, kAllowedTransitions) + kFlashSecond);
  on.marked_until = std::max({on.marked_until, on.over_until[cell], on.full_until[cell]});
}

void FlashMeter::feed(const FlashField& field, Instant now) {
  assert(field.grid == grid_ && field.cells.size() == grid_.cells());
  if (is_started_) {
    feed_side<FlashKind::general>(field, now);
    feed_side<FlashKind::red>(field, now);
  } else {
    begin_side<FlashKind::general>(field, now);
    begin_side<FlashKind::red>(field, now);
  }
  is_started_ = true, now_ = now;
}

template <FlashKind kind>
void FlashMeter::forecast_side(const FlashField& field, Instant now, std::vector<std::uint8_t>& over,
                               std::vector<std::uint8_t>& rising) const {
  const Side& on = side(kind);
  for (std::size_t i = 0; i < field.cells.size(); i++) {
    Extremes cell{on.low[i], on.high[i], on.is_red_low[i], on.is_red_high[i], on.direction[i]};
    const int direction = move<kind>(cell, level_of<kind>(field.cells[i]));
    const bool is_over = now < on.over_until[i] || (direction != 0 && now < on.full_until[i]);
    over[i] = is_over;
    rising[i] |= static_cast<std::uint8_t>(direction > 0);
  }
}

FlashForecast FlashMeter::forecast(const FlashField& field, Instant now) const {
  assert(field.grid == grid_ && field.cells.size() == grid_.cells());
  if (!is_started_) return {};
  std::fill(rising_.begin(), rising_.end(), std::uint8_t{0});
  FlashForecast found;
  forecast_side<FlashKind::general>(field, now, over_, rising_);
  found.over = worst_share(over_);
  forecast_side<FlashKind::red>(field, now, over_, rising_);
  found.over = std::max(found.over, worst_share(over_));
  found.rising = worst_share(rising_);
  return found;
}

/// The block slides over the picture cell by cell; sums over all cells above and to the left make each place cheap.
double FlashMeter::worst_share(const std::vector<std::uint8_t>& marked) const {
  if (std::find(marked.begin(), marked.end(), std::uint8_t{1}) == marked.end()) return 0;
  const std::size_t width = static_cast<std::size_t>(grid_.width), height = static_cast<std::size_t>(grid_.height),
                    pitch = width + 1;
  sums_.assign(pitch * (height + 1), 0);
  for (std::size_t y = 0; y < height; y++) {
    std::int32_t row = 0;
    for (std::size_t x = 0; x < width; x++) {
      row += marked[y * width + x];
      sums_[(y + 1) * pitch + x + 1] = sums_[y * pitch + x + 1] + row;
    }
  }
  const std::size_t block_width = width / 3, block_height = height / 3;
  std::int32_t most = 0;
  for (std::size_t y = 0; y + block_height <= height; y++)
    for (std::size_t x = 0; x + block_width <= width; x++) {
      const std::int32_t *top = &sums_[y * pitch + x], *bottom = &sums_[(y + block_height) * pitch + x];
      most = std::max(most, bottom[block_width] - bottom[0] - top[block_width] + top[0]);
    }
  return static_cast<double>(most) / static_cast<double>(block_width * block_height);
}

int FlashMeter::transitions(FlashKind kind) const {
  const Side& of = side(kind);
  int most = 0;
  for (std::size_t i = 0; i < of.over.size(); i++) {
    if (of.over[i] == 0) continue;
    const auto kept = std::min(of.count[i], kept_);
    std::uint32_t count = 0;
    while (count < kept && now_ < time_of(of, i, count) + kFlashSecond) count++;
    most = std::max(most, static_cast<int>(count));
  }
  return most;
}

Instant FlashMeter::first_transition(FlashKind kind) const {
  const Side& of = side(kind);
  Instant first = now_;
  for (std::size_t i = 0; i < of.over.size(); i++)
    if (of.over[i] != 0) first = std::min(first, of.over_until[i] - kFlashSecond);
  return first;
}

Instant FlashMeter::last_transition(FlashKind kind) const {
  const Side& of = side(kind);
  Instant last{};
  for (std::size_t i = 0; i < of.over.size(); i++)
    if (of.over[i] != 0) last = std::max(last, time_of(of, i, 0));
  return last;
}

}  // namespace redlight

#include "picture/flash_meter.h"

#include <algorithm>
#include <cassert>

namespace redlight {

FlashMeter::FlashMeter(FlashGrid grid, const FlashLimits& limits, std::uint32_t kept)
    : grid_(grid), limits_(limits), kept_(kept) {
  assert(kept > kAllowedTransitions);
  assert(grid.width % 3 == 0 && grid.height % 3 == 0 && grid.cells() > 0);
  for (Side& one : sides_) {
    one.cells.resize(grid.cells());
    one.times.resize(grid.cells() * kept_);
    one.over.resize(grid.cells()), one.full.resize(grid.cells());
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
int FlashMeter::move(Cell& cell, Level level) const {
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
  return of.times[cell * kept_ + (of.cells[cell].count - 1 - back) % kept_];
}

template <FlashKind kind>
void FlashMeter::feed_side(const FlashField& field, Instant now, bool is_first) {
  Side& on = side(kind);
  bool any_over = false, any_full = false;
  for (std::size_t i = 0; i < on.cells.size(); i++) {
    Cell& cell = on.cells[i];
    const Level level = level_of<kind>(field.cells[i]);
    if (is_first) {
      cell = {level.value, level.value, 0, level.is_red, level.is_red, 0, now};
      continue;
    }
    if (move<kind>(cell, level) != 0) {
      on.times[i * kept_ + cell.count % kept_] = now;
      // After years it begins anew, at the same place of the ring.
      cell.count = cell.count == ~0u / kept_ * kept_ ? kept_ + 1 : cell.count + 1;
      if (cell.count > kAllowedTransitions)
        cell.over_until = std::max(cell.over_until, time_of(on, i, kAllowedTransitions) + kFlashSecond);
    }
    const bool is_over = now < cell.over_until,
               is_full = is_over || (cell.count >= kAllowedTransitions &&
                                     now < time_of(on, i, kAllowedTransitions - 1) + kFlashSecond);
    on.over[i] = is_over, on.full[i] = is_full;
    any_over |= is_over, any_full |= is_full;
  }
  on.area = any_over ? worst_share(on.over) : 0;
  on.reach = any_full ? worst_share(on.full) : 0;
}

void FlashMeter::feed(const FlashField& field, Instant now) {
  assert(field.grid == grid_ && field.cells.size() == grid_.cells());
  feed_side<FlashKind::general>(field, now, !is_started_);
  feed_side<FlashKind::red>(field, now, !is_started_);
  is_started_ = true, now_ = now;
}

template <FlashKind kind>
void FlashMeter::forecast_side(const FlashField& field, Instant now, std::vector<std::uint8_t>& over,
                               std::vector<std::uint8_t>& rising) const {
  const Side& on = side(kind);
  for (std::size_t i = 0; i < on.cells.size(); i++) {
    Cell cell = on.cells[i];
    const int direction = move<kind>(cell, level_of<kind>(field.cells[i]));
    bool is_over = now < cell.over_until;
    if (direction != 0 && cell.count >= kAllowedTransitions)
      is_over |= now < time_of(on, i, kAllowedTransitions - 1) + kFlashSecond;
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
  for (std::size_t i = 0; i < of.cells.size(); i++) {
    if (of.over[i] == 0) continue;
    const auto kept = std::min(of.cells[i].count, kept_);
    std::uint32_t count = 0;
    while (count < kept && now_ < time_of(of, i, count) + kFlashSecond) count++;
    most = std::max(most, static_cast<int>(count));
  }
  return most;
}

Instant FlashMeter::first_transition(FlashKind kind) const {
  const Side& of = side(kind);
  Instant first = now_;
  for (std::size_t i = 0; i < of.cells.size(); i++)
    if (of.over[i] != 0) first = std::min(first, of.cells[i].over_until - kFlashSecond);
  return first;
}

Instant FlashMeter::last_transition(FlashKind kind) const {
  const Side& of = side(kind);
  Instant last{};
  for (std::size_t i = 0; i < of.cells.size(); i++)
    if (of.over[i] != 0) last = std::max(last, time_of(of, i, 0));
  return last;
}

}  // namespace redlight

#include "app/detail_control.h"

#include <algorithm>

#include "base/log.h"

namespace redlight {
namespace {
constexpr Duration kLasting = std::chrono::minutes(2);  // what held for so long is worth keeping
}

DetailControl::DetailControl(DetailLevel start, Rule rule, std::string why, DetailMemory memory)
    : governor_(start), rule_(rule), told_(std::move(why)), memory_(std::move(memory)), fade_(step_of(start).room) {
  spdlog::info("detail {}: {} ({})", step_of(start).name, step_of(start).words, told_);
}

void DetailControl::drawn(Instant now, int scale, Duration took, Duration budget) {
  if (rule_ == Rule::fixed || scale != ground_scale()) return;
  fade_.aim(step_of(level()).room, now);
  if (room(now) != step_of(level()).room) return;  // on its way there
  const DetailLevel before = level();
  governor_.drawn(now, before, took, budget);
  if (level() == before) {
    if (!is_kept_ && now - changed_ >= kLasting) is_kept_ = true, memory_.keep(before);
    return;
  }
  told_.clear();
  changed_ = now, is_kept_ = false;
  // What is to rest comes to rest at once; what is to live again waits for the art of that level.
  const Detail &from = step_of(before).room, &to = step_of(level()).room;
  fade_.aim({std::min(from.camera, to.camera), std::min(from.water, to.water), std::min(from.haze, to.haze)}, now);
  spdlog::info("detail {}: {} ({})", step_of(level()).name, step_of(level()).words, governor_.why());
}

}  // namespace redlight

#include "scene/detail.h"

#include <algorithm>

namespace redlight {

void DetailFade::aim(const Detail& target, Instant now) {
  if (target == to_) return;
  from_ = at(now), to_ = target, begun_ = now;
}

Detail DetailFade::at(Instant now) const {
  if (from_ == to_ || now - begun_ >= kLasts) return to_;
  const double part = std::max(seconds(now - begun_) / seconds(kLasts), 0.0);
  const auto mix = [w = static_cast<float>(part * part * (3 - 2 * part))](float a, float b) { return a + (b - a) * w; };
  return {mix(from_.camera, to_.camera), mix(from_.water, to_.water), mix(from_.haze, to_.haze)};
}

}  // namespace redlight

#include "scene/detail.h"

#include "scene/easing.h"

namespace redlight {

void DetailFade::aim(const Detail& target, Instant now) {
  if (target == to_) return;
  from_ = at(now), to_ = target, begun_ = now;
}

Detail DetailFade::at(Instant now) const {
  if (from_ == to_ || now - begun_ >= kLasts) return to_;
  const auto weight = static_cast<float>(eased(seconds(now - begun_) / seconds(kLasts)));
  const auto mix = [weight](float a, float b) { return a + (b - a) * weight; };
  return {mix(from_.camera, to_.camera), mix(from_.water, to_.water), mix(from_.haze, to_.haze)};
}

}  // namespace redlight

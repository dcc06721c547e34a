#include "picture/flash_limiter.h"

#include <algorithm>

namespace redlight {
namespace {

constexpr float kDarkest = 0.2f;          // not even white on black needs to go lower
constexpr double kReturnPerSecond = 0.8;  // of display-coded brightness
constexpr double kStillRising = 0.10;     // of a block: what may change while the material is over the limit
constexpr int kSteps = 5;                 // of the search for a level: to within 3 %

}  // namespace

FlashVerdict FlashLimiter::judge(const Preview& preview, Instant now) {
  const FlashField& field = preview(1);
  if (!shown_ || shown_->grid() != field.grid) {
    shown_.emplace(field.grid, kLimiterLimits, kAllowedTransitions + 2);
    material_.reset();
    level_ = 1;
  }
  FlashVerdict verdict;
  if (!material_ && shown_->reach() > kLimiterLimits.area && shown_->forecast(field, now).over > kLimiterLimits.area)
    material_ = shown_;
  if (material_) {
    material_->feed(field, now);
    verdict = rein_in(preview, now);
    if (!verdict.hold) last_ = preview(verdict.level);
  } else {
    last_ = field;
  }
  shown_->feed(last_, now);
  then_ = now;
  return verdict;
}

FlashVerdict FlashLimiter::rein_in(const Preview& preview, Instant now) {
  const bool is_over = material_->is_over(FlashKind::general) || material_->is_over(FlashKind::red);
  const double back = kReturnPerSecond * seconds(std::min(now - then_, kFlashSecond));
  // While the material flashes nothing rises; afterwards the picture comes back, no faster than a slow fade.
  const float most = is_over ? 1.f : std::min(1.f, level_ + static_cast<float>(back));
  const float level = highest_level(preview, most, now, is_over ? kStillRising : 1);
  FlashVerdict verdict{false, level};
  if (shown_->forecast(preview(level), now).over > kLimiterLimits.area) return {true, level_};
  // Dark pictures between the flashes need no dimming and do not tell how far the bright ones have to come back.
  level_ = is_over ? std::min(level_, level) : level;
  if (!is_over && level == 1) {
    material_.reset();
    level_ = 1;
  }
  return verdict;
}

float FlashLimiter::highest_level(const Preview& preview, float most, Instant now, double allowed_rise) const {
  const auto is_allowed = [&](float level) {
    const FlashForecast forecast = shown_->forecast(preview(level), now);
    return forecast.rising <= allowed_rise && forecast.over <= kLimiterLimits.area;
  };
  if (is_allowed(most)) return most;
  float allowed = kDarkest, refused = most;
  for (int i = 0; i < kSteps && allowed < refused; i++) {
    const float middle = (allowed + refused) / 2;
    (is_allowed(middle) ? allowed : refused) = middle;
  }
  return std::min(allowed, most);
}

}  // namespace redlight

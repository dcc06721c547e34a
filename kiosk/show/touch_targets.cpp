#include "show/touch_targets.h"

#include <algorithm>

namespace redlight {
namespace {

// In shorter sides of the picture: on a 43-inch panel 0.06 is 32 mm, what a thumb needs.
constexpr double kMargin = 0.045, kDots = 0.02, kButton = 0.06, kButtonWidth = 0.2, kCorner = 0.14, kNotice = 0.085;

/// What is asked for is kept in reach on upright panels, which stand on the floor; wide ones hang low enough.
Region reach_of(const TouchSettings& settings, double aspect) {
  if (!settings.accessible || aspect >= 1) return {0, 0, 1, 1};
  const double part = std::clamp(kReachHeight / settings.panel_height, 0.2, 1.0);
  return {0, 1 - part, 1, part};
}

}  // namespace

TouchTargets touch_targets(const TouchSettings& settings, bool has_language_button, double aspect) {
  const double across = aspect < 1 ? 1 : 1 / aspect, down = aspect < 1 ? aspect : 1;  // of one shorter side
  TouchTargets t;
  t.reach = reach_of(settings, aspect);
  const double foot = 1 - kMargin * down;
  t.dots = {0.25, foot - kDots * down, 0.5, kDots * down};
  t.notice = {0.15, t.dots.y - (0.02 + kNotice) * down, 0.7, kNotice * down};
  if (has_language_button)
    t.language =
        Region{1 - (kMargin + kButtonWidth) * across, foot - kButton * down, kButtonWidth * across, kButton * down};
  const double w = kCorner * across, h = kCorner * down, right = 1 - w, bottom = 1 - h, top = t.reach.y;
  t.corners = {{{0, top, w, h}, {right, top, w, h}, {0, bottom, w, h}, {right, bottom, w, h}}};
  return t;
}

}  // namespace redlight

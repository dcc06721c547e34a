#include "scene/visitor_lights.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

constexpr double kRise = 0.15, kStay = 0.6, kFall = 1.2;  // seconds
constexpr double kFastest = 1.5;                          // heights a second
constexpr double kFollow = 16, kHomeward = 2.5;           // how eagerly it closes in on where it should be, per second
constexpr double kLongestStep = 0.1;                      // a machine that paused does not make the light leap

}  // namespace

VisitorLights::Light* VisitorLights::held_by(std::int64_t pointer) {
  for (Light& light : lights_)
    if (light.held_by == pointer) return &light;
  return nullptr;
}

/// A light that nobody holds: one that is still on its way home first, so that it does not flash up a second time.
VisitorLights::Light* VisitorLights::free_light() {
  Light* best = nullptr;
  for (Light& light : lights_)
    if (!light.held_by && (!best || light.level > best->level)) best = &light;
  return best;
}

void VisitorLights::point(const PointerEvent& event, Instant now) {
  Light* light = held_by(event.pointer);
  const double x = event.x * aspect_, y = event.y;
  if (event.phase == PointerEvent::Phase::down) {
    if (!light) light = free_light();
    if (!light) return;
    if (light->level <= 0) light->x = x, light->y = y, light->lit_since = now;
    light->held_by = event.pointer, light->held_since = now;
  }
  if (!light) return;
  light->to_x = x, light->to_y = y;
  if (event.phase == PointerEvent::Phase::up || event.phase == PointerEvent::Phase::cancel) light->held_by.reset();
}

std::array<TouchLight, kMaxTouches> VisitorLights::step(Instant now, Place home) {
  const double dt = std::clamp(seconds(now - last_), 0.0, kLongestStep);
  last_ = now;
  std::array<TouchLight, kMaxTouches> burning{};
  for (std::size_t i = 0; i < lights_.size(); i++) {
    Light& light = lights_[i];
    if (light.held_by && now - light.held_since > kLongestHold) light.held_by.reset();
    const bool stays = light.held_by || (light.level > 0 && seconds(now - light.lit_since) < kStay);
    if (light.held_by)
      light.level = std::min(light.level + dt / kRise, 1.0);
    else if (!stays)
      light.level = std::max(light.level - dt / kFall, 0.0);
    if (!light.held_by && light.level <= 0) continue;
    const double to_x = light.held_by ? light.to_x : home.x, to_y = light.held_by ? light.to_y : home.y;
    const double dx = to_x - light.x, dy = to_y - light.y, distance = std::sqrt(dx * dx + dy * dy);
    const double eager = std::min(dt * (light.held_by ? kFollow : kHomeward), 1.0) * distance;
    if (distance > 0) {
      const double part = std::min(eager, kFastest * dt) / distance;
      light.x += dx * part, light.y += dy * part;
    }
    const double level = light.level * light.level * (3 - 2 * light.level);
    burning[i] = {static_cast<float>(light.x),
                  static_cast<float>(light.y),
                  {static_cast<float>(6 * level), static_cast<float>(0.42 * level), static_cast<float>(0.33 * level)}};
  }
  return burning;
}

}  // namespace redlight

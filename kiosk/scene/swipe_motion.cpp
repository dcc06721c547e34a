#include "scene/swipe_motion.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace redlight {
namespace {

constexpr double kDead = 0.012;                              // a tap's tremble moves nothing
constexpr double kReach = 0.16, kSeam = 0.05;                // as far as words can be drawn, in widths
constexpr double kStiffness = 13;                            // of the spring, per second
constexpr double kArrival = 0.05;                            // from where the next scene's words come
constexpr double kFastest = 3;                               // widths a second
constexpr double kLongestStep = 0.1;                         // a machine that paused does not fling them
constexpr Duration kStuck = std::chrono::seconds(30);        // a finger that says no more was lifted unheard
constexpr Duration kSwipe = std::chrono::milliseconds(400);  // a scene that comes so soon was swiped for

}  // namespace

/// Critically damped: it comes back and does not overshoot.
void SwipeMotion::Spring::swing(double time) {
  const double pull = speed + kStiffness * place, left = std::exp(-kStiffness * time);
  place = (place + pull * time) * left;
  speed = (speed - kStiffness * pull * time) * left;
  if (std::abs(place) < 1e-5 && std::abs(speed) < 1e-4) place = speed = 0;
}

void SwipeMotion::point(const PointerEvent& event, Instant now) {
  using Phase = PointerEvent::Phase;
  if (!std::isfinite(event.x)) return;
  std::erase_if(fingers_, [&](const auto& finger) { return now - finger.second > kStuck; });
  if (event.phase == Phase::up || event.phase == Phase::cancel)
    fingers_.erase(event.pointer);
  else
    fingers_[event.pointer] = now;
  if (event.phase == Phase::down) {
    held_by_.reset();
    if (fingers_.size() == 1) held_by_ = event.pointer, from_ = to_ = event.x;
    return;
  }
  if (held_by_ == event.pointer) {
    to_ = event.x;
    pulled_at_ = now;
  }
  if (event.phase == Phase::move) return;
  if (held_by_ == event.pointer) held_by_.reset();
}

/// Where the finger holds the newest scene's words.
double SwipeMotion::pulled(const Stage& stage, std::size_t scenes) const {
  const double drawn = to_ - from_;
  if (std::abs(drawn) <= kDead) return 0;
  const Appearance& newest = stage.incoming ? *stage.incoming : *stage.current;
  const bool comes_round = drawn > 0 ? newest.scene == 0 : newest.scene + 1 == scenes;
  const double far = std::abs(drawn) - kDead, reach = comes_round ? kSeam : kReach;
  return std::copysign(reach * (1 - 1 / (1 + far / reach * 0.6)), drawn);
}

void SwipeMotion::change_scene(const Stage& stage) {
  const unsigned serial = (stage.incoming ? stage.incoming : stage.current)->serial;
  if (serial == std::exchange(serial_, serial)) return;
  before_ = newest_;
  const bool was_swiped = last_ - pulled_at_ < kSwipe && std::abs(newest_.place) > kDead;
  newest_ = {was_swiped ? std::copysign(kArrival, -newest_.place) : 0, 0};
  held_by_.reset();
}

WordShift SwipeMotion::step(const Stage& stage, std::size_t scenes, Instant now) {
  const double time = std::clamp(seconds(now - last_), 0.0, kLongestStep);
  last_ = now;
  if (!stage.current) return {};
  change_scene(stage);
  before_.swing(time);
  if (held_by_) {
    const double place = pulled(stage, scenes);
    if (time > 0) newest_.speed = std::clamp((place - newest_.place) / time, -kFastest, kFastest);
    newest_.place = place;
  } else {
    newest_.swing(time);
  }
  return stage.incoming ? WordShift{before_.place, newest_.place} : WordShift{newest_.place, 0};
}

}  // namespace redlight

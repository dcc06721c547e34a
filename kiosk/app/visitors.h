#pragma once
// Everything between a visitor's hands and the picture: the lights that fingers hold, the words that follow them, and
// the signs that answer. A part of the kiosk, which hands it the stage and the time; main thread. The signs' inks are
// made on a thread of their own, which the destructor joins.
#include <future>
#include <memory>
#include <optional>
#include <stop_token>

#include "app/stock.h"
#include "scene/compose.h"
#include "scene/signs.h"
#include "scene/swipe_motion.h"
#include "scene/visitor_lights.h"
#include "show/touch_targets.h"

namespace redlight {

class Visitors {
 public:
  /// `show` outlives it.
  Visitors(const Show& show, const StockOptions& options);
  ~Visitors() { stop_.request_stop(); }
  Visitors(const Visitors&) = delete;
  Visitors& operator=(const Visitors&) = delete;

  void point(const PointerEvent& event, Instant now);
  /// True when a hand was on the glass since the last call: somebody is there, whatever the gesture will be.
  bool take_presence() { return std::exchange(is_present_, false); }
  /// What the hands do now; `home` is where a released light flies.
  Hands hands(const Stage& stage, VisitorLights::Place home, Instant now);
  /// Lays the signs over what is on stage, if this kiosk has signs. `has_panel`: the display can be touched.
  void lay_signs(Picture& picture, const Stage& stage, bool has_panel, Instant now);

  const TouchTargets& targets() const { return targets_; }
  /// Goes on with the hands that `before` held, in a picture of the same size.
  void take_over(const Visitors& before);

 private:
  bool have_signs();
  SignFacts facts(const Stage& stage, bool has_panel, Instant now) const;

  const Show& show_;
  const StockOptions& options_;
  TouchTargets targets_;
  VisitorLights lights_;
  SwipeMotion swipe_;
  Signs signs_;
  bool is_present_ = false;
  std::optional<Instant> down_;  // when the newest finger came down
  std::stop_source stop_;
  std::future<Result<SignMaterial>> making_;  // its destructor waits
  std::shared_ptr<const SignMaterial> material_;
};

}  // namespace redlight

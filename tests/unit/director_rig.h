#pragma once
// A director with an obedient program around it: what is needed is prepared in a given time, and told. The time goes on
// in ticks.
#include <functional>
#include <vector>

#include "show/director.h"

namespace redlight {

inline Cue poster(Duration hold, Duration transition = std::chrono::seconds(1)) { return {hold, transition, false}; }
inline Cue teaser(Duration transition = std::chrono::seconds(1)) { return {std::nullopt, transition, true}; }

inline Plan plan_with(std::vector<Cue> cues) {
  return {std::move(cues), std::chrono::seconds(30), std::chrono::milliseconds(400)};
}
inline Plan four_posters() {
  const Cue cue = poster(std::chrono::seconds(10));
  return plan_with({cue, cue, cue, cue});
}

class Rig {
 public:
  struct Scene {
    Duration preparation{};  // how long it takes
    Duration length{};       // what SceneReady says
    bool broken = false;
    std::optional<Instant> begun{};
  };

  Rig(const Plan& plan, Duration tick) : director_(plan, Instant{}), scenes_(plan.cues.size()), tick_(tick) {}

  Director& director() { return director_; }
  const Stage& stage() const { return director_.stage(); }
  Instant now() const { return now_; }
  Scene& scene(std::size_t index) { return scenes_[index]; }
  std::size_t current() const { return stage().current ? stage().current->scene : ~std::size_t{0}; }
  std::optional<std::size_t> incoming() const {
    return stage().incoming ? std::optional(stage().incoming->scene) : std::nullopt;
  }
  // Called after each step.
  std::function<void(const Stage&, Instant)> watch = [](const Stage&, Instant) {};

  void send(const Event& event) {
    watch(director_.step(event, now_), now_);
    prepare();
  }
  void act(ActionKind kind, std::size_t scene = 0) { send(Action{kind, scene}); }

  void run(Duration time) {
    prepare();
    const Instant end = now_ + time;
    while (now_ < end) {
      now_ = std::min(now_ + tick_, end);
      send(Tick{});
    }
  }
  void run_until(Instant when) { run(when - now_); }

 private:
  void prepare() {
    for (std::size_t index = 0; index < scenes_.size(); ++index) {
      Scene& scene = scenes_[index];
      const bool wanted = director_.needs(index) && !director_.ready(index);
      if (!wanted) {
        scene.begun.reset();
        continue;
      }
      if (!scene.begun) scene.begun = now_;
      if (now_ - *scene.begun < scene.preparation) continue;
      scene.begun.reset();
      const Event event = scene.broken ? Event(SceneFailed{index}) : Event(SceneReady{index, scene.length});
      watch(director_.step(event, now_), now_);
    }
  }

  Director director_;
  std::vector<Scene> scenes_;
  Instant now_{};
  Duration tick_;
};

}  // namespace redlight

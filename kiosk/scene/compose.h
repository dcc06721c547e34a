#pragma once
// From what is on stage to what is seen and heard of it in this frame. Pure but for asking the players which frame is
// due, once. Main thread.
#include <functional>

#include "picture/picture.h"
#include "scene/detail.h"
#include "scene/material.h"
#include "scene/swipe_motion.h"
#include "show/director.h"
#include "show/show.h"

namespace redlight {

/// The material of a scene; null when there is none (then the scene adds nothing).
using FindMaterial = std::function<const Material*(std::size_t scene)>;

struct Composition {
  Picture picture;
  double hum = 0;  ///< 0..1, how loud the ballasts of the tubes on stage are; there is none under a film
};

/// What visitors do with their hands: the lights that they hold, and how far they draw the words.
struct Hands {
  std::array<TouchLight, kMaxTouches> touches{};
  WordShift shift{};
};

/// `now` is when the frame will be on the glass.
Composition compose(const Show& show, const Stage& stage, const FindMaterial& find, Instant now, int width, int height,
                    const Hands& hands = {}, const Detail& detail = {});

/// `now` at the rate at which the light moves: what changes with it changes no picture in between.
Instant film_time(Instant now);

}  // namespace redlight

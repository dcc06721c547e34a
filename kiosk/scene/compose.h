#pragma once
// From what is on stage to the picture of this frame. Pure but for asking the players which frame is due. Main thread.
#include <functional>

#include "picture/picture.h"
#include "scene/detail.h"
#include "scene/material.h"
#include "show/director.h"
#include "show/show.h"

namespace redlight {

/// The material of a scene; null when there is none (then the scene adds nothing).
using FindMaterial = std::function<const Material*(std::size_t scene)>;

/// `now` is when the frame will be on the glass; `touches` are the lights that visitors hold.
using Touches = std::array<TouchLight, kMaxTouches>;
Picture compose(const Show& show, const Stage& stage, const FindMaterial& find, Instant now, int width, int height,
                const Touches& touches = {}, const Detail& detail = {});

/// `now` at the rate at which the light moves: what changes with it changes no picture in between.
Instant film_time(Instant now);

/// How loud the ballasts of the tubes on stage are, 0..1: it follows their light, and there is none under a film.
double tube_hum(const Show& show, const Stage& stage, const FindMaterial& find, Instant now);

}  // namespace redlight

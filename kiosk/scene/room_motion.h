#pragma once
// How the room around the poster lives: the camera breathes, the wet floor trembles, haze and dust drift, and the ghost
// of a visitor's light passes to show that the poster can be touched. Pure functions of time, the same on every
// machine.
#include <vector>

#include "picture/picture.h"
#include "scene/light_score.h"
#include "show/show.h"

namespace redlight {

/// What moves in art of this size at `now`. Calm: nothing but the slowest haze.
RoomMotion room_motion(const Room& room, int width, int height, Instant now, Motion motion);

/// Dust that hangs in the air of `ground` and is seen where light passes: soft dots, each as bright as the air it is
/// in. For a picture of this size. Nothing where the art knows no air, and nothing when calm.
std::vector<Sprite> dust_in(const LitGround& ground, int width, int height, double amount, Instant now, Motion motion);

/// The ghost in a poster that came on stage at `since`, for a picture of this size: black but for a few seconds, once.
TouchLight ghost_light(Instant since, Instant now, double aspect);

}  // namespace redlight

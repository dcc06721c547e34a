#pragma once
// How the lights live: the level of each light as a pure function of a seed and the time, the same on every machine. A
// tube breathes by a few percent and now and then dips, as an old fluorescent lamp does; other lights burn steadily.
//
// Safe by construction (WCAG 2.2 SC 2.3.1, ITU-R BT.1702: at most three flashes in any second): time is cut into slots
// of 9 s, in a slot at most one tube dips, at most twice, and never near the slot's ends. Everything else stays within
// 5 %, which is no flash at any rate.
#include <cstdint>
#include <string_view>

#include "base/time.h"

namespace redlight {

/// Whether a light of this name is a fluorescent tube ("tube_key", "tube_rim"); its number, from 0, in the order of the
/// art's tubes tells tubes apart.
bool is_tube(std::string_view light);

/// Level of a tube, around 1. `tube` is its number, `tubes` how many there are.
double tube_level(std::uint32_t seed, int tube, int tubes, Instant now);

/// Smooth noise in -1..1 that changes about once in a unit of `at`; a pure function of its arguments, without library
/// functions.
double smooth_noise(std::uint32_t seed, double at);

}  // namespace redlight

#pragma once
// How the lights live: what each light does as a pure function of who it is, what its scene asked of it, and the time;
// the same on every machine, in any order of asking.
//
// A fluorescent tube that is struck is dark, then its electrodes glow, the discharge fails twice, catches, and warms up
// from 0.7 to 1 in six seconds; then it breathes by a few percent and now and then dips. An old one also swirls along
// its length. A lamp has a filament: it rises and falls slowly, redder while it is cool, and sags a little with the
// supply. Ambience barely breathes.
//
// Safe by construction (WCAG 2.2 SC 2.3.1, ITU-R BT.1702: at most three flashes, pairs of opposing changes, in any
// second, over all lights together):
// - All tubes that are struck at the same moment share one time table, as tubes on one switch do. Its two failures are
//   at least 0.6 s apart and the second at least 0.7 s before the catch; before the first there is a second of dark.
//   What follows the catch only rises.
// - Dips: time is cut into slots of 9 s; in a slot at most one tube dips, at most twice within 0.8 s, never near the
//   slot's ends, nor in the first 4 s after its scene came on stage (10 s after a cue), nor once the next scene comes.
// - A scene comes on stage once; everything else rises or falls slowly and once, or stays within 8 %, which is no flash
//   at any rate.
// So whatever levels a show gives its lights, and however its scenes follow each other, no second has more than three.
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "picture/picture.h"
#include "show/lights.h"

namespace redlight {

/// Whether lights may be lively, or are kept calm for visitors who need that: no strikes, dips or swirl, slow fades.
enum class Motion { lively, calm };

/// Who a light is, the same for the whole show.
struct LightIdentity {
  Behaviour behaviour = Behaviour::steady;
  std::uint32_t seed = 0;  ///< its own: no two lights breathe alike
  int tube = 0;            ///< among the tubes of its art, from 0
  int tubes = 0;           ///< how many tubes the art has
};

/// When it is asked, and what for.
struct LightMoment {
  Instant now{};
  Instant since{};                 ///< when its scene began to come on stage; a cue counts from there
  std::optional<LightCue> cue;     ///< empty: it burns as it always does
  std::optional<Instant> leaving;  ///< when the next scene began to cover its scene
  Motion motion = Motion::lively;
};

struct LightState {
  double level = 1;                                    ///< 0..3, of what the scene gives it; the mean of what burns
  Rgb tint{1, 1, 1};                                   ///< what its colour is multiplied by; 1, 1, 1 when it is warm
  std::array<float, kTubeSteps> along = kUniformTube;  ///< as LitGround::along
  double hum = 0;                                      ///< 0..1, how loud its ballast is; tubes only
};

LightState light_at(const LightIdentity& light, const LightMoment& moment);

/// A seed for a light of this name.
std::uint32_t light_seed(std::string_view name);

/// Smooth noise in -1..1 that changes about once in a unit of `at`; a pure function of its arguments, without library
/// functions.
double smooth_noise(std::uint32_t seed, double at);

}  // namespace redlight

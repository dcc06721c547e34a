#pragma once
// What the display says to those who stand before it, over whatever is on stage: a ring where a finger touches, dots
// that tell where one is in the show, the sign that asks to be touched, the countdown before the show goes home, and
// the language button. Answers in the frame of the touch. Pure but for its own state: told of pointers and of time; the
// inks are made before (app/sign_maker.h). Owned by the kiosk, main thread.
//
// Nothing of it burns in: in attract mode the sign that asks to be touched comes and goes, the button is faint, and
// both take part in the orbit.
#include <array>
#include <optional>
#include <vector>

#include "picture/picture.h"
#include "scene/orbit.h"
#include "show/director.h"
#include "show/input.h"
#include "show/touch_targets.h"

namespace redlight {

/// A line of type, or a drawn sign, to be centred somewhere.
struct SignInk {
  std::shared_ptr<const Coverage> coverage;  ///< null: nothing
  int middle_x = 0, middle_y = 0;            ///< of its ink's optical middle, in its own pixels
};

/// All that signs are drawn with, for one size of picture.
struct SignMaterial {
  static constexpr std::size_t kRings = 14;
  SignInk dot, lit_dot, plate, button;
  std::array<SignInk, kRings> rings;  ///< from small to wide
  struct Words {
    SignInk hint;
    std::vector<SignInk> countdown;  ///< with 0, 1, 2 ... seconds
    SignInk stay;
    SignInk button;  ///< the name of the language that the button leads to from here
  };
  std::vector<Words> words;  ///< per language of the show
  double dot_step = 0;       ///< from dot to dot, in pixels
};

/// How far the stage is from what signs need to know of the show.
struct SignFacts {
  std::size_t scenes = 1;
  bool is_film = false;  ///< a film is on stage: no sign lies on it that nobody asked for
  bool wants_hint = false;
  bool wants_dots = true;
  bool is_calm = false;  ///< reduced motion
  OrbitPlace orbit{};    ///< what stands still lies so far from its place
};

class Signs {
 public:
  void point(const PointerEvent& event, Instant now);
  /// Lays the signs over `picture`.
  void lay_over(Picture& picture, const SignMaterial& material, const TouchTargets& targets, const Stage& stage,
                std::size_t language, const SignFacts& facts, Instant now);

 private:
  struct Touched {
    double x = 0, y = 0;
    Instant at{};
  };
  /// 1 as soon as something is there, and fading when it has gone.
  struct Presence {
    std::optional<Instant> last{};
    double level(bool is_there, Instant now);
  };

  std::vector<Touched> touched_;
  Presence dots_, countdown_;
  Duration counted_{};  // what the countdown said last
};

}  // namespace redlight

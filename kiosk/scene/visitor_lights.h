#pragma once
// The lights that visitors hold: a small red tube under each finger, at most two; a finger that lifts lets it fly home,
// where it goes out, as one that never lifts does after a while. Pure but for its own state: it is told of pointers and
// of time. Owned by the kiosk, main thread.
//
// Safe by construction (WCAG 2.2 SC 2.3.1): a light comes up in 0.15 s, stays for at least 0.6 s and goes out in 1.2,
// and a finger that comes back takes it over as it is; so however fast someone taps, there are at most two rises in a
// second. It moves at most 1.5 heights of the picture a second, so that scrubbing is no strobe either.
#include <array>
#include <cstdint>
#include <optional>

#include "picture/picture.h"
#include "show/input.h"

namespace redlight {

class VisitorLights {
 public:
  /// `aspect`: width of the picture divided by its height.
  explicit VisitorLights(double aspect) : aspect_(aspect) {}

  void point(const PointerEvent& event, Instant now);
  /// Time passes; what burns now. `home` is where a released light flies, in heights from the top left.
  struct Place {
    double x = 0, y = 0;
  };
  std::array<TouchLight, kMaxTouches> step(Instant now, Place home);

 private:
  struct Light {
    std::optional<std::int64_t> held_by;
    Instant held_since{};
    double x = 0, y = 0, to_x = 0, to_y = 0;  // heights
    double level = 0;                         // 0..1
    Instant lit_since{};
  };
  Light* held_by(std::int64_t pointer);
  Light* free_light();

  double aspect_;
  std::array<Light, kMaxTouches> lights_{};
  Instant last_{};
};

}  // namespace redlight

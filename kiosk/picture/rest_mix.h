#pragma once
// The mix of lights that looked right on the delivered art, at which a show rests: what a light of a name burns with
// before the show file's own levels, and the exposure.
#include <string_view>

namespace redlight {

inline constexpr float kRestExposure = 0.8f;

constexpr float rest_level(std::string_view light) { return light == "ambient" ? 1.3f : 1.0f; }

}  // namespace redlight

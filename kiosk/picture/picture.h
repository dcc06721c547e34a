#pragma once
// What one frame consists of: a plain value, made by the scenes, drawn by any renderer (render/renderer.h). Two equal
// pictures look the same, so a renderer may keep what it drew last.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "media/video_frame.h"
#include "picture/lit_art.h"
#include "show/show.h"

namespace redlight {

inline constexpr int kTubeSteps = 8;  ///< points along a tube at which its discharge may differ

/// A tube that burns alike along its whole length.
inline constexpr std::array<float, kTubeSteps> kUniformTube{1, 1, 1, 1, 1, 1, 1, 1};

/// The relative radiance at `place`, 0..1 along the tube.
constexpr float profile_at(const std::array<float, kTubeSteps>& along, float place) {
  const float at = place * (kTubeSteps - 1);
  const auto left = static_cast<std::size_t>(at < kTubeSteps - 2 ? at : kTubeSteps - 2);
  return along[left] + (along[left + 1] - along[left]) * (at - static_cast<float>(left));
}

/// A visitor's light: a short tube that lies across the picture in front of the surface it is held over.
struct TouchLight {
  float x = 0, y = 0;  ///< of its middle, in heights of the picture from the top left
  Rgb radiance;        ///< linear, of the tube as it is seen; black: there is none
  bool operator==(const TouchLight&) const = default;
};
inline constexpr std::size_t kMaxTouches = 2;

/// What moves between the camera and the wall. All 0: nothing does.
struct RoomMotion {
  /// How far the camera stands to the side: a pixel shows what lies (depth - 0.6) * sway pixels to its right. No
  /// further than the art's margin. All pixels are the art's.
  float sway = 0;
  float ripple = 0;       ///< the most that a reflection on the wet floor trembles up or down, in pixels
  float ripple_time = 0;  ///< seconds, of the water
  float haze = 0;         ///< 0..2, how much of the lights' air light drifting haze adds
  float haze_time = 0;    ///< seconds, of the haze
  float pan = 0;          ///< the whole picture shows what lies so many pixels to its right; as sway, no further
  bool operator==(const RoomMotion&) const = default;
};

/// A camera before relit art that is larger than what it shows: the art is drawn at its own size, and each pixel of the
/// picture fetched from there. In pixels of the art, from its top left corner.
struct View {
  float x = 0, y = 0;              ///< what is in the middle of the picture
  float step = 1;                  ///< from one pixel of the picture to the next
  float slide_x = 0, slide_y = 0;  ///< how much farther right and down what is nearest is fetched than what is farthest
  float push = 0;   ///< how much larger what is nearest is shown than what is farthest: 0 alike, 0.1 by a tenth
  float pivot = 0;  ///< the depth at which neither moves anything, 0 far .. 1 near
  float soft = 0;   ///< 0..1: 0 as sharp as the art is, 1 where it knows more detail than the picture can show
  bool operator==(const View&) const = default;
};

/// Relit art that fills the frame; its size is the frame's, or that over a whole number (ground_scale()). With a view
/// it has any size.
struct LitGround {
  ArtPtr art;
  std::array<Rgb, kMaxLights> gain{};  ///< linear, per light of the art, 0..16: level, tint and flicker
  float exposure = 0.8f;
  float vignette = 0.45f;  ///< 0..1, darkening of the far corner
  /// Per light, relative radiance of its source at points equally far apart along a tube, from one electrode to the
  /// other; straight in between, and 1 in the mean, so that `gain` is the mean of what burns.
  std::array<std::array<float, kTubeSteps>, kMaxLights> along = uniform_tubes();
  RoomMotion motion{};
  std::array<TouchLight, kMaxTouches> touches{};
  std::optional<View> view{};  ///< `touches` are in heights of the art then
  bool operator==(const LitGround&) const = default;

  static constexpr std::array<std::array<float, kTubeSteps>, kMaxLights> uniform_tubes() {
    std::array<std::array<float, kTubeSteps>, kMaxLights> all{};
    all.fill(kUniformTube);
    return all;
  }
};

/// A frame of a film, or a still image.
struct FrameGround {
  FramePtr frame;
  Fit fit = Fit::cover;  ///< contain: the rest of the picture is black
  float level = 1;       ///< 0..1, dims it
  bool operator==(const FrameGround&) const = default;
};

struct Ground {
  std::variant<LitGround, FrameGround> what;
  float weight = 1;  ///< 0..1, how much of it is seen over the grounds before it; the first is drawn at 1 over black
  /// Of a second ground, when both are relit art of the same size: its light is added to the first one's before that is
  /// toned, as if all lamps burned in one room. Its weight, exposure and vignette do not count. Half the work of mixing
  /// two finished pictures, and nothing between them is darker than both.
  bool adds_light = false;
  bool operator==(const Ground&) const = default;
};

/// Coverage of ink, 0..255, as type gives it. Shared and never changed.
struct Coverage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> alpha;  ///< width * height
};

/// Ink that covers all of a rectangle.
inline std::shared_ptr<const Coverage> solid_ink(int width, int height) {
  const auto size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  return std::make_shared<const Coverage>(Coverage{width, height, std::vector<std::uint8_t>(size, 255)});
}

/// Ink laid over the grounds.
struct Sprite {
  std::shared_ptr<const Coverage> coverage;
  /// Of its top left corner, in pixels of the frame; may lie outside, and between pixels, so that what glides does not
  /// step. On whole pixels the ink is drawn as it is, elsewhere straight between its own.
  float x = 0, y = 0;
  Rgb colour;  ///< display-coded, 0..1
  float opacity = 1;
  bool operator==(const Sprite&) const = default;
};

struct Picture {
  static constexpr std::size_t kMaxGrounds = 2;  ///< a transition is made of two scenes

  int width = 0, height = 0;
  std::vector<Ground> grounds;  ///< at most kMaxGrounds
  std::vector<Sprite> sprites;
  float grain = 0.018f;           ///< strength in the mid-tones, of full scale
  std::uint32_t grain_frame = 0;  ///< which of the grain's patterns; it changes at the grain's own rate
  bool operator==(const Picture&) const = default;
};

}  // namespace redlight

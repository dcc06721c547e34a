#pragma once
// What one frame consists of: a plain value, made by the scenes, drawn by any renderer (render/renderer.h). Two equal
// pictures look the same, so a renderer may keep what it drew last.
#include <array>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "media/video_frame.h"
#include "picture/lit_art.h"

namespace redlight {

/// Relit art that fills the frame; its size is the frame's.
struct LitGround {
  ArtPtr art;
  std::array<Rgb, kMaxLights> gain{};  ///< linear, per light of the art, 0..16: level, tint and flicker
  float exposure = 0.8f;
  float vignette = 0.45f;  ///< 0..1, darkening of the far corner
  bool operator==(const LitGround&) const = default;
};

enum class Fit {
  cover,    ///< fills the frame, what is too much is cut off evenly
  contain,  ///< all of it is seen, the rest of the frame is black
};

/// A frame of a film, or a still image.
struct FrameGround {
  FramePtr frame;
  Fit fit = Fit::cover;
  float level = 1;  ///< 0..1, dims it
  bool operator==(const FrameGround&) const = default;
};

struct Ground {
  std::variant<LitGround, FrameGround> what;
  float weight = 1;  ///< 0..1, how much of it is seen over the grounds before it; the first is drawn at 1 over black
  bool operator==(const Ground&) const = default;
};

/// Coverage of ink, 0..255, as type gives it. Shared and never changed.
struct Coverage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> alpha;  ///< width * height
};

/// Ink laid over the grounds.
struct Sprite {
  std::shared_ptr<const Coverage> coverage;
  int x = 0, y = 0;  ///< of its top left corner, in pixels of the frame; may lie outside
  Rgb colour;        ///< display-coded, 0..1
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

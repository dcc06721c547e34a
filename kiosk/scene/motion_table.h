#pragma once
// Every duration and easing of what words do on a scene, in one place. Seconds, unless said otherwise; lengths in
// shares of the picture's shorter side. A show with reduced_motion has none of it: its words fade, and that is all.
#include <algorithm>

#include "scene/easing.h"

namespace redlight::motion {

// A cross-fade: the words that leave are gone before those that come begin.
inline constexpr double kWordsFrom = 0.5;  ///< of the fade
inline constexpr double kUsualFade = 1.2;  ///< for which the times below are; a visitor's quick fade has quick words
inline constexpr double kQuickest = 0.3;   ///< the least share of them

// Lines come one after the other, each rising a little to its place.
inline constexpr double kLineComes = 0.75;
inline constexpr double kLineGap = 0.11;   ///< from line to line,
inline constexpr double kAllLines = 0.60;  ///< from the first to the last of many at most
inline constexpr double kRise = 0.013;
inline constexpr double kLift = 0.006;  ///< and rise a little on when they leave

// What is written by the light: letter after letter strikes, is hot, and cools to paper.
inline constexpr double kLetterGap = 0.065;  ///< from letter to letter,
inline constexpr double kAllLetters = 2.0;   ///< from the first to the last of many at most
inline constexpr double kLetterRises = 0.38;
inline constexpr double kLetterHot = 0.20;  ///< stays hot,
inline constexpr double kLetterCools = 2.6;
inline constexpr float kHalo = 0.42f, kRim = 0.95f;  ///< opacities while it is hot

// Words stand in the light of the room's tubes: how much of a breath or a dip of theirs is seen in them.
inline constexpr double kBreath = 0.25;

// The orbit against burn-in: from one whole pixel to the next words glide, then they stand and are sharp.
inline constexpr double kGlide = 1.5;
inline constexpr double kOrbitReach = 0.010;  ///< to each side

/// Fast at first, then ever slower: for what arrives.
inline double arriving(double x) {
  const double rest = 1 - std::clamp(x, 0.0, 1.0);
  return 1 - rest * rest * rest;
}

}  // namespace redlight::motion

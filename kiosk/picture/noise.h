#pragma once
// The two noises that every frame needs, the same on every machine. Made by the build, constant; any thread.
#include <array>
#include <cstdint>

namespace redlight {

inline constexpr int kDitherSize = 64;  ///< a power of two, as is kGrainSize: tiles are addressed by masking
inline constexpr int kGrainSize = 256;

/// Blue noise by void and cluster (Ulichney 1993): every value 0..255 sixteen times, neighbours far apart, so that
/// dither shows no pattern and no clumps.
const std::array<std::uint8_t, kDitherSize * kDitherSize>& dither_tile();

/// Film grain: noise with the softness of silver clumps, mean 0, standard deviation about 50 of +-127.
const std::array<std::int8_t, kGrainSize * kGrainSize>& grain_tile();

/// A well mixed 32-bit hash of two numbers: where the noise of a frame or a channel starts, and any other chance that
/// must be the same everywhere.
constexpr std::uint32_t mix_bits(std::uint32_t a, std::uint32_t b) {
  std::uint32_t h = a * 0x9e3779b9u ^ (b + 0x7f4a7c15u) * 0x85ebca6bu;
  h = (h ^ (h >> 16)) * 0x21f0aaadu;
  h = (h ^ (h >> 15)) * 0x735a2d97u;
  return h ^ (h >> 15);
}

/// The arguments of grain_amount() in shaders/finish.glsl for a strength of 0..0.4 in the mid-tones, of full scale: a
/// share of 0.35 in black, 0.9 in the middle.
struct GrainScale {
  std::int16_t base = 0, rise = 0;
};
constexpr GrainScale grain_scale(float strength) {
  constexpr float kSteps = 16320.f * 256.f / 127.f;
  const float s = strength < 0.f ? 0.f : strength > 0.4f ? 0.4f : strength;
  return {static_cast<std::int16_t>(s * 0.35f * kSteps + 0.5f),
          static_cast<std::int16_t>(s * 0.55f * kSteps * (65536.f / 32512.f) + 0.5f)};
}

/// Where the tiles start in a frame: the grain jumps with each of its frames, the dither stands still and differs from
/// channel to channel.
struct NoisePlacement {
  int grain_x = 0, grain_y = 0;
  std::array<int, 3> dither_x{}, dither_y{};
};
constexpr NoisePlacement place_noise(std::uint32_t grain_frame) {
  const std::uint32_t h = mix_bits(grain_frame, 3);
  return {
      static_cast<int>(h & (kGrainSize - 1)), static_cast<int>(h >> 8 & (kGrainSize - 1)), {0, 23, 41}, {0, 37, 11}};
}

}  // namespace redlight

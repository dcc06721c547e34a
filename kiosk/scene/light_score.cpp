#include "scene/light_score.h"

#include "picture/noise.h"

namespace redlight {
namespace {

constexpr double kSlot = 9.0;  // seconds

double smooth(double x) { return x * x * x * (x * (6 * x - 15) + 10); }

double chance(std::uint32_t seed, std::int64_t at) {  // 0..1
  const auto bits = static_cast<std::uint64_t>(at);
  return mix_bits(mix_bits(seed, static_cast<std::uint32_t>(bits)), static_cast<std::uint32_t>(bits >> 32)) *
         (1.0 / 4294967295.0);
}

std::int64_t floor_of(double x) {
  const auto i = static_cast<std::int64_t>(x);
  return x < static_cast<double>(i) ? i - 1 : i;
}

/// A dip from 0 to 1 and back: falls in 50 ms, as the arc goes, and recovers in 300.
double dip(double since) {
  if (since <= 0 || since >= 0.35) return 0;
  return since < 0.05 ? smooth(since / 0.05) : 1 - smooth((since - 0.05) / 0.30);
}

}  // namespace

bool is_tube(std::string_view light) { return light.substr(0, 5) == "tube_"; }

double smooth_noise(std::uint32_t seed, double at) {
  const std::int64_t cell = floor_of(at);
  const double a = chance(seed, cell), b = chance(seed, cell + 1);
  return 2 * (a + (b - a) * smooth(at - static_cast<double>(cell))) - 1;
}

double tube_level(std::uint32_t seed, int tube, int tubes, Instant now) {
  const double t = seconds(now.time_since_epoch());
  const auto own = mix_bits(seed, static_cast<std::uint32_t>(tube) + 100);
  double level = 1 + 0.028 * smooth_noise(own, t * 0.31) + 0.014 * smooth_noise(own + 1, t * 1.7);
  const std::int64_t slot = floor_of(t / kSlot);
  const double into = t - static_cast<double>(slot) * kSlot;
  const int whose = static_cast<int>(chance(seed + 2, slot) * tubes);
  if (whose == tube && chance(seed + 3, slot) < 0.6) {
    const double at = 1 + 6 * chance(seed + 4, slot);
    level -= 0.30 * dip(into - at);
    if (chance(seed + 5, slot) < 0.5) level -= 0.18 * dip(into - at - 0.42);
  }
  return level;
}

}  // namespace redlight

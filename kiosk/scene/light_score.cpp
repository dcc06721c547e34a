#include "scene/light_score.h"

#include <algorithm>
#include <cmath>

#include "picture/noise.h"
#include "scene/tube_score.h"

namespace redlight {
namespace {

constexpr double kDipSlot = 9.0;  // seconds, as are the others
constexpr double kSagSlot = 17.0;
// How long a light waits before it answers a cue: as long as a visitor's cross-fade takes, so that however quickly they
// leaf on, a scene that comes and goes changes the light once.
constexpr double kStill = 0.6;
constexpr double kCalmAfterEntry = 4.0, kCalmAfterCue = 10.0;  // no dip so long after a scene came
constexpr std::uint32_t kDipSeed = 2023;                       // one for all tubes: it says whose turn it is

double chance(std::uint32_t seed, std::int64_t at) {  // 0..1
  const auto bits = static_cast<std::uint64_t>(at);
  return mix_bits(mix_bits(seed, static_cast<std::uint32_t>(bits)), static_cast<std::uint32_t>(bits >> 32)) *
         (1.0 / 4294967295.0);
}

std::int64_t floor_of(double x) {
  const auto i = static_cast<std::int64_t>(x);
  return x < static_cast<double>(i) ? i - 1 : i;
}

bool is_tube(const LightIdentity& light) {
  return light.behaviour == Behaviour::tube || light.behaviour == Behaviour::old_tube;
}

double seconds_at(Instant instant) { return seconds(instant.time_since_epoch()); }

/// A dip from 0 to 1 and back: falls in 50 ms, as the arc goes, and recovers in 300.
double dip(double since) {
  if (since <= 0 || since >= 0.35) return 0;
  return since < 0.05 ? smooth_step(since / 0.05) : 1 - smooth_step((since - 0.05) / 0.30);
}

double dips_of(const LightIdentity& tube, const LightMoment& moment) {
  if (moment.motion == Motion::calm) return 0;
  const double t = seconds_at(moment.now);
  const std::int64_t slot = floor_of(t / kDipSlot);
  const int whose = static_cast<int>(chance(kDipSeed + 2, slot) * tube.tubes);
  const double often = tube.behaviour == Behaviour::old_tube ? 0.9 : 0.5;
  if (whose != tube.tube || chance(kDipSeed + 3, slot) >= often) return 0;
  const double at = static_cast<double>(slot) * kDipSlot + 1 + 6 * chance(kDipSeed + 4, slot);
  if (at < seconds_at(moment.since) + (moment.cue ? kCalmAfterCue : kCalmAfterEntry)) return 0;
  if (moment.leaving && at >= seconds_at(*moment.leaving)) return 0;
  const double again = chance(kDipSeed + 5, slot) < 0.5 ? 0.18 * dip(t - at - 0.42) : 0;
  return 0.30 * dip(t - at) + again;
}

/// What the supply takes from a lamp: hardly anything, slowly, every now and then.
double sag_of(std::uint32_t seed, double t) {
  const std::int64_t slot = floor_of(t / kSagSlot);
  const double since = t - static_cast<double>(slot) * kSagSlot - 2 - 10 * chance(seed + 2, slot);
  return 0.025 * (smooth_step(since / 0.6) - smooth_step((since - 0.6) / 2.0));
}

/// How a light moves when nothing is asked of it, around 1.
double life_of(const LightIdentity& light, const LightMoment& moment) {
  const double t = seconds_at(moment.now);
  const bool lively = moment.motion == Motion::lively;
  const auto breath = [&](double slow, double quick) {
    const double deep = slow * smooth_noise(light.seed, t * 0.31);
    return 1 + (lively ? deep + quick * smooth_noise(light.seed + 1, t * 1.7) : deep / 2);
  };
  switch (light.behaviour) {
    case Behaviour::steady:
      return 1;
    case Behaviour::breathing:
      return breath(0.012, 0.003);
    case Behaviour::tube:
      return breath(0.028, 0.014) - dips_of(light, moment);
    case Behaviour::old_tube:
      return breath(0.034, 0.018) - dips_of(light, moment);
    case Behaviour::lamp:
      return breath(0.005, 0.002) - (lively ? sag_of(light.seed, t) : 0);
  }
  return 1;
}

LightState at_level(double level) {
  LightState state;
  state.level = level;
  return state;
}

/// A filament at a level below its own: cooler, and so redder. Its blue falls about with the square of its red.
LightState filament(double level) {
  LightState state = at_level(level);
  const double root = std::sqrt(std::min(level, 1.0));
  state.tint = {1, static_cast<float>(0.4 + 0.6 * root), static_cast<float>(0.1 + 0.9 * root)};
  return state;
}

double struck_level(Behaviour behaviour, double s, Motion motion) {
  if (motion == Motion::calm) return smooth_step((s - kStill) / 5);
  if (behaviour != Behaviour::lamp) return smooth_step((s - kStill) / 2);
  const double heat = smooth_step((s - kStill) / 0.9);
  return heat * heat;
}

/// What the cue makes of a light `s` seconds after it was given.
LightState cued(const LightIdentity& light, const LightMoment& moment, double s) {
  double level = 1;
  if (moment.cue) switch (*moment.cue) {
      case LightCue::strike:
        if (is_tube(light) && moment.motion == Motion::lively) return struck_tube(light, moment);
        level = struck_level(light.behaviour, s, moment.motion);
        break;
      case LightCue::warm:
        level = 0.06 + 0.94 * smooth_step(s / 9);
        break;
      case LightCue::swell:
        if (moment.motion == Motion::lively) level = 1 + 0.3 * (smooth_step(s / 3) - smooth_step((s - 3) / 4));
        break;
      case LightCue::fill:
        level = 2.8 - 1.8 * smooth_step((s - 1.5) / 6.5);
        break;
      case LightCue::out:
        level = 1 - smooth_step((s - kStill) / 1.8);
        break;
      case LightCue::hold:
        break;
    }
  LightState state = light.behaviour == Behaviour::lamp ? filament(level) : at_level(level);
  if (is_tube(light)) state.hum = std::clamp(level, 0.0, 1.0);
  return state;
}

void add_swirl(LightState& state, const LightIdentity& tube, double t) {
  const auto wave = swirl(tube.seed, t);
  double sum = 0;
  for (std::size_t i = 0; i < wave.size(); i++) {
    state.along[i] *= wave[i];
    sum += static_cast<double>(state.along[i]) * (i == 0 || i + 1 == wave.size() ? 0.5 : 1);
  }
  const auto scale = static_cast<float>((kTubeSteps - 1) / sum);
  for (float& at : state.along) at *= scale;
}

}  // namespace

LightState light_at(const LightIdentity& light, const LightMoment& moment) {
  LightState state = cued(light, moment, std::max(seconds(moment.now - moment.since), 0.0));
  if (moment.cue == LightCue::hold) return state;
  state.level = std::max(state.level * life_of(light, moment), 0.0);
  if (light.behaviour == Behaviour::old_tube && moment.motion == Motion::lively)
    add_swirl(state, light, seconds_at(moment.now));
  return state;
}

std::uint32_t light_seed(std::string_view name) {
  std::uint32_t seed = kDipSeed;
  for (const char c : name) seed = mix_bits(seed, static_cast<unsigned char>(c));
  return seed;
}

double smooth_noise(std::uint32_t seed, double at) {
  const std::int64_t cell = floor_of(at);
  const double a = chance(seed, cell), b = chance(seed, cell + 1);
  return 2 * (a + (b - a) * smooth_step(at - static_cast<double>(cell))) - 1;
}

}  // namespace redlight

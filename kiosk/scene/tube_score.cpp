#include "scene/tube_score.h"

#include <algorithm>

#include "picture/noise.h"

namespace redlight {
namespace {

using Profile = std::array<double, kTubeSteps>;

// Radiance along the tube, 1 being a warm tube's. Electrodes glow before anything flows; a discharge that fails begins
// at both ends and does not, or hardly, meet in the middle.
constexpr Profile kElectrodes{0.24, 0.035, 0, 0, 0, 0, 0.035, 0.20};
constexpr Profile kFirstTry{1.0, 0.8, 0.42, 0.14, 0.06, 0.16, 0.5, 0.85};
constexpr Profile kSecondTry{1.0, 0.95, 0.82, 0.62, 0.5, 0.6, 0.8, 0.95};

// What the tube's own colour is multiplied by: the oxide of the electrodes glows orange; a cold discharge lacks the
// pressure that gives the colour its depth, and is pinker.
constexpr Rgb kGlowTint{1.0f, 3.2f, 0.7f};
constexpr Rgb kColdTint{0.85f, 1.6f, 2.6f};
constexpr Rgb kCaughtTint{0.94f, 1.3f, 1.7f};

constexpr double kCaughtLevel = 0.7, kWarmUp = 6.0;

std::uint32_t bits_of(Instant since) {
  const auto count = static_cast<std::uint64_t>(since.time_since_epoch().count());
  return mix_bits(static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(count >> 32));
}

double chance(std::uint32_t seed, std::uint32_t which) { return mix_bits(seed, which) * (1.0 / 4294967295.0); }

/// The mean over the length of what is straight between its points.
template <class Numbers>
double mean_along(const Numbers& at) {
  double sum = (static_cast<double>(at.front()) + static_cast<double>(at.back())) / 2;
  for (std::size_t i = 1; i + 1 < at.size(); i++) sum += static_cast<double>(at[i]);
  return sum / static_cast<double>(at.size() - 1);
}

std::array<float, kTubeSteps> normalised(const Profile& radiance, double mean) {
  std::array<float, kTubeSteps> along = kUniformTube;
  if (mean > 0)
    for (std::size_t i = 0; i < along.size(); i++) along[i] = static_cast<float>(radiance[i] / mean);
  return along;
}

Rgb between(const Rgb& a, const Rgb& b, double x) {
  const auto w = static_cast<float>(x);
  return {a.r + (b.r - a.r) * w, a.g + (b.g - a.g) * w, a.b + (b.b - a.b) * w};
}

/// A failure: up in 70 ms, gone within 280.
double flicker(double since) { return smooth_step(since / 0.07) - smooth_step((since - 0.13) / 0.15); }

/// From the catch on: at once to 0.7, then, ever more slowly, to 1.
double warm_up(double since) {
  if (since <= 0) return 0;
  const double rest = 1 - std::min(since / kWarmUp, 1.0);
  return kCaughtLevel * smooth_step(since / 0.14) + (1 - kCaughtLevel) * (1 - rest * rest * rest);
}

/// What burns along the tube, in layers of one colour each.
class Discharge {
 public:
  void add(const Profile& shape, double radiance, const Rgb& tint, bool mirrored = false) {
    if (radiance <= 0) return;
    for (std::size_t i = 0; i < shape.size(); i++)
      radiance_[i] += radiance * shape[mirrored ? shape.size() - 1 - i : i];
    const double mean = radiance * mean_along(shape);
    mean_ += mean;
    const auto m = static_cast<float>(mean);
    colour_ = {colour_.r + tint.r * m, colour_.g + tint.g * m, colour_.b + tint.b * m};
  }

  LightState state() const {
    LightState state;
    state.level = mean_;
    if (mean_ <= 0) return state;
    const auto m = static_cast<float>(mean_);
    state.tint = {colour_.r / m, colour_.g / m, colour_.b / m};
    state.along = normalised(radiance_, mean_);
    return state;
  }

 private:
  Profile radiance_{};
  double mean_ = 0;
  Rgb colour_;
};

}  // namespace

double smooth_step(double x) {
  x = std::clamp(x, 0.0, 1.0);
  return x * x * x * (x * (6 * x - 15) + 10);
}

StrikeTimes strike_times(Instant since) {
  const std::uint32_t seed = bits_of(since);
  StrikeTimes times;
  times.first = 1.25 + 0.15 * chance(seed, 1);
  times.second = times.first + 0.62 + 0.14 * chance(seed, 2);
  times.caught = times.second + 0.72 + 0.2 * chance(seed, 3);
  return times;
}

LightState struck_tube(const LightIdentity& tube, const LightMoment& moment) {
  const double s = seconds(moment.now - moment.since);
  const std::uint32_t own = mix_bits(tube.seed, bits_of(moment.since));
  constexpr double never = 1e18;
  const auto if_begun = [&](double at) {
    return moment.leaving && at >= seconds(*moment.leaving - moment.since) ? never : at;
  };
  const StrikeTimes times = strike_times(moment.since);
  const double first = if_begun(times.first), second = if_begun(times.second),
               caught = if_begun(times.caught + 0.35 * chance(own, 1));
  const bool mirrored = chance(own, 2) < 0.5;
  // Of several tubes some hardly answer the first pulse.
  const double low = (0.4 + 0.2 * chance(own, 3)) * (tube.tube > 0 && chance(own, 4) < 0.4 ? 0.2 : 1);
  const double high = 0.55 + 0.2 * chance(own, 5);
  const double glow = smooth_step((s - 0.4) / 0.8) * (1 - smooth_step((s - caught) / 1.2));

  Discharge discharge;
  discharge.add(kElectrodes, glow, kGlowTint, mirrored);
  discharge.add(kFirstTry, low * flicker(s - first), kColdTint, mirrored);
  discharge.add(kSecondTry, high * flicker(s - second), kColdTint, mirrored);
  // What has caught spreads over the whole tube within half a second.
  Profile body;
  const double spread = smooth_step((s - caught) / 0.5);
  for (std::size_t i = 0; i < body.size(); i++) body[i] = kSecondTry[i] + (1 - kSecondTry[i]) * spread;
  discharge.add(body, warm_up(s - caught), between(kCaughtTint, {1, 1, 1}, smooth_step((s - caught) / kWarmUp)),
                mirrored);
  LightState state = discharge.state();
  state.hum = std::min(std::max(state.level, 0.35 * glow), 1.0);
  return state;
}

std::array<float, kTubeSteps> swirl(std::uint32_t seed, double t) {
  // It waxes and wanes over some ten seconds, and travels by less than a point of the tube in a second.
  const double depth = 0.22 + 0.16 * smooth_noise(seed + 7, t * 0.11);
  Profile radiance;
  for (std::size_t i = 0; i < radiance.size(); i++) {
    const double at = static_cast<double>(i);
    const bool end = i == 0 || i + 1 == radiance.size();
    radiance[i] = (1 + depth * smooth_noise(seed + 8, at * 0.75 - t * 0.6)) * (end ? 0.62 : 1);  // blackened ends
  }
  return normalised(radiance, mean_along(radiance));
}

}  // namespace redlight

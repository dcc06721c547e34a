#include "media/sinc.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace redlight {
namespace {

constexpr double kBeta = 8, kCutoff = 0.94;  // of half the sample rate

/// The modified Bessel function of the first kind and order 0, by its series.
double bessel(double x) {
  double sum = 1, term = 1;
  for (int n = 1; term > sum * 1e-12; n++) {
    term *= x / (2 * n) * (x / (2 * n));
    sum += term;
  }
  return sum;
}

double tap(double distance, double reach) {
  const double edge = std::clamp(distance / reach, -1.0, 1.0), angle = std::numbers::pi * distance * kCutoff;
  const double sinc = std::abs(angle) < 1e-9 ? 1 : std::sin(angle) / angle;
  return sinc * bessel(kBeta * std::sqrt(1 - edge * edge)) / bessel(kBeta);
}

}  // namespace

const Sinc& Sinc::table() {
  static const Sinc sinc;
  return sinc;
}

Sinc::Sinc() {
  for (int step = 0; step <= kSteps; step++) {
    const double fraction = static_cast<double>(step) / kSteps;
    const std::size_t row = taps_.size();
    double sum = 0;
    for (int i = -kBefore; i <= kAfter; i++) {
      const double weight = tap(i - fraction, kAfter);
      sum += weight;
      taps_.push_back(static_cast<float>(weight));
    }
    // A steady signal stays as it is, whatever the fraction.
    for (std::size_t i = row; i < taps_.size(); i++) taps_[i] = static_cast<float>(static_cast<double>(taps_[i]) / sum);
  }
}

std::array<float, 2> Sinc::between(const float* frame, float fraction) const {
  const float at = std::clamp(fraction, 0.f, 1.f) * kSteps;
  const int step = std::min(static_cast<int>(at), kSteps - 1);
  const float part = at - static_cast<float>(step);
  const float *low = taps_.data() + static_cast<std::ptrdiff_t>(step) * kTaps, *high = low + kTaps;
  const float* sample = frame - static_cast<std::ptrdiff_t>(2) * kBefore;
  std::array<float, 2> sum{};
  for (int i = 0; i < kTaps; i++) {
    const float weight = low[i] + (high[i] - low[i]) * part;
    sum[0] += sample[2 * i] * weight;
    sum[1] += sample[2 * i + 1] * weight;
  }
  return sum;
}

}  // namespace redlight

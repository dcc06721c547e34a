#include "media/hum.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

constexpr float kStep = 1.f / (0.05f * kSampleRate);  // from silence to full within 50 ms

struct Harmonic {
  double strength;     // of the fundamental
  double left, right;  // phase, in periods
};
// By ear and by look of recorded chokes: it falls by some 6 dB an octave, the third and fifth stand out as a buzz.
constexpr std::array<Harmonic, 8> kHarmonics{{{1.0, 0, 0.02},
                                              {0.42, 0.10, 0.17},
                                              {0.36, 0.35, 0.27},
                                              {0.14, 0.60, 0.74},
                                              {0.20, 0.05, 0.22},
                                              {0.06, 0.80, 0.61},
                                              {0.07, 0.45, 0.70},
                                              {0.03, 0.25, 0.52}}};

/// sin(2 pi x) by its series, so that it is the same everywhere; exact to 1e-9.
double sine(double x) {
  constexpr double turn = 6.283185307179586;
  x -= static_cast<double>(static_cast<int>(x));  // 0..1
  if (x > 0.5) return -sine(x - 0.5);
  if (x > 0.25) x = 0.5 - x;
  const double y = x * turn, square = y * y;
  double term = y, sum = y;
  for (int n = 2; n <= 16; n += 2) {
    term *= -square / (n * (n + 1));
    sum += term;
  }
  return sum;
}

}  // namespace

Hum::Hum() {
  double power = 0;
  for (const Harmonic& h : kHarmonics) power += h.strength * h.strength / 2;
  const double scale = kLoudest / std::sqrt(power);
  for (std::size_t i = 0; i < kPeriod; ++i) {
    double left = 0, right = 0;
    for (std::size_t n = 0; n < kHarmonics.size(); ++n) {
      const double turns = static_cast<double>((n + 1) * i) / kPeriod;
      left += kHarmonics[n].strength * sine(turns + kHarmonics[n].left);
      right += kHarmonics[n].strength * sine(turns + kHarmonics[n].right);
    }
    wave_[2 * i] = static_cast<float>(left * scale), wave_[2 * i + 1] = static_cast<float>(right * scale);
  }
}

void Hum::set_level(float linear) { target_.store(std::clamp(linear, 0.f, 1.f), std::memory_order_relaxed); }

void Hum::add(std::span<float> out) {
  const float target = target_.load(std::memory_order_relaxed);
  if (target == 0.f && level_ == 0.f) {
    at_ = (at_ + out.size() / 2) % kPeriod;
    return;
  }
  for (std::size_t i = 0; i + 1 < out.size(); i += 2) {
    level_ = level_ < target ? std::min(level_ + kStep, target) : std::max(level_ - kStep, target);
    out[i] += wave_[2 * at_] * level_;
    out[i + 1] += wave_[2 * at_ + 1] * level_;
    if (++at_ == kPeriod) at_ = 0;
  }
}

}  // namespace redlight

// The limiter: what it leaves alone, what it holds, and how.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "media/limiter.h"

using namespace redlight;

namespace {

using Wave = std::vector<float>;

/// Stereo, both channels alike, of `frames` frames.
template <class Function>
Wave wave(std::size_t frames, Function value) {
  Wave samples;
  for (std::size_t i = 0; i < frames; ++i) samples.insert(samples.end(), 2, static_cast<float>(value(i)));
  return samples;
}

double sine(std::size_t frame, double hertz, double phase = 0) {
  return std::sin(2 * std::numbers::pi * (hertz * static_cast<double>(frame) / 48000 + phase));
}

/// What comes out, brought back to the time of what went in; passed in blocks of `block` frames.
Wave limited(Wave samples, std::size_t block = 512) {
  Limiter limiter;
  const std::size_t length = samples.size();
  samples.resize(length + 2 * Limiter::kLatency);
  for (std::size_t at = 0; at < samples.size(); at += 2 * block)
    limiter.pass(std::span(samples).subspan(at, std::min(2 * block, samples.size() - at)));
  samples.erase(samples.begin(), samples.begin() + 2 * Limiter::kLatency);
  return samples;
}

float highest(const Wave& samples) {
  float most = 0;
  for (const float s : samples) most = std::max(most, std::abs(s));
  return most;
}

/// The highest of the wave between the samples, from eight places in every gap by a long windowed sinc: another way
/// than the limiter's own.
double true_peak(const Wave& samples) {
  constexpr int kReach = 32;
  const int frames = static_cast<int>(samples.size() / 2);
  double most = 0;
  for (int place = 0; place < 8; ++place) {
    std::array<double, 2 * kReach> taps{};
    for (int k = 0; k < 2 * kReach; ++k) {
      const double x = k - kReach + 1 - place / 8.0;
      const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * x / (kReach + 1));
      taps[static_cast<std::size_t>(k)] =
          window * (x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x));
    }
    for (int i = kReach; i + kReach < frames; ++i) {
      double sum = 0;
      for (int k = 0; k < 2 * kReach; ++k)
        sum += taps[static_cast<std::size_t>(k)] *
               static_cast<double>(samples[static_cast<std::size_t>(2 * (i + k - kReach + 1))]);
      most = std::max(most, std::abs(sum));
    }
  }
  return most;
}

constexpr double kCeiling = static_cast<double>(Limiter::kCeiling);

}  // namespace

TEST_CASE("what is below the ceiling comes out as it went in") {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> any(-0.43f, 0.43f);
  const Wave noise = wave(20'000, [&](std::size_t) { return any(random); });
  CHECK(limited(noise) == noise);
  // Loud enough for the gaps to be looked at, and still below.
  const Wave tone = wave(20'000, [](std::size_t i) { return 0.88 * sine(i, 440); });
  CHECK(limited(tone) == tone);
}

TEST_CASE("a constant of four times full scale is held at the ceiling") {
  const Wave out = limited(wave(48'000, [](std::size_t i) { return i < 10'000 ? 0.0 : 4.0; }));
  CHECK(highest(out) <= Limiter::kCeiling);
  CHECK(out[2 * 30'000] == Approx(kCeiling).epsilon(2e-3));  // what the interpolator overshoots a constant by
  CHECK(out[2 * 10'000 - 2] == 0.f);
}

TEST_CASE("no wave passes the ceiling, between its samples neither") {
  // A quarter of the rate and an eighth of a turn: all samples are 0.71 of the wave's height.
  const Wave quarter = wave(9600, [](std::size_t i) { return 1.2 * sine(i, 12'000, 0.125); });
  CHECK(highest(quarter) < 0.86f);
  CHECK(true_peak(quarter) > 1.19);
  CHECK(true_peak(limited(quarter)) < kCeiling * 1.01);
  for (const double hertz : {60.0, 997.0, 7300.0, 15'000.0}) {
    const Wave loud = wave(9600, [&](std::size_t i) { return 3.5 * sine(i, hertz, 0.1); });
    INFO(hertz);
    CHECK(true_peak(limited(loud)) < kCeiling * 1.02);
    CHECK(true_peak(limited(loud)) > kCeiling * 0.97);
  }
  std::mt19937 random(3);
  std::uniform_real_distribution<float> any(-2.f, 2.f);
  const Wave noise = limited(wave(48'000, [&](std::size_t) { return any(random); }));
  CHECK(highest(noise) <= Limiter::kCeiling * 1.00001f);
}

TEST_CASE("the gain changes without a click, before the peak and after it") {
  // A soft tone with one burst of 10 ms at four times full scale: what is done to the tone is seen in its other
  // samples.
  const auto input = [](std::size_t i) { return 0.25 * sine(i, 100) + (i >= 24'000 && i < 24'480 ? 3.5 : 0); };
  const Wave in = wave(240'000, input), out = limited(in);
  CHECK(highest(out) <= Limiter::kCeiling * 1.00001f);
  double before = 1, steepest = 0;
  for (std::size_t i = 0; i < 240'000; ++i) {
    const double from = static_cast<double>(in[2 * i]);
    if (std::abs(from) < 0.05) continue;
    const double gain = static_cast<double>(out[2 * i]) / from;
    if (i > 0 && std::abs(static_cast<double>(in[2 * i - 2])) >= 0.05)
      steepest = std::max(steepest, std::abs(gain - before));
    before = gain;
  }
  CHECK(steepest < 0.004);  // from 1 to 0.24 in the 5 ms of the look-ahead, on a straight line
  const auto gain_at = [&](std::size_t i) { return static_cast<double>(out[2 * i]) / static_cast<double>(in[2 * i]); };
  CHECK(gain_at(24'000 - 500) == Approx(1));
  CHECK(gain_at(24'480 + 2400 + 60) < 0.5);  // 50 ms later it has hardly come up
  CHECK(gain_at(24'480 + 30'060) > 0.95);    // 0.6 s later it is back
  CHECK(gain_at(239'940) == 1);
}

TEST_CASE("one channel's peak moves both, so that nothing wanders") {
  Wave in;
  for (std::size_t i = 0; i < 9600; ++i) {
    in.push_back(static_cast<float>(2 * sine(i, 500)));
    in.push_back(0.1f);
  }
  const Wave out = limited(in);
  CHECK(out[2 * 5000 + 1] == Approx(0.1 * kCeiling / 2).epsilon(0.01));
}

TEST_CASE("the size of the blocks changes nothing") {
  std::mt19937 random(5);
  std::uniform_real_distribution<float> any(-1.5f, 1.5f);
  const Wave in = wave(6000, [&](std::size_t) { return any(random); });
  const Wave once = limited(in, 100'000);
  for (const std::size_t block : {1u, 7u, 240u, 1024u}) CHECK(limited(in, block) == once);
}

// The tubes' hum as the mixer gives it.
#include <catch2/catch.hpp>
#include <cmath>

#include "media/audio_sink.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

double rms(std::span<const float> samples) {
  double sum = 0;
  for (const float s : samples) sum += static_cast<double>(s) * static_cast<double>(s);
  return std::sqrt(sum / static_cast<double>(samples.size()));
}

float steepest(std::span<const float> samples, float before = 0) {
  float most = std::abs(samples[0] - before);
  for (std::size_t i = 2; i < samples.size(); i += 2) most = std::max(most, std::abs(samples[i] - samples[i - 2]));
  return most;
}

/// What is heard in `length`, from where the mixer stands.
std::vector<float> heard(Mixer& mixer, Duration length) {
  std::vector<float> out(static_cast<std::size_t>(samples_in(length)) * 2);
  mixer.mix(out, Instant{});
  return out;
}

/// Strength of one frequency, of full scale.
double strength(std::span<const float> samples, double hertz) {
  double re = 0, im = 0;
  const std::size_t frames = samples.size() / 2;
  for (std::size_t i = 0; i < frames; ++i) {
    const double turn = 6.283185307179586 * hertz * static_cast<double>(i) / kSampleRate;
    re += static_cast<double>(samples[2 * i]) * std::cos(turn),
        im += static_cast<double>(samples[2 * i]) * std::sin(turn);
  }
  return 2 * std::sqrt(re * re + im * im) / static_cast<double>(frames);
}

}  // namespace

TEST_CASE("a mixer nobody asked for a hum is silent") {
  Mixer mixer;
  CHECK(rms(heard(mixer, 1s)) == 0);
}

TEST_CASE("the hum has the loudness it promises, and the pitch of the mains") {
  Mixer mixer;
  mixer.hum().set_level(1);
  heard(mixer, 100ms);
  const auto full = heard(mixer, 1s);
  CHECK(20 * std::log10(rms(full)) == Approx(-30).margin(0.1));
  CHECK(strength(full, 120) > 0.03);
  CHECK(strength(full, 240) > 0.01);
  CHECK(strength(full, 100) < 1e-5);
  CHECK(strength(full, 60) < 1e-5);
  mixer.hum().set_level(0.5f);
  heard(mixer, 100ms);
  CHECK(rms(heard(mixer, 1s)) == Approx(rms(full) / 2));
  double mean = 0;
  for (const float s : full) mean += static_cast<double>(s);
  CHECK(std::abs(mean) / static_cast<double>(full.size()) < 1e-6);
}

TEST_CASE("the hum does not click, however its level jumps") {
  Mixer mixer;
  mixer.hum().set_level(1);
  heard(mixer, 100ms);
  const float smooth = steepest(heard(mixer, 1s));
  float before = 0, most = 0;
  for (int i = 0; i < 100; ++i) {
    mixer.hum().set_level(i % 3 == 0 ? 0.f : static_cast<float>(i % 7) / 6);
    const auto out = heard(mixer, 33ms);
    if (i > 0) most = std::max(most, steepest(out, before));
    before = out[out.size() - 2];
  }
  CHECK(most < smooth * 1.2f);
}

TEST_CASE("the hum goes silent, and comes again the same") {
  const auto run = [] {
    Mixer mixer;
    MixdownSink sink(mixer);
    sink.pump(Instant{});
    for (int frame = 0; frame < 120; ++frame) {
      mixer.hum().set_level(frame < 30 || frame >= 90 ? 0.8f : 0.f);
      sink.pump(Instant(Duration(1s) * (frame + 1) / 30));
    }
    return sink.take();
  };
  const auto samples = run();
  CHECK(samples == run());
  const std::span<const float> all(samples);
  CHECK(rms(all.subspan(2 * 4800, 2 * 24000)) > 0.02);
  CHECK(rms(all.subspan(2 * 53000, 2 * 80000)) == 0);
  CHECK(rms(all.subspan(2 * 150000, 2 * 24000)) > 0.02);
}

TEST_CASE("volume and mute are the hum's too") {
  Mixer mixer;
  mixer.hum().set_level(1);
  mixer.set_muted(true);
  heard(mixer, 200ms);
  CHECK(rms(heard(mixer, 200ms)) == 0);
}

#include "media/limiter.h"

#include <algorithm>
#include <cmath>

namespace redlight {
namespace {

// ITU-R BS.1770-4, annex 2, table of the interpolating filter: phases 0 and 1; 2 and 3 are these the other way round.
constexpr std::array<float, 12> kPhase0{0.0017089843750f,  0.0109863281250f,  -0.0196533203125f, 0.0332031250000f,
                                        -0.0594482421875f, 0.1373291015625f,  0.9721679687500f,  -0.1022949218750f,
                                        0.0476074218750f,  -0.0266113281250f, 0.0148925781250f,  -0.0083007812500f};
constexpr std::array<float, 12> kPhase1{-0.0291748046875f, 0.0292968750000f,  -0.0517578125000f, 0.0891113281250f,
                                        -0.1665039062500f, 0.4650878906250f,  0.7797851562500f,  -0.2003173828125f,
                                        0.1015625000000f,  -0.0582275390625f, 0.0330810546875f,  -0.0189208984375f};
/// Twelve frames that are softer than this cannot make a gap pass the ceiling: the filter's taps add up to 2.03.
constexpr float kCertain = Limiter::kCeiling / 2.03f;
constexpr int kRecovery = 13;  // a part in 2^13 of what is missing, each frame: 0.17 s

}  // namespace

Limiter::Limiter() {
  recovering_.fill(kOne);
  sum_ = static_cast<std::int64_t>(kHold) * kOne;
}

/// The highest of the wave between the frames `at - kBeyond` and the one after it, in either channel.
float Limiter::peak_in_gap(std::size_t at) const {
  float peak = 0;
  for (std::size_t channel = 0; channel < 2; ++channel) {
    std::array<float, 4> places{};
    for (std::size_t tap = 0; tap < kTaps; ++tap) {
      const float sample = frames_[index(at - tap) * 2 + channel];
      places[0] += kPhase0[tap] * sample, places[1] += kPhase1[tap] * sample;
      places[2] += kPhase1[kTaps - 1 - tap] * sample, places[3] += kPhase0[kTaps - 1 - tap] * sample;
    }
    for (const float place : places) peak = std::max(peak, std::abs(place));
  }
  return peak;
}

/// The gain that the frame `at - kBeyond` needs: for itself and for the gaps on both sides of it.
std::int64_t Limiter::gain_needed(std::size_t at) {
  const float* newest = &frames_[index(at) * 2];
  quiet_ = std::max(std::abs(newest[0]), std::abs(newest[1])) > kCertain ? 0 : std::min(quiet_ + 1, kTaps);
  const float before = gap_;
  gap_ = quiet_ < kTaps ? peak_in_gap(at) : 0;
  const float* frame = &frames_[index(at - kBeyond) * 2];
  const float peak = std::max({before, gap_, std::abs(frame[0]), std::abs(frame[1])});
  if (!(peak > kCeiling)) return kOne;
  return static_cast<std::int64_t>(static_cast<double>(kCeiling) / static_cast<double>(peak) *
                                   static_cast<double>(kOne));
}

/// The least gain that was needed within the last kHold frames.
std::int64_t Limiter::held(std::size_t at, std::int64_t needed) {
  while (newest_ != oldest_ && candidates_[index(newest_ - 1)].gain >= needed) --newest_;
  if (needed < kOne) candidates_[index(newest_++)] = {at, needed};
  if (newest_ != oldest_ && at - candidates_[index(oldest_)].at >= kHold) ++oldest_;
  return newest_ == oldest_ ? kOne : candidates_[index(oldest_)].gain;
}

void Limiter::pass(std::span<float> frames) {
  for (std::size_t i = 0; i + 1 < frames.size(); i += 2, ++now_) {
    float* in = &frames_[index(now_) * 2];
    const float* out = &frames_[index(now_ - kLatency) * 2];
    in[0] = frames[i], in[1] = frames[i + 1];
    const std::int64_t most = held(now_, gain_needed(now_));
    gain_ = std::min(most, gain_ + ((kOne - gain_) >> kRecovery) + (gain_ < kOne ? 1 : 0));
    sum_ += gain_ - recovering_[index(now_ - kHold)];
    recovering_[index(now_)] = gain_;
    const float gain = sum_ == static_cast<std::int64_t>(kHold) * kOne
                           ? 1.f
                           : static_cast<float>(static_cast<double>(sum_) / static_cast<double>(kHold * kOne));
    frames[i] = out[0] * gain, frames[i + 1] = out[1] * gain;
  }
}

}  // namespace redlight

#include "media/voice.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace redlight {

namespace {
constexpr float kGainStep = 1.f / (0.02f * kSampleRate);  // from silence to full within 20 ms
constexpr float kTrimStep = 1.f / (3.f * kSampleRate);

float towards(float value, float target, float step) {
  return value < target ? std::min(value + step, target) : std::max(value - step, target);
}
}  // namespace

Voice::Voice(std::size_t capacity_frames) : capacity_(capacity_frames), ring_(capacity_frames * 2) {}

std::size_t Voice::room() const {
  return capacity_ -
         static_cast<std::size_t>(written_.load(std::memory_order_relaxed) - taken_.load(std::memory_order_acquire));
}

std::size_t Voice::write(std::span<const float> samples) {
  const std::size_t frames = std::min(samples.size() / 2, room());
  const std::uint64_t position = written_.load(std::memory_order_relaxed);
  const std::size_t at = static_cast<std::size_t>(position % capacity_);
  const std::size_t first = std::min(frames, capacity_ - at);
  std::copy_n(samples.data(), first * 2, ring_.data() + at * 2);
  std::copy_n(samples.data() + first * 2, (frames - first) * 2, ring_.data());
  written_.store(position + frames, std::memory_order_release);
  return frames;
}

void Voice::finish() { complete_.store(true, std::memory_order_release); }

void Voice::add(std::span<float> out, float left, float right) {
  gain_ = towards(gain_, gain_target_.load(std::memory_order_relaxed), kGainStep);
  trim_ = towards(trim_, trim_target_.load(std::memory_order_relaxed), kTrimStep);
  const float gain = gain_ * trim_;
  out[0] += left * gain;
  out[1] += right * gain;
}

Voice::Taken Voice::copy(std::span<float> out, std::uint64_t from, std::size_t there) {
  const std::size_t frames = std::min(out.size() / 2, there);
  std::size_t at = static_cast<std::size_t>(from % capacity_) * 2;
  for (std::size_t i = 0; i < frames; i++) {
    add(out.subspan(2 * i, 2), ring_[at], ring_[at + 1]);
    at += 2;
    if (at == ring_.size()) at = 0;
  }
  return {frames, frames};
}

/// A piece at a time, with the frames before and after it in one row. After the end there is silence.
Voice::Taken Voice::interpolate(std::span<float> out, std::uint64_t from, std::size_t there, double speed,
                                bool complete) {
  constexpr std::size_t kPiece = 128, kReach = static_cast<std::size_t>(kPiece * (1 + kMaxTrim)) + Sinc::kAfter + 2;
  std::array<float, 2 * (Sinc::kBefore + kReach)> row;
  const std::size_t wanted = out.size() / 2;
  Taken taken;
  while (taken.made < wanted) {
    std::copy(before_.begin(), before_.end(), row.begin());
    const std::size_t left = there - taken.used, held = std::min(left, kReach);
    for (std::size_t i = 0; i < 2 * kReach; i++)
      row[before_.size() + i] = i < 2 * held ? ring_[(2 * (from + taken.used) + i) % ring_.size()] : 0.f;
    const std::size_t usable = complete ? left : left - std::min(left, static_cast<std::size_t>(Sinc::kAfter));
    std::size_t made = 0, used = 0;
    for (; made < std::min(kPiece, wanted - taken.made) && used < usable; made++) {
      const auto sample = Sinc::table().between(row.data() + before_.size() + 2 * used, static_cast<float>(fraction_));
      add(out.subspan(2 * (taken.made + made), 2), sample[0], sample[1]);
      fraction_ += speed;
      const double whole = std::floor(fraction_);
      used += static_cast<std::size_t>(whole);
      fraction_ -= whole;
    }
    used = std::min(used, left);
    std::copy_n(row.begin() + static_cast<std::ptrdiff_t>(2 * used), before_.size(), before_.begin());
    taken.made += made, taken.used += used;
    if (made == 0) break;
  }
  return taken;
}

/// What an interpolation looks back at, once `used` frames from `from` on have been taken: frames that are given back
/// may be overwritten.
void Voice::remember(std::uint64_t from, std::size_t used) {
  const std::size_t fresh = std::min<std::size_t>(used, Sinc::kBefore), kept = before_.size() - 2 * fresh;
  std::copy_n(before_.end() - static_cast<std::ptrdiff_t>(kept), kept, before_.begin());
  for (std::size_t i = 0; i < 2 * fresh; i++) before_[kept + i] = ring_[(2 * (from + used - fresh) + i) % ring_.size()];
}

void Voice::take(std::span<float> out, Instant audible_at) {
  if (!playing_.load(std::memory_order_acquire)) return;
  if (consuming_.test_and_set(std::memory_order_acquire)) return;
  // Looked at again, because clear() may have come between the two lines above: it waits for `consuming_` after
  // `playing_` was reset.
  if (playing_.load(std::memory_order_acquire)) {
    const bool complete = complete_.load(std::memory_order_acquire);
    const std::uint64_t from = taken_.load(std::memory_order_relaxed);
    const std::size_t wanted = out.size() / 2;
    const auto there = static_cast<std::size_t>(written_.load(std::memory_order_acquire) - from);
    const double speed = speed_.load(std::memory_order_relaxed), was_between = fraction_;
    const auto place = [](std::uint64_t frame, double fraction) {
      return time_of(static_cast<std::int64_t>(frame)) + from_seconds(fraction / kSampleRate);
    };
    if (!has_started_)
      gain_ = gain_target_.load(std::memory_order_relaxed), trim_ = trim_target_.load(std::memory_order_relaxed);
    Taken taken;
    if (speed == 1 && fraction_ == 0) {
      taken = copy(out, from, there);
      remember(from, taken.used);
    } else {
      taken = interpolate(out, from, there, speed, complete);
    }
    const bool dry = taken.made < wanted;
    if (dry && !complete) underruns_.fetch_add(1, std::memory_order_relaxed);
    if (taken.made > 0 || has_started_) {
      has_started_ = true;
      write_clock({place(from, was_between), place(from + taken.used, fraction_), audible_at,
                   audible_at + time_of(static_cast<std::int64_t>(taken.made)), speed, dry});
    }
    taken_.store(from + taken.used, std::memory_order_release);
  }
  consuming_.clear(std::memory_order_release);
}

void Voice::set_playing(bool playing) { playing_.store(playing, std::memory_order_release); }

void Voice::set_gain(float linear) { gain_target_.store(std::clamp(linear, 0.f, 1.f), std::memory_order_relaxed); }

void Voice::set_trim(float linear) { trim_target_.store(std::clamp(linear, 0.f, 4.f), std::memory_order_relaxed); }

void Voice::set_speed(double speed) {
  Sinc::table();  // made here, not by the sink
  speed_.store(std::clamp(speed, 1 - kMaxTrim, 1 + kMaxTrim), std::memory_order_relaxed);
}

std::size_t Voice::buffered() const {
  const std::uint64_t taken = taken_.load(std::memory_order_acquire);  // first: written_ never falls behind it
  return static_cast<std::size_t>(written_.load(std::memory_order_acquire) - taken);
}

bool Voice::complete() const { return complete_.load(std::memory_order_acquire); }

bool Voice::finished() const { return complete() && buffered() == 0; }

long Voice::underruns() const { return underruns_.load(std::memory_order_relaxed); }

std::optional<Duration> Voice::heard(Instant now) const {
  const auto clock = read_clock();
  if (!clock) return std::nullopt;
  const Duration at = clock->begin + scaled(now - clock->audible_at, clock->speed);
  return std::max(clock->dry ? std::min(at, clock->end) : at, Duration{});
}

std::optional<Instant> Voice::heard_until() const {
  const auto clock = read_clock();
  if (!clock) return std::nullopt;
  return clock->until;
}

void Voice::discard_until(Duration time) {
  if (consuming_.test_and_set(std::memory_order_acquire)) return;
  const std::uint64_t written = written_.load(std::memory_order_acquire),
                      taken = taken_.load(std::memory_order_relaxed);
  const std::uint64_t until = static_cast<std::uint64_t>(std::max<std::int64_t>(samples_in(time), 0));
  taken_.store(std::clamp(until, taken, written), std::memory_order_release);
  fraction_ = 0;
  before_.fill(0.f);
  consuming_.clear(std::memory_order_release);
}

void Voice::clear() {
  while (consuming_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  written_.store(0, std::memory_order_relaxed);
  taken_.store(0, std::memory_order_relaxed);
  complete_.store(false, std::memory_order_relaxed);
  underruns_.store(0, std::memory_order_relaxed);
  has_started_ = false;
  fraction_ = 0;
  before_.fill(0.f);
  speed_.store(1.0, std::memory_order_relaxed);
  clock_version_.store(0, std::memory_order_release);
  consuming_.clear(std::memory_order_release);
}

void Voice::write_clock(const Clock& clock) {
  const std::uint32_t version = clock_version_.load(std::memory_order_relaxed);
  clock_version_.store(version + 1, std::memory_order_relaxed);
  clock_begin_.store(clock.begin.count(), std::memory_order_release);
  clock_end_.store(clock.end.count(), std::memory_order_release);
  clock_audible_at_.store(clock.audible_at.time_since_epoch().count(), std::memory_order_release);
  clock_until_.store(clock.until.time_since_epoch().count(), std::memory_order_release);
  clock_speed_.store(clock.speed, std::memory_order_release);
  clock_dry_.store(clock.dry, std::memory_order_release);
  clock_version_.store(version + 2 == 0 ? 2 : version + 2, std::memory_order_release);
}

std::optional<Voice::Clock> Voice::read_clock() const {
  for (;;) {
    const std::uint32_t version = clock_version_.load(std::memory_order_acquire);
    if (version == 0) return std::nullopt;
    Clock clock;
    clock.begin = Duration(clock_begin_.load(std::memory_order_acquire));
    clock.end = Duration(clock_end_.load(std::memory_order_acquire));
    clock.audible_at = Instant(Duration(clock_audible_at_.load(std::memory_order_acquire)));
    clock.until = Instant(Duration(clock_until_.load(std::memory_order_acquire)));
    clock.speed = clock_speed_.load(std::memory_order_acquire);
    clock.dry = clock_dry_.load(std::memory_order_acquire);
    if (version % 2 == 0 && version == clock_version_.load(std::memory_order_relaxed)) return clock;
    std::this_thread::yield();
  }
}

}  // namespace redlight

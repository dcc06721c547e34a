#include "media/voice.h"

#include <algorithm>
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

void Voice::add_ramped(std::span<float> out, std::uint64_t from) {
  const float target = gain_target_.load(std::memory_order_relaxed);
  const float trim_target = trim_target_.load(std::memory_order_relaxed);
  if (!has_started_) gain_ = target, trim_ = trim_target;
  std::size_t at = static_cast<std::size_t>(from % capacity_) * 2;
  for (std::size_t i = 0; i < out.size(); i += 2) {
    gain_ = towards(gain_, target, kGainStep);
    trim_ = towards(trim_, trim_target, kTrimStep);
    const float gain = gain_ * trim_;
    out[i] += ring_[at] * gain;
    out[i + 1] += ring_[at + 1] * gain;
    at += 2;
    if (at == ring_.size()) at = 0;
  }
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
    const std::size_t frames =
        std::min(wanted, static_cast<std::size_t>(written_.load(std::memory_order_acquire) - from));
    add_ramped(out.first(frames * 2), from);
    const bool dry = frames < wanted;
    if (dry && !complete) underruns_.fetch_add(1, std::memory_order_relaxed);
    if (frames > 0 || has_started_) {
      has_started_ = true;
      write_clock({static_cast<std::int64_t>(from), static_cast<std::int64_t>(frames), audible_at, dry});
    }
    taken_.store(from + frames, std::memory_order_release);
  }
  consuming_.clear(std::memory_order_release);
}

void Voice::set_playing(bool playing) { playing_.store(playing, std::memory_order_release); }

void Voice::set_gain(float linear) { gain_target_.store(std::clamp(linear, 0.f, 1.f), std::memory_order_relaxed); }

void Voice::set_trim(float linear) { trim_target_.store(std::clamp(linear, 0.f, 4.f), std::memory_order_relaxed); }

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
  const Duration begin = time_of(clock->position), end = time_of(clock->position + clock->count);
  const Duration at = begin + (now - clock->audible_at);
  return std::max(clock->dry ? std::min(at, end) : at, Duration{});
}

std::optional<Instant> Voice::heard_until() const {
  const auto clock = read_clock();
  if (!clock) return std::nullopt;
  return clock->audible_at + time_of(clock->count);
}

void Voice::discard_until(Duration time) {
  if (consuming_.test_and_set(std::memory_order_acquire)) return;
  const std::uint64_t written = written_.load(std::memory_order_acquire),
                      taken = taken_.load(std::memory_order_relaxed);
  const std::uint64_t until = static_cast<std::uint64_t>(std::max<std::int64_t>(samples_in(time), 0));
  taken_.store(std::clamp(until, taken, written), std::memory_order_release);
  consuming_.clear(std::memory_order_release);
}

void Voice::clear() {
  while (consuming_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  written_.store(0, std::memory_order_relaxed);
  taken_.store(0, std::memory_order_relaxed);
  complete_.store(false, std::memory_order_relaxed);
  underruns_.store(0, std::memory_order_relaxed);
  has_started_ = false;
  clock_version_.store(0, std::memory_order_release);
  consuming_.clear(std::memory_order_release);
}

void Voice::write_clock(const Clock& clock) {
  const std::uint32_t version = clock_version_.load(std::memory_order_relaxed);
  clock_version_.store(version + 1, std::memory_order_relaxed);
  clock_position_.store(clock.position, std::memory_order_release);
  clock_count_.store(clock.count, std::memory_order_release);
  clock_audible_at_.store(clock.audible_at.time_since_epoch().count(), std::memory_order_release);
  clock_dry_.store(clock.dry, std::memory_order_release);
  clock_version_.store(version + 2 == 0 ? 2 : version + 2, std::memory_order_release);
}

std::optional<Voice::Clock> Voice::read_clock() const {
  for (;;) {
    const std::uint32_t version = clock_version_.load(std::memory_order_acquire);
    if (version == 0) return std::nullopt;
    Clock clock;
    clock.position = clock_position_.load(std::memory_order_acquire);
    clock.count = clock_count_.load(std::memory_order_acquire);
    clock.audible_at = Instant(Duration(clock_audible_at_.load(std::memory_order_acquire)));
    clock.dry = clock_dry_.load(std::memory_order_acquire);
    if (version % 2 == 0 && version == clock_version_.load(std::memory_order_relaxed)) return clock;
    std::this_thread::yield();
  }
}

}  // namespace redlight

// The lights' life: a pure function, within its limits, and safe for eyes.
#include "scene/light_score.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <deque>
#include <vector>

using namespace redlight;

namespace {

constexpr int kRate = 60;
constexpr long kHour = 3600L * kRate;
constexpr std::uint32_t kSeeds[] = {0, 1, 2023, 77777, 0xffffffffu};

Instant frame_time(long frame) { return Instant(Duration(frame * 1'000'000'000L / kRate)); }

/// Pairs of opposing changes as WCAG 2.2 SC 2.3.1 counts them: each of 10 % of the maximum or more, the darker side
/// below 0.8 of it. Fed with the luminance of frame after frame.
class FlashCounter {
 public:
  void feed(long frame, double luminance) {
    if (!started_) {
      low_ = high_ = luminance;
      started_ = true;
    }
    low_ = std::min(low_, luminance), high_ = std::max(high_, luminance);
    if (direction_ >= 0 && high_ - luminance >= 0.1 && luminance < 0.8) change(frame, -1, luminance);
    if (direction_ <= 0 && luminance - low_ >= 0.1 && low_ < 0.8) change(frame, 1, luminance);
    while (!changes_.empty() && frame - changes_.front() >= kRate) changes_.pop_front();
    most_ = std::max(most_, changes_.size());
  }
  /// The most changes within one second; two of them make a flash.
  std::size_t most_changes() const { return most_; }

 private:
  void change(long frame, int direction, double luminance) {
    direction_ = direction;
    low_ = high_ = luminance;
    changes_.push_back(frame);
  }

  bool started_ = false;
  double low_ = 0, high_ = 0;
  int direction_ = 0;
  std::deque<long> changes_;
  std::size_t most_ = 0;
};

}  // namespace

TEST_CASE("the flash counter counts flashes") {
  FlashCounter counter;
  // Five flashes a second.
  for (long frame = 0; frame < 120; ++frame) counter.feed(frame, frame / 6 % 2 == 0 ? 1.0 : 0.5);
  CHECK(counter.most_changes() >= 9);
  FlashCounter calm;
  for (long frame = 0; frame < 120; ++frame) calm.feed(frame, frame / 6 % 2 == 0 ? 1.0 : 0.96);
  CHECK(calm.most_changes() == 0);
}

TEST_CASE("a tube's level is a pure function within its limits") {
  for (const std::uint32_t seed : kSeeds)
    for (int tube = 0; tube < 2; ++tube)
      for (long frame = 0; frame < kHour; ++frame) {
        const double level = tube_level(seed, tube, 2, frame_time(frame));
        if (level < 0.5 || level > 1.1) FAIL("seed " << seed << ", frame " << frame << ": " << level);
      }
  std::vector<double> forwards, backwards;
  for (long frame = 0; frame < 6000; ++frame) forwards.push_back(tube_level(5, 1, 2, frame_time(frame)));
  for (long frame = 5999; frame >= 0; --frame) backwards.push_back(tube_level(5, 1, 2, frame_time(frame)));
  std::reverse(backwards.begin(), backwards.end());
  CHECK(forwards == backwards);
}

TEST_CASE("tubes flicker, but never more than three flashes in a second") {
  for (const std::uint32_t seed : kSeeds)
    for (int only = -1; only < 2; ++only) {
      // Both together, and each as if it were the only one that is seen.
      FlashCounter counter;
      for (long frame = 0; frame < kHour; ++frame) {
        const Instant now = frame_time(frame);
        const double sum = only >= 0 ? tube_level(seed, only, 2, now)
                                     : (tube_level(seed, 0, 2, now) + tube_level(seed, 1, 2, now)) / 2;
        counter.feed(frame, sum);
      }
      INFO("seed " << seed << ", tube " << only);
      CHECK(counter.most_changes() <= 6);
      if (only >= 0) CHECK(counter.most_changes() >= 2);
    }
}

TEST_CASE("a tube does not jump but for its dips") {
  double steepest = 0;
  for (long frame = 1; frame < kHour; ++frame)
    steepest = std::max(steepest,
                        std::abs(tube_level(1, 0, 1, frame_time(frame)) - tube_level(1, 0, 1, frame_time(frame - 1))));
  CHECK(steepest < 0.25);
  CHECK(steepest > 0.02);
}

TEST_CASE("years later the lights live as on the first day") {
  const long year = 365L * 24 * kHour;
  double least = 2, most = 0;
  for (long frame = 0; frame < kHour / 4; ++frame) {
    const double level = tube_level(3, 0, 1, frame_time(year + frame));
    least = std::min(least, level), most = std::max(most, level);
  }
  CHECK(least > 0.5);
  CHECK(least < 0.85);
  CHECK(most < 1.1);
}

TEST_CASE("lights are tubes by their name") {
  CHECK(is_tube("tube_key"));
  CHECK(is_tube("tube_"));
  CHECK_FALSE(is_tube("headlight"));
  CHECK_FALSE(is_tube("a_tube_"));
  CHECK_FALSE(is_tube(""));
}

TEST_CASE("smooth noise is smooth and keeps within one") {
  double last = smooth_noise(9, -10);
  for (int i = 1; i <= 20000; ++i) {
    const double value = smooth_noise(9, -10 + i * 0.001);
    REQUIRE(std::abs(value) <= 1);
    REQUIRE(std::abs(value - last) < 0.01);
    last = value;
  }
}

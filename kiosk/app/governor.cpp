#include "app/governor.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <utility>

namespace redlight {
namespace {

constexpr Duration kSlot = std::chrono::milliseconds(500);
constexpr Duration kLongestWait = std::chrono::hours(1), kForgiven = std::chrono::hours(2);
constexpr Duration kSetback = std::chrono::seconds(20);  // of calm, for each half second that was not
constexpr double kLateShare = 0.2;                       // of the frames of each of the newest half seconds: too many
constexpr double kHitchShare = 1. / 12;                  // of the frames of the whole window: too many
constexpr double kCalmShare = 0.05;     // as many may be late in a calm time: other programs run as well
constexpr double kHeadroom = 0.75;      // of the budget: what the level above may need
constexpr double kFits = 0.9;           // of the budget: what a level below may need to be chosen
constexpr std::uint32_t kEnough = 100;  // frames that tell what is usual

double ms(Duration d) { return seconds(d) * 1000; }
double cost_of(DetailLevel level) { return step_of(level).cost; }
DetailLevel level_at(std::size_t index) { return static_cast<DetailLevel>(index); }

}  // namespace

void FrameTimes::add(Duration took, Duration budget) {
  const double bin = seconds(took) / seconds(budget) * kBinsEach;
  count_[static_cast<std::size_t>(std::clamp(bin, 0.0, kBins - 1.0))]++;
  worst_ = std::max(worst_, took);
}

void FrameTimes::add(const FrameTimes& other) {
  for (std::size_t i = 0; i < count_.size(); i++) count_[i] += other.count_[i];
  worst_ = std::max(worst_, other.worst_);
}

void FrameTimes::halve() {
  for (auto& count : count_) count /= 2;
}

std::uint32_t FrameTimes::all() const { return over(0); }

std::uint32_t FrameTimes::over(int budgets) const {
  return std::accumulate(count_.begin() + budgets * kBinsEach, count_.end(), std::uint32_t{0});
}

double FrameTimes::share_at(double part) const {
  const double wanted = part * all();
  std::uint32_t below = 0;
  for (std::size_t bin = 0; bin < count_.size(); bin++) {
    below += count_[bin];
    if (below > 0 && below >= wanted) return static_cast<double>(bin + 1) / kBinsEach;
  }
  return 0;
}

void Governor::forget() {
  slot_ = {}, slot_begun_.reset();
  window_ = {}, slots_ = 0, last_ = {};
}

void Governor::drawn(Instant now, DetailLevel shown, Duration took, Duration budget) {
  if (shown != level_ || budget <= Duration{}) return;
  // A picture that stood, as a slide may, says nothing of the time before it.
  if (slot_begun_ && now - *slot_begun_ >= 4 * kSlot) forget();
  if (slot_begun_ && now - *slot_begun_ >= kSlot) end_slot(now, budget);
  if (!slot_begun_) slot_begun_ = now;
  slot_.add(took, budget);
}

void Governor::end_slot(Instant now, Duration budget) {
  const Duration length = now - *slot_begun_;
  times_.add(slot_);
  std::rotate(window_.begin(), window_.begin() + 1, window_.end());
  window_.back() = {slot_.all(), slot_.over(1), slot_.worst()};
  std::rotate(last_.begin(), last_.begin() + 1, last_.end());
  last_.back() = std::exchange(slot_, {});
  slots_ = std::min(slots_ + 1, kSlots);
  slot_begun_ = now;
  if (slots_ < kNewest) return;
  if (is_late_again_and_again()) {
    step_down(now, budget);
    return;
  }
  const Slot window = newest(kNewest);
  const bool is_calm = window.late <= kCalmShare * window.drawn;
  calm_ = is_calm ? calm_ + length : std::max(calm_ - kSetback, Duration{});
  try_up(now, budget);
}

Governor::Slot Governor::newest(std::size_t slots) const {
  Slot sum;
  for (std::size_t i = kSlots - slots; i < kSlots; i++)
    sum = {sum.drawn + window_[i].drawn, sum.late + window_[i].late, std::max(sum.worst, window_[i].worst)};
  return sum;
}

bool Governor::is_late_again_and_again() const {
  const auto is_late = [](const Slot& s) { return s.late >= kLateShare * s.drawn; };
  if (std::all_of(window_.end() - kNewest, window_.end(), is_late)) return true;
  if (slots_ < kSlots) return false;
  const auto hitches = std::count_if(window_.begin(), window_.end(), [](const Slot& s) { return s.late > 0; });
  const Slot all = newest(kSlots);
  return 4 * hitches > 3 * static_cast<std::ptrdiff_t>(kSlots) && all.late >= kHitchShare * all.drawn;
}

void Governor::step_down(Instant now, Duration budget) {
  const Slot window = newest(slots_);
  const std::string found = fmt::format("at '{}' {} of {} frames were late, the worst took {:.1f} of {:.1f} ms",
                                        step_of(level_).name, window.late, window.drawn, ms(window.worst), ms(budget));
  std::size_t to = index_of(level_);
  if (to + 1 == kDetailLevels) {
    why_ = found + "; there is no lower level";
    forget();
    return;
  }
  why_ = found;
  // A few frames that something else held up do not ask for two levels, so the median decides.
  FrameTimes latest;
  for (const FrameTimes& slot : last_) latest.add(slot);
  const double usual = latest.share_at(0.5) / cost_of(level_);
  do to++;
  while (to + 1 < kDetailLevels && usual * cost_of(level_at(to)) > kFits);
  if (raised_) wait_ = std::min(wait_ * 2, kLongestWait);
  raised_ = false, last_down_ = now;
  change(level_at(to), now);
}

void Governor::try_up(Instant now, Duration budget) {
  if (now - last_down_ >= kForgiven) wait_ = kFirstWait;
  if (level_ == DetailLevel::full) return;
  if (now - last_halved_ >= kFirstWait) last_halved_ = now, times_.halve();
  if (calm_ < wait_ || times_.all() < kEnough) return;
  const DetailLevel up = level_at(index_of(level_) - 1);
  const double expected = times_.share_at(0.95) * cost_of(up) / cost_of(level_);
  if (expected > kHeadroom) return;
  why_ = fmt::format("calm for {:.0f} s at '{}'; '{}' should take {:.1f} of {:.1f} ms", seconds(calm_),
                     step_of(level_).name, step_of(up).name, expected * ms(budget), ms(budget));
  raised_ = true;
  change(up, now);
}

void Governor::change(DetailLevel to, Instant now) {
  level_ = to;
  last_halved_ = now;
  times_ = {}, calm_ = {};
  forget();
}

}  // namespace redlight

#include "media/caption_timeline.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace redlight {
namespace {

constexpr std::size_t kLongestHistory = 8;

/// Whether a script's own event changes while it is seen: overrides that animate, and effects that scroll.
bool moves(std::string_view text) {
  constexpr std::string_view signs[] = {"\\t(", "\\move",  "\\fad",      "\\k",
                                        "\\K",  "Banner;", "Scroll up;", "Scroll down;"};
  return std::any_of(std::begin(signs), std::end(signs),
                     [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

}  // namespace

CaptionTimeline::CaptionTimeline(const CaptionScript& script) {
  struct Change {
    int begins = 0, ends = 0, moving = 0;
  };
  std::map<Duration, Change> changes;
  for (const CaptionEvent& event : script.events) {
    const int moving = !script.header.empty() && moves(event.text) ? 1 : 0;
    Change &begin = changes[event.begin], &end = changes[event.end];
    begin.begins++, begin.moving += moving;
    end.ends++, end.moving -= moving;
  }
  cuts_.reserve(changes.size());
  int events = 0, moving = 0;
  for (const auto& [at, change] : changes) {
    const bool goes_on = events > change.ends;
    events += change.begins - change.ends, moving += change.moving;
    cuts_.push_back({at, events, moving, goes_on});
  }
}

std::size_t CaptionTimeline::cut_before(Duration time) const {
  const auto after =
      std::upper_bound(cuts_.begin(), cuts_.end(), time, [](Duration t, const Cut& cut) { return t < cut.at; });
  return static_cast<std::size_t>(after - cuts_.begin());
}

CaptionTimeline::Span CaptionTimeline::at(Duration time) const {
  const std::size_t next = cut_before(time);
  const Duration until = next < cuts_.size() ? cuts_[next].at : Duration::max();
  if (next == 0) return {Duration::min(), until, false};
  const Cut& cut = cuts_[next - 1];
  if (cut.moving == 0) return {cut.at, until, cut.events > 0};
  const Duration from = cut.at + (time - cut.at) / kCaptionStep * kCaptionStep;
  return {from, std::min(from + kCaptionStep, until), true};
}

std::vector<Duration> CaptionTimeline::history(Duration from) const {
  std::vector<Duration> begins{from};
  std::size_t i = cut_before(from);
  if (i == 0) return begins;
  if (cuts_[i - 1].at < from) begins.push_back(cuts_[i - 1].at);
  while (begins.size() < kLongestHistory && --i > 0 && cuts_[i].goes_on) begins.push_back(cuts_[i - 1].at);
  std::reverse(begins.begin(), begins.end());
  return begins;
}

}  // namespace redlight

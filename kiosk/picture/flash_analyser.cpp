#include "picture/flash_analyser.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace redlight {

std::string describe(const FlashViolation& violation) {
  const auto time = [](Instant at) { return seconds(at.time_since_epoch()); };
  return fmt::format(
      "{} flash from {:.2f} s to {:.2f} s: {:g} flashes in one second over {:.0f} % of a 10 degree field",
      violation.kind == FlashKind::red ? "red" : "general", time(violation.start), time(violation.end),
      violation.flashes, violation.area * 100);
}

FlashAnalyser::FlashAnalyser(int width, int height, int long_side) : meter_(flash_grid(width, height, long_side)) {}

void FlashAnalyser::add(const Image& image, Instant now) {
  measure_field(image, meter_.grid(), field_);
  add(field_, now);
}

void FlashAnalyser::add(const FlashField& field, Instant now) {
  meter_.feed(field, now);
  for (const FlashKind kind : kFlashKinds) {
    std::optional<FlashViolation>& open = open_[static_cast<std::size_t>(kind)];
    if (!meter_.is_over(kind)) {
      if (open && now - open->end > kFlashSecond) close(kind);
      continue;
    }
    if (!open) {
      open.emplace();
      open->kind = kind, open->start = meter_.first_transition(kind);
    }
    open->end = std::max(open->end, meter_.last_transition(kind));
    open->area = std::max(open->area, meter_.area(kind));
    open->flashes = std::max(open->flashes, meter_.transitions(kind) / 2.0);
  }
}

void FlashAnalyser::close(FlashKind kind) {
  std::optional<FlashViolation>& open = open_[static_cast<std::size_t>(kind)];
  done_.push_back(*open);
  open.reset();
}

std::vector<FlashViolation> FlashAnalyser::take() { return std::exchange(done_, {}); }

std::vector<FlashViolation> FlashAnalyser::finish() {
  for (const FlashKind kind : kFlashKinds)
    if (open_[static_cast<std::size_t>(kind)]) close(kind);
  return take();
}

}  // namespace redlight

#include "app/show_stage.h"

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace redlight {
namespace {

bool is_same(const ShowStage::Wish& a, const ShowStage::Wish& b) { return a.show == b.show && a.stock == b.stock; }

/// A replacement comes with its words.
StockOptions staged(StockOptions stock, bool replaces) {
  stock.ground_first = !replaces;
  return stock;
}

}  // namespace

ShowStage::Production::Production(Wish from, bool replaces, Mixer& mixer, Instant start)
    : wish(std::move(from)), kiosk(*wish.show, staged(wish.stock, replaces), mixer, start) {}

void ShowStage::want(Wish wish, Instant now) {
  refusal_.reset();
  if (wish_ && is_same(*wish_, wish)) return;
  // What changed for a show that never came on stage has changed for its successor.
  if (wish_) wish.same_media = wish.same_media && wish_->same_media;
  wish_ = std::move(wish);
  begin_replacement(now);
}

void ShowStage::begin_replacement(Instant now) {
  dismiss(std::move(next_));
  if (running_ && is_same(running_->wish, *wish_)) return;
  const bool is_seen = running_ && running_->kiosk.stage().current;
  auto made = std::make_unique<Production>(*wish_, is_seen, mixer_, now);
  const Show& show = *wish_->show;
  spdlog::info("'{}' on {}x{}, {} scenes", show.title.in(show.languages.front(), ""), wish_->stock.width,
               wish_->stock.height, show.scenes.size());
  if (is_seen) {
    next_ = std::move(made);
    return;
  }
  dismiss(std::move(running_));
  running_ = std::move(made);
}

Picture ShowStage::advance(Instant now, std::span<const Action> actions) {
  std::erase_if(leaving_, [](const auto& one) { return one.wait_for(Duration{}) == std::future_status::ready; });
  if (next_) rehearse(now);
  return running_->kiosk.advance(now, actions);
}

/// The scene of the replacement that stands for what is on stage; where that one cannot be made, the next that can.
std::size_t ShowStage::scene_to_begin() const {
  const Stage& stage = running_->kiosk.stage();
  const std::size_t on_stage = (stage.incoming ? stage.incoming : stage.current)->scene;
  const std::size_t count = next_->wish.show->scenes.size();
  std::size_t scene = next_->kiosk.counterpart(*running_->wish.show, on_stage);
  for (std::size_t passed = 0; passed < count && next_->barred.contains(scene); passed++) scene = (scene + 1) % count;
  return scene;
}

void ShowStage::rehearse(Instant now) {
  const Kiosk::Predecessor before{running_->kiosk, wish_->same_media};
  const std::size_t scene = scene_to_begin();
  switch (next_->kiosk.rehearse(before, scene, now)) {
    case Kiosk::Readiness::not_yet:
      return;
    case Kiosk::Readiness::failed:
      return refuse(scene, now);
    case Kiosk::Readiness::ready:
      break;
  }
  // In the middle of a fade it would be a jump. A picture of a size that nobody can show must not wait for that.
  const bool fits =
      running_->kiosk.width() == next_->kiosk.width() && running_->kiosk.height() == next_->kiosk.height();
  if (fits && running_->kiosk.stage().incoming) return;
  next_->kiosk.take_over(before, scene, now);
  dismiss(std::exchange(running_, std::move(next_)));
  wish_->same_media = true;
}

void ShowStage::refuse(std::size_t scene, Instant now) {
  auto& barred = next_->barred;
  const Error error = next_->kiosk.fault(scene).value_or(Error{ErrorKind::malformed, "it cannot be shown", {}});
  if (next_->wish.show != running_->wish.show) {
    refusal_ = Refusal{next_->wish.show, scene, error};
    wish_->show = running_->wish.show;
    return begin_replacement(now);
  }
  // The size is as it is, and something must be shown in it: whatever can be. When nothing can, all is tried again.
  spdlog::error("scene '{}' is left out: {}", next_->wish.show->scenes[scene].id, describe(error));
  barred.insert(scene);
  if (barred.size() == next_->wish.show->scenes.size()) barred.clear();
}

/// A loader in the middle of its art, and a film's threads, take a while to end: not the time of a frame.
void ShowStage::dismiss(std::unique_ptr<Production> production) {
  if (!production) return;
  leaving_.push_back(std::async(std::launch::async, [leaves = std::move(production)]() mutable { leaves.reset(); }));
}

}  // namespace redlight

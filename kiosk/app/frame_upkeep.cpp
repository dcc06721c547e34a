#include "app/frame_upkeep.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/machine_speed.h"
#include "app/sign_maker.h"
#include "platform/machine.h"
#include "scene/compose.h"

namespace redlight {

FrameUpkeep::FrameUpkeep(const PlayOptions& options, const Presenter& presenter, const ShowStage::Wish& show,
                         Clock& clock)
    : options_(options),
      presenter_(presenter),
      clock_(clock),
      cache_(show.stock.cache),
      budget_(from_seconds(1.0 / presenter.refresh_rate())),
      has_art_(has_art(*show.show)),
      overlay_(show.stock.fonts) {}

/// What was asked for; what was kept; what a measurement foretells; else everything.
DetailControl FrameUpkeep::begin(int width, int height) {
  const DetailMemory memory(cache_, fmt::format("{}, {} threads, {}x{} at {:.0f} Hz", presenter_.name(),
                                                processor_threads(), width, height, presenter_.refresh_rate()));
  const auto made = [&](DetailLevel level, DetailControl::Rule rule, std::string why) {
    return DetailControl(level, rule, std::move(why), memory);
  };
  if (options_.detail) return made(*options_.detail, DetailControl::Rule::fixed, "it was asked for");
  // Where time passes by frames none is late.
  if (options_.virtual_clock) return made(DetailLevel::full, DetailControl::Rule::fixed, "no frame can be late");
  if (const auto kept = memory.recall()) return made(*kept, DetailControl::Rule::governed, "it was right last time");
  if (!presenter_.is_cpu()) return made(DetailLevel::full, DetailControl::Rule::governed, "nothing was late yet");
  if (!has_art_) return made(DetailLevel::full, DetailControl::Rule::governed, "it shows films alone");
  const Duration full = MachineSpeed(clock_).frame_time(DetailLevel::full, width, height);
  const DetailLevel fits = level_that_fits(full, budget_);
  memory.keep(fits);  // the next first light need not wait for a measurement
  return made(
      fits, DetailControl::Rule::governed,
      fmt::format("a frame in full should take {:.1f} of {:.1f} ms", seconds(full) * 1000, seconds(budget_) * 1000));
}

int FrameUpkeep::ground_scale(int width, int height) {
  if (!detail_ || width != width_ || height != height_) {
    width_ = width, height_ = height;
    detail_.emplace(begin(width, height));
  }
  return detail_->ground_scale();
}

void FrameUpkeep::prepare(Kiosk& kiosk, Instant now) const {
  // At the rate of the light: a room that comes to rest needs no more frames than one that lives.
  if (detail_) kiosk.set_detail(detail_->room(film_time(now)));
}

void FrameUpkeep::drawn(const Picture& picture, ShowStage& stage, Instant now, Duration took) {
  watch_.drawn(now, took, budget_);
  const bool is_lit = std::any_of(picture.grounds.begin(), picture.grounds.end(),
                                  [](const Ground& g) { return std::holds_alternative<LitGround>(g.what); });
  if (!detail_ || !is_lit) return;
  if (stage.is_replacing() || stage.kiosk()->is_preparing())
    detail_->excuse();
  else if (!overlay_.has_made_ink())  // what it costs to look at the show is not the show's: that frame does not count
    detail_->drawn(now, stage.shown()->stock.ground_scale, took, budget_);
}

StaffFacts FrameUpkeep::facts(const Picture& picture, ShowStage& stage, Instant now) {
  StaffFacts f;
  f.renderer = presenter_.name(), f.refresh_rate = presenter_.refresh_rate();
  f.width = picture.width, f.height = picture.height;
  f.frames = watch_.figures(now);
  if (detail_) f.level = detail_->level(), f.why = detail_->why();
  const Stage& on = stage.kiosk()->stage();
  const auto& scenes = stage.shown()->show->scenes;
  if (const auto& newest = on.incoming ? on.incoming : on.current) {
    f.on_air = scenes[newest->scene].id;
    f.next = scenes[on.upcoming].id;
  }
  const Player* film = stage.kiosk()->film();
  if (film && film->state() == PlayerState::playing) f.film = StaffFacts::Film{film->info(), film->counts()};
  f.visitor = on.mode == Mode::visitor;
  const auto& languages = stage.shown()->show->languages;
  if (const auto fixed = on.language.fixed; fixed && *fixed < languages.size())
    f.language = name_of_language(languages[*fixed]);
  return f;
}

void FrameUpkeep::add_to(Picture& picture, ShowStage& stage, const StaffDesk& desk, const VolumeState& volume,
                         Instant now) {
  if (overlay_.wants_facts(desk, now)) {
    StaffFacts told = facts(picture, stage, now);
    told.volume = volume;
    overlay_.set(told, now);
  }
  overlay_.lay_over(picture, desk, now);
}

}  // namespace redlight

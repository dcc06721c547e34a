#include "app/visitors.h"

#include <utility>

#include "app/sign_maker.h"
#include "base/caught.h"
#include "base/log.h"

namespace redlight {
namespace {

bool is_film(const Show& show, const std::optional<Appearance>& seen) {
  return seen && std::holds_alternative<TeaserScene>(show.scenes[seen->scene].content);
}

/// On displays of one size.
bool has_same_signs(const Show& one, const Show& other) {
  const auto same = [](const Text& a, const Text& b) { return a.by_language == b.by_language; };
  const TouchSettings &a = one.touch, &b = other.touch;
  return same(a.hint_words, b.hint_words) && same(a.countdown_words, b.countdown_words) &&
         same(a.stay_words, b.stay_words) && a.accessible == b.accessible && a.panel_height == b.panel_height &&
         one.languages == other.languages && one.language_mode == other.language_mode &&
         one.attract.countdown == other.attract.countdown;
}

}  // namespace

Visitors::Visitors(const Show& show, const StockOptions& options)
    : show_(show),
      options_(options),
      targets_(
          touch_targets(show.touch, has_language_button(show), static_cast<double>(options.width) / options.height)),
      lights_(static_cast<double>(options.width) / options.height) {}

void Visitors::point(const PointerEvent& event, Instant now) {
  using Phase = PointerEvent::Phase;
  if (event.phase == Phase::down) down_ = now;
  if (event.phase != Phase::cancel && down_ && now - *down_ <= kLongestHold) is_present_ = true;
  lights_.point(event, now);
  signs_.point(event, now);
  if (!show_.reduced_motion) swipe_.point(event, now);
}

Hands Visitors::hands(const Stage& stage, VisitorLights::Place home, Instant now) {
  return {lights_.step(now, home), swipe_.step(stage, show_.scenes.size(), now)};
}

/// They are begun when something is seen: nothing may hold up the first light.
bool Visitors::have_signs() {
  if (!options_.signs) return false;
  if (material_) return true;
  if (!making_.valid())
    making_ = std::async(std::launch::async, [show = show_, fonts = options_.fonts, targets = targets_,
                                              width = options_.width, height = options_.height,
                                              stop = stop_.get_token()] {
      return caught([&]() -> Result<SignMaterial> { return make_signs(show, fonts, targets, width, height, stop); });
    });
  const bool is_made =
      options_.patience == Patience::wait_until_due || making_.wait_for(Duration{}) == std::future_status::ready;
  if (!is_made) return false;
  auto made = making_.get();
  if (!made) spdlog::error("there are no signs for visitors: {}", describe(made.error()));
  material_ = std::make_shared<const SignMaterial>(made ? std::move(*made) : SignMaterial{});
  return true;
}

SignFacts Visitors::facts(const Stage& stage, bool has_panel, Instant now) const {
  SignFacts facts;
  facts.scenes = show_.scenes.size();
  facts.is_film = is_film(show_, stage.current) || is_film(show_, stage.incoming);
  facts.wants_hint = show_.touch.hint == HintMode::on || (show_.touch.hint == HintMode::automatic && has_panel);
  facts.wants_dots = show_.touch.dots;
  facts.is_calm = show_.reduced_motion;
  facts.orbit = orbit_at(show_.display.orbit, film_time(now), options_.width, options_.height);
  return facts;
}

void Visitors::lay_signs(Picture& picture, const Stage& stage, bool has_panel, Instant now) {
  if (!stage.current || !have_signs()) return;
  const Appearance& newest = stage.incoming ? *stage.incoming : *stage.current;
  signs_.lay_over(picture, *material_, targets_, stage, language_of(show_, stage, newest), facts(stage, has_panel, now),
                  now);
}

void Visitors::take_over(const Visitors& before) {
  lights_ = before.lights_, swipe_ = before.swipe_, signs_ = before.signs_;
  down_ = before.down_, is_present_ = before.is_present_;
  // No sign is gone for the moment in which the same would be made.
  if (has_same_signs(show_, before.show_)) material_ = before.material_;
}

}  // namespace redlight

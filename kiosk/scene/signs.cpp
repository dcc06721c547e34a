#include "scene/signs.h"

#include <algorithm>
#include <cmath>

#include "scene/easing.h"

namespace redlight {
namespace {

constexpr Rgb kBone{0.93f, 0.90f, 0.88f}, kEmber{0.96f, 0.30f, 0.24f}, kNight{0.02f, 0.01f, 0.012f};
constexpr double kRing = 0.42, kFade = 0.8;                        // seconds
constexpr double kHintFrom = 5, kHintUntil = 12, kHintFade = 1.2;  // seconds of a scene
constexpr double kHintEvery = 60;                                  // seconds, of a scene that stays
constexpr double kBreath = 3.2;                                    // seconds
constexpr std::size_t kMostRings = 16;
constexpr float kFaint = 0.5f, kPlate = 0.55f;

/// Lays signs on a picture, each around its middle.
struct Layer {
  Picture& picture;
  OrbitPlace orbit{};

  void put(const SignInk& ink, double x, double y, Rgb colour, double opacity) const {
    if (!ink.coverage || opacity <= 0) return;
    picture.sprites.push_back({ink.coverage, static_cast<float>(std::lround(x) - ink.middle_x) + orbit.x,
                               static_cast<float>(std::lround(y) - ink.middle_y) + orbit.y, colour,
                               static_cast<float>(opacity)});
  }
};

double slope(double from, double until, double at) { return eased(std::clamp((at - from) / (until - from), 0.0, 1.0)); }

/// The sign that asks: there for a while of each scene, breathing.
double hint_level(double age, bool is_calm) {
  const double there =
      slope(kHintFrom, kHintFrom + kHintFade, age) * (1 - slope(kHintUntil - kHintFade, kHintUntil, age));
  const double breath = is_calm ? 0 : 0.5 - 0.5 * std::cos((age - kHintFrom) / kBreath * 2 * M_PI);
  return there * (0.9 - 0.3 * breath);
}

struct Middle {
  double x, y;
};
Middle middle_of(const Region& r, const Picture& p) {
  return {(r.x + r.width / 2) * p.width, (r.y + r.height / 2) * p.height};
}

/// One dot a scene, in the order of the show; the one that was asked for is lit at once.
void lay_dots(const Layer& layer, const SignMaterial& material, const Region& place, const Stage& stage,
              std::size_t scenes, double level) {
  const std::size_t lit = stage.awaited.value_or((stage.incoming ? stage.incoming : stage.current)->scene);
  const auto [x, y] = middle_of(place, layer.picture);
  const double step = std::min(material.dot_step, place.width * layer.picture.width / static_cast<double>(scenes));
  const double first = x - step * static_cast<double>(scenes - 1) / 2;
  for (std::size_t i = 0; i < scenes; i++)
    layer.put(i == lit ? material.lit_dot : material.dot, first + step * static_cast<double>(i), y,
              i == lit ? kEmber : kBone, level * (i == lit ? 1 : kFaint));
}

}  // namespace

double Signs::Presence::level(bool is_there, Instant now) {
  if (is_there) last = now;
  return last ? 1 - slope(0, kFade, seconds(now - *last)) : 0;
}

void Signs::point(const PointerEvent& event, Instant now) {
  if (event.phase != PointerEvent::Phase::down || !std::isfinite(event.x) || !std::isfinite(event.y)) return;
  if (touched_.size() == kMostRings) touched_.erase(touched_.begin());
  touched_.push_back({event.x, event.y, now});
}

void Signs::lay_over(Picture& picture, const SignMaterial& material, const TouchTargets& targets, const Stage& stage,
                     std::size_t language, const SignFacts& facts, Instant now) {
  if (!stage.current || material.words.empty()) return;
  const SignMaterial::Words& words = material.words[std::min(language, material.words.size() - 1)];
  const bool is_visited = stage.mode == Mode::visitor;
  const auto notice = middle_of(targets.notice, picture);
  const Layer layer{picture, facts.orbit}, hand{picture};

  const double dots = dots_.level(is_visited && facts.wants_dots && facts.scenes > 1, now);
  if (dots > 0) lay_dots(layer, material, targets.dots, stage, facts.scenes, dots);

  const double counting = countdown_.level(stage.is_counting, now);
  if (stage.is_counting) counted_ = stage.idle_left;
  if (counting > 0 && !words.countdown.empty()) {
    const auto left = static_cast<std::size_t>(std::ceil(std::max(seconds(counted_), 0.0)));
    const double line = targets.notice.height * picture.height / 4;
    layer.put(material.plate, notice.x, notice.y, kNight, counting * kPlate);
    layer.put(words.countdown[std::min(left, words.countdown.size() - 1)], notice.x, notice.y - line, kBone, counting);
    layer.put(words.stay, notice.x, notice.y + line, kBone, counting * 0.75);
  } else if (facts.wants_hint && !is_visited && !facts.is_film && !stage.incoming) {
    const double level = hint_level(std::fmod(seconds(now - stage.current->since), kHintEvery), facts.is_calm);
    // Lower than the countdown: there are no dots now, and the floor is the calmest place.
    layer.put(words.hint, notice.x, notice.y + 0.3 * targets.notice.height * picture.height, kBone, level);
  }

  if (targets.language && (!facts.is_film || is_visited)) {
    const auto [x, y] = middle_of(*targets.language, picture);
    const double level = is_visited ? 1 : kFaint;
    layer.put(material.button, x, y, kNight, level * kPlate);
    layer.put(words.button, x, y, kBone, level);
  }

  std::erase_if(touched_, [&](const Touched& t) { return seconds(now - t.at) >= kRing; });
  for (const Touched& t : touched_) {
    const double age = std::clamp(seconds(now - t.at) / kRing, 0.0, 1.0);
    const auto ring = static_cast<std::size_t>(std::sqrt(age) * (SignMaterial::kRings - 1));
    hand.put(material.rings[ring], t.x * picture.width, t.y * picture.height, kBone, 0.7 * (1 - age) * (1 - age));
  }
}

}  // namespace redlight

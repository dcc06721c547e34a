#include "show/director.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace redlight {
namespace {

constexpr Duration patience = std::chrono::seconds(10);
constexpr Duration retry_after = std::chrono::minutes(1);
// Even a show whose visitors get cuts lets a running fade come to its end in a few frames: cutting it would be a jump.
constexpr Duration shortest_hurry = std::chrono::milliseconds(100);
// Times beyond this are a mistake of whoever reports them; the bound keeps sums of times far from overflow.
constexpr Duration longest = std::chrono::hours(24 * 365);

Duration bounded(Duration time) { return std::clamp(time, Duration::zero(), longest); }

}  // namespace

Plan plan_of(const Show& show) {
  Plan plan;
  plan.idle = show.attract.idle;
  plan.countdown = show.attract.countdown;
  plan.languages = show.language_mode == LanguageMode::both ? 1 : show.languages.size();
  plan.alternates = show.language_mode == LanguageMode::alternate;
  plan.touch_transition = show.attract.touch_transition;
  for (const Scene& scene : show.scenes)
    plan.cues.push_back({scene.hold, scene.transition, std::holds_alternative<TeaserScene>(scene.content)});
  return plan;
}

Director::Director(Plan plan, Instant start, std::optional<Request> request)
    : plan_(std::move(plan)), request_(request), now_(start), hold_from_(start) {
  assert(!plan_.cues.empty());
  plan_.idle = bounded(plan_.idle);
  plan_.countdown = std::clamp(plan_.countdown, Duration::zero(), plan_.idle / 2);
  plan_.touch_transition = bounded(plan_.touch_transition);
  for (Cue& cue : plan_.cues) {
    cue.transition = bounded(cue.transition);
    if (cue.hold) cue.hold = bounded(*cue.hold);
  }
  materials_.resize(plan_.cues.size());
}

Director::Director(Plan plan, Instant start, std::size_t first)
    : Director(std::move(plan), start, Request{.scene = first, .asked = start}) {
  assert(first < plan_.cues.size());
  publish();
}

Director::Director(Plan plan, Instant start, const Beginning& beginning)
    : Director(std::move(plan), start, std::nullopt) {
  assert(beginning.appearance.scene < plan_.cues.size());
  assert(!beginning.request || beginning.request->scene < plan_.cues.size());
  stage_.current = beginning.appearance;
  stage_.mode = beginning.mode;
  serial_ = beginning.appearance.serial;
  hold_from_ = beginning.hold_from;
  last_input_ = beginning.last_input;
  if (beginning.language.chosen.value_or(0) < plan_.languages) stage_.language.chosen = beginning.language.chosen;
  if (beginning.language.fixed.value_or(0) < plan_.languages) stage_.language.fixed = beginning.language.fixed;
  materials_[beginning.appearance.scene] = {true, bounded(beginning.length), std::nullopt};
  if (const auto& asked = beginning.request) ask_for(asked->scene, asked->direction, asked->pace, asked->loop);
  publish();
}

std::optional<Beginning> Director::beginning() const {
  if (!stage_.current) return std::nullopt;
  const Appearance& newest = stage_.incoming ? *stage_.incoming : *stage_.current;
  return Beginning{newest,
                   materials_[newest.scene].length,
                   fade_ ? fade_->until : hold_from_,
                   last_input_,
                   stage_.mode,
                   stage_.language,
                   request_};
}

const Stage& Director::step(const Event& event, Instant now) {
  now_ = std::max(now_, now);
  finish_fade();
  std::visit([this](const auto& one) { on(one); }, event);
  keep_time();
  begin_request();
  publish();
  return stage_;
}

bool Director::needs(std::size_t scene) const {
  return on_stage(scene) || stage_.awaited == scene || stage_.upcoming == scene;
}

bool Director::ready(std::size_t scene) const { return scene < materials_.size() && materials_[scene].ready; }

// Events

void Director::on(const Action& action) {
  if (is_beside_the_show(action.kind)) return hear_staff(action);
  last_input_ = now_;
  stage_.mode = Mode::visitor;
  if (action.kind == ActionKind::touch) return;
  if (action.kind == ActionKind::language) return choose_language();

  const std::size_t base = newest().value_or(0);
  std::optional<std::size_t> target;
  int direction = 1;
  switch (action.kind) {
    case ActionKind::next:
      target = next_showable(base, direction);
      break;
    case ActionKind::previous:
      direction = -1;
      target = next_showable(base, direction);
      break;
    case ActionKind::home:
      target = 0;
      break;
    case ActionKind::jump:
      if (action.scene >= plan_.cues.size()) return;
      target = action.scene;
      direction = action.scene < base ? -1 : 1;
      break;
    default:
      return;
  }
  if (target && is_barred(*target)) target = next_showable(*target, direction);
  hurry_fade();
  if (target) ask_for(*target, direction, Pace::touch, newest_loop());
}

void Director::hear_staff(const Action& action) {
  if (action.kind != ActionKind::fix_language) return;
  auto& fixed = stage_.language.fixed;
  const std::size_t next = fixed ? *fixed + 1 : 0;
  if (next < plan_.languages)
    fixed = next;
  else
    fixed.reset();
}

void Director::choose_language() {
  auto& [chosen, fixed] = stage_.language;
  // What the visitor reads, not what is being prepared.
  const auto& seen = stage_.incoming ? stage_.incoming : stage_.current;
  const std::size_t by_itself = plan_.alternates && seen ? seen->loop % plan_.languages : 0;
  chosen = (chosen.value_or(fixed.value_or(by_itself)) + 1) % plan_.languages;
}

void Director::on(const SceneReady& event) {
  // A scene that is not needed any more has been dropped by now: to count on it would show nothing.
  if (event.scene >= materials_.size() || !needs(event.scene)) return;
  materials_[event.scene] = {true, bounded(event.length), std::nullopt};
}

void Director::on(const SceneFailed& event) {
  if (event.scene >= materials_.size()) return;
  materials_[event.scene].ready = false;
  materials_[event.scene].barred_until = now_ + retry_after;
  if (stage_.current && stage_.current->scene == event.scene) current_spent_ = true;
  if (stage_.incoming && stage_.incoming->scene == event.scene) incoming_spent_ = true;
  if (request_ && request_->scene == event.scene) pass_over_request();
}

void Director::on(const SceneEnded& event) {
  if (event.scene >= plan_.cues.size() || !plan_.cues[event.scene].is_teaser) return;
  if (stage_.current && stage_.current->scene == event.scene) current_spent_ = true;
  if (stage_.incoming && stage_.incoming->scene == event.scene) incoming_spent_ = true;
}

// The passing of time

void Director::finish_fade() {
  if (!fade_ || now_ < fade_->until) return;
  const std::size_t gone = stage_.current->scene;
  stage_.current = std::exchange(stage_.incoming, std::nullopt);
  current_spent_ = std::exchange(incoming_spent_, false);
  hold_from_ = fade_->until;
  fade_.reset();
  end_appearance(gone);
  // The machine slept through the whole hold: the scene is seen from now on, not skipped.
  const auto& hold = plan_.cues[stage_.current->scene].hold;
  if (hold && now_ - hold_from_ > *hold) hold_from_ = now_;
}

void Director::hurry_fade() {
  if (!fade_) return;
  const double done = progress();
  const double whole = seconds(std::max(plan_.touch_transition, shortest_hurry));
  const Instant until = std::min(fade_->until, now_ + from_seconds(whole * (1 - done)));
  fade_ = Fade{now_, until, done};
}

void Director::keep_time() {
  if (request_ && !ready(request_->scene) && now_ - request_->asked >= patience) {
    materials_[request_->scene].barred_until = now_ + retry_after;
    pass_over_request();
  }
  if (stage_.mode == Mode::visitor && now_ - last_input_ >= plan_.idle) go_home();
  if (!request_ && !fade_) follow_the_loop();
}

void Director::pass_over_request() {
  const Request passed = *std::exchange(request_, std::nullopt);
  const auto target = next_showable(passed.scene, passed.direction);
  if (!target) return;
  const bool came_round = passed.pace == Pace::loop && *target <= passed.scene;
  ask_for(*target, passed.direction, passed.pace, passed.loop + (came_round ? 1 : 0));
}

void Director::go_home() {
  stage_.mode = Mode::attract;
  stage_.language.chosen.reset();
  const auto last = newest();
  if (last && plan_.cues[*last].is_teaser) return;
  const auto home = is_barred(0) ? next_showable(0, 1) : 0;
  if (home) ask_for(*home, 1, Pace::loop, newest_loop());
  if (!request_ && !fade_) hold_from_ = now_;
}

void Director::follow_the_loop() {
  if (!stage_.current) {
    // Nothing could be shown so far; whatever may be tried again first is the beginning.
    const auto first = is_barred(0) ? next_showable(0, 1) : 0;
    if (first) ask_for(*first, 1, Pace::loop, 0);
    return;
  }
  const std::size_t from = stage_.current->scene;
  const bool waits_for_visitor = stage_.mode == Mode::visitor && !plan_.cues[from].is_teaser && !current_spent_;
  if (waits_for_visitor) return;
  const auto following = next_showable(from, 1);
  if (!following) looped_until_ = now_;
  const auto time = due();
  if (!following || !time || now_ < *time) return;
  ask_for(*following, 1, Pace::loop, stage_.current->loop + (*following <= from ? 1 : 0));
}

// When the current scene has been seen for its time and the next one's fade begins.
std::optional<Instant> Director::due() const {
  const std::size_t scene = stage_.current->scene;
  if (current_spent_) return hold_from_;
  if (plan_.cues[scene].hold) return hold_from_ + *plan_.cues[scene].hold;
  const Duration length = materials_[scene].length;
  if (length <= Duration::zero()) return std::nullopt;
  const Instant since = stage_.current->since;
  const auto following = next_showable(scene, 1);
  const Duration overlap = following ? plan_.cues[*following].transition : Duration::zero();
  // While nothing could follow it, the scene went on from its beginning: its last moments are those of its present
  // round.
  const auto rounds = looped_until_ > since ? (looped_until_ - since) / length : 0;
  return std::max(hold_from_, since + (rounds + 1) * length - overlap);
}

// What is asked for, and what is on stage

void Director::ask_for(std::size_t scene, int direction, Pace pace, unsigned loop) {
  if (newest_on_stage() == scene)
    request_.reset();
  else
    request_ = Request{scene, newest() == scene ? request_->asked : now_, direction, pace, loop};
}

void Director::begin_request() {
  if (!request_ || fade_ || !ready(request_->scene)) return;
  const Request request = *std::exchange(request_, std::nullopt);
  Appearance appearance{request.scene, now_, request.loop, ++serial_, newest_on_stage()};
  const Duration length = request.pace == Pace::touch ? plan_.touch_transition : plan_.cues[request.scene].transition;
  if (stage_.current && length > Duration::zero()) {
    appearance.fade = length;
    stage_.incoming = appearance;
    incoming_spent_ = false;
    fade_ = Fade{now_, now_ + length, 0};
    return;
  }
  const auto gone = std::exchange(stage_.current, appearance);
  current_spent_ = false;
  hold_from_ = now_;
  if (gone) end_appearance(gone->scene);
}

void Director::end_appearance(std::size_t scene) {
  if (!plan_.cues[scene].is_teaser) return;
  // It stands at its end; it must be wound back before it can appear again.
  materials_[scene].ready = false;
  if (request_ && request_->scene == scene) request_->asked = now_;
}

void Director::publish() {
  stage_.progress = progress();
  stage_.awaited = request_ ? std::optional(request_->scene) : std::nullopt;
  const auto last = newest();
  stage_.upcoming = last ? next_showable(*last, 1).value_or(*last) : 0;
  stage_.idle_left = stage_.mode == Mode::visitor ? plan_.idle - (now_ - last_input_) : Duration::zero();
  const bool plays = last && plan_.cues[*last].is_teaser;  // it is not interrupted
  stage_.is_counting = stage_.mode == Mode::visitor && !plays && plan_.countdown > Duration::zero() &&
                       stage_.idle_left <= plan_.countdown;
  for (std::size_t scene = 0; scene < materials_.size(); ++scene)
    if (!needs(scene)) materials_[scene].ready = false;
}

// Questions

bool Director::is_barred(std::size_t scene) const {
  const auto& until = materials_[scene].barred_until;
  return until && now_ < *until;
}

// The nearest other scene that may be shown; empty when there is none.
std::optional<std::size_t> Director::next_showable(std::size_t from, int direction) const {
  const std::size_t count = plan_.cues.size();
  std::size_t scene = from;
  for (std::size_t passed = 1; passed < count; ++passed) {
    scene = direction > 0 ? (scene + 1) % count : (scene + count - 1) % count;
    if (!is_barred(scene)) return scene;
  }
  return std::nullopt;
}

std::optional<std::size_t> Director::newest_on_stage() const {
  if (stage_.incoming) return stage_.incoming->scene;
  if (stage_.current) return stage_.current->scene;
  return std::nullopt;
}

std::optional<std::size_t> Director::newest() const {
  return request_ ? std::optional(request_->scene) : newest_on_stage();
}

unsigned Director::newest_loop() const {
  if (request_) return request_->loop;
  if (stage_.incoming) return stage_.incoming->loop;
  return stage_.current ? stage_.current->loop : 0;
}

double Director::progress() const {
  if (!fade_) return 0;
  if (now_ >= fade_->until) return 1;
  const double part = seconds(now_ - fade_->from) / seconds(fade_->until - fade_->from);
  return std::clamp(fade_->start + (1 - fade_->start) * part, 0.0, 1.0);
}

bool Director::on_stage(std::size_t scene) const {
  return (stage_.current && stage_.current->scene == scene) || (stage_.incoming && stage_.incoming->scene == scene);
}

}  // namespace redlight

#include "app/seam_watch.h"

#include <algorithm>
#include <fmt/format.h>

namespace redlight::test {

namespace {

constexpr double kDarkest = 10;  // mean of 255; words on a flat poster, the darkest scene of a tiny show, are above
constexpr std::size_t kTold = 12;

template <class Of>
double median(const std::vector<Mean>& means, Of of) {
  std::vector<double> values;
  values.reserve(means.size());
  for (const Mean& mean : means) values.push_back(of(mean));
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Mean median_of(const std::vector<Mean>& means) {
  return {median(means, [](const Mean& m) { return m.r; }), median(means, [](const Mean& m) { return m.g; }),
          median(means, [](const Mean& m) { return m.b; })};
}

}  // namespace

void SeamWatch::fault(Instant now, const std::string& what) {
  faults_.push_back(fmt::format("at {:.4f} s: {}", seconds(now.time_since_epoch()), what));
}

std::string SeamWatch::first_faults() const {
  std::string text = fmt::format("{} faults\n", faults_.size());
  for (std::size_t i = 0; i < std::min(kTold, faults_.size()); ++i) text += faults_[i] + "\n";
  return text;
}

const TinyFilm* SeamWatch::film_of(std::size_t scene) const {
  const auto* teaser = std::get_if<TeaserScene>(&show_.scenes[scene].content);
  if (!teaser) return nullptr;
  const auto name = teaser->video.portrait.filename();
  const auto found =
      std::find_if(films_.begin(), films_.end(), [&](const TinyFilm& film) { return film.file == name; });
  return found == films_.end() ? nullptr : &*found;
}

void SeamWatch::note_appearance(const Stage& stage) {
  const auto& newest = stage.incoming ? stage.incoming : stage.current;
  if (appearances_.empty() || appearances_.back().serial != newest->serial) appearances_.push_back(*newest);
}

void SeamWatch::look(Instant now, const Stage& stage, const Picture& picture) {
  if (!stage.current) {
    if (!appearances_.empty()) fault(now, "nothing is on stage");
    return;
  }
  note_appearance(stage);
  frames_++;
  if (picture.grounds.empty()) fault(now, "the picture has no ground");
  check_grounds(now, stage, picture);
  renderer_.draw(picture);
  const Mean mean = mean_of(renderer_.image());
  if (mean.brightness() < kDarkest) fault(now, fmt::format("the frame is black: {:.1f}", mean.brightness()));
  if (!stage.incoming) check_alone(now, stage, picture, mean);
  const std::size_t from = stage.current->scene, to = stage.incoming ? stage.incoming->scene : from;
  // A fade's steps include the one out of it: from the last mixed frame to the first of the new scene alone.
  if (last_mean_ && stage.incoming) steps_.push_back({from, to, now, distance(*last_mean_, mean)});
  if (last_mean_ && !stage.incoming && fading_to_ == from)
    steps_.push_back({*fading_from_, from, now, distance(*last_mean_, mean)});
  last_mean_ = mean;
  fading_from_ = stage.incoming ? std::optional(from) : std::nullopt;
  fading_to_ = stage.incoming ? std::optional(to) : std::nullopt;
}

void SeamWatch::check_film(Instant now, const Appearance& appearance, std::optional<int> number, const char* where) {
  const TinyFilm& film = *film_of(appearance.scene);
  const int due = film.number_due(now - appearance.since);
  if (!number) return fault(now, fmt::format("{} of '{}' has no number to read", where, film.file));
  const bool right =
      punctuality_ == Punctuality::exact ? *number == due : *number >= film.first_number && *number <= due;
  if (!right) fault(now, fmt::format("{} of '{}' shows {}, due is {}", where, film.file, *number, due));
}

void SeamWatch::check_alone(Instant now, const Stage& stage, const Picture& picture, const Mean& mean) {
  const std::size_t scene = stage.current->scene;
  if (picture.grounds.size() != 1 || picture.grounds.front().weight != 1)
    fault(now, fmt::format("scene {} is alone on stage, the picture has {} grounds", scene, picture.grounds.size()));
  if (film_of(scene))
    check_film(now, *stage.current, film_number(renderer_.image()), "the frame");
  else
    lone_.push_back({scene, now, mean});
}

/// In a fade a film is seen through another scene; what it contributes must be due as well.
void SeamWatch::check_grounds(Instant now, const Stage& stage, const Picture& picture) {
  if (!stage.incoming) return;
  if (picture.grounds.size() > Picture::kMaxGrounds) fault(now, "more than two grounds");
  for (const auto* appearance : {&*stage.current, &*stage.incoming}) {
    const bool comes = appearance == &*stage.incoming;
    if (!film_of(appearance->scene) || picture.grounds.empty()) continue;
    if (comes && picture.grounds.size() < 2) continue;  // its weight is still nothing
    const Ground& ground = comes ? picture.grounds.back() : picture.grounds.front();
    const auto* frame = std::get_if<FrameGround>(&ground.what);
    if (!frame || !frame->frame)
      fault(now, "a film in a fade has no frame");
    else
      check_film(now, *appearance, film_number(*frame->frame), comes ? "what comes" : "what goes");
  }
}

void SeamWatch::conclude(Duration shortest_fade) {
  std::map<std::size_t, std::vector<Mean>> by_scene;
  for (const Lone& lone : lone_) by_scene[lone.scene].push_back(lone.mean);
  std::map<std::size_t, Mean> looks;
  for (const auto& [scene, means] : by_scene) looks[scene] = median_of(means);
  for (const Lone& lone : lone_) {
    const auto nearest = std::min_element(looks.begin(), looks.end(), [&](const auto& a, const auto& b) {
      return distance(a.second, lone.mean) < distance(b.second, lone.mean);
    });
    if (nearest->first != lone.scene)
      fault(lone.at, fmt::format("scene {} is alone on stage and looks like scene {}", lone.scene, nearest->first));
  }
  if (shortest_fade <= Duration::zero()) return;
  // The eased fade is steepest in its middle, 1.5 times its mean; mixing in linear light makes it steeper where it is
  // dark.
  const double share = 2.5 / 60 / seconds(shortest_fade);
  for (const Step& step : steps_)
    if (step.change > 255 * share)
      fault(step.at, fmt::format("the fade from {} to {} jumps by {:.1f}", step.from, step.to, step.change));
}

}  // namespace redlight::test

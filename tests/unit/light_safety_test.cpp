// Whatever a show asks of its lights, and however visitors leaf through it, no second has more than three flashes: the
// director, the scenes and the lights together, over random shows, on the gains of the composed picture.
#include <catch2/catch.hpp>
#include <random>

#include "scene/compose.h"
#include "unit/director_rig.h"
#include "unit/flash_counter.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

constexpr int kRate = 48;  // the light moves 24 times a second, fades at every refresh

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : bits_(seed) {}
  double upto(double most) { return std::uniform_real_distribution<double>(0, most)(bits_); }
  int below(int count) { return std::uniform_int_distribution<int>(0, count - 1)(bits_); }
  bool one_in(int count) { return below(count) == 0; }

 private:
  std::mt19937_64 bits_;
};

ArtPtr art_with(const std::vector<std::string>& names) {
  auto art = std::make_shared<LitArt>();
  for (const std::string& name : names) {
    LightLayer layer;
    layer.name = name;
    art->lights.push_back(std::move(layer));
  }
  return art;
}

/// Anything that a show file may ask of lights; times at their worst more often than not.
Show random_show(Chance& chance, const std::vector<std::string>& names) {
  Show show;
  show.languages = {"en"};
  show.attract.idle = 5s;
  show.attract.touch_transition = from_seconds(0.2 + chance.upto(0.3));
  for (const std::string& name : names) {
    if (chance.one_in(2)) continue;
    LightSettings& set = show.lights[name];
    set.strength = chance.upto(4);
    if (chance.one_in(2)) set.behaviour = static_cast<Behaviour>(chance.below(5));
    set.tint = {chance.upto(1), chance.upto(1), chance.upto(1)};
  }
  const int scenes = 2 + chance.below(4);
  for (int i = 0; i < scenes; ++i) {
    Scene scene;
    scene.hold = chance.one_in(2) ? Duration(1s) : from_seconds(1 + chance.upto(5));
    scene.transition = chance.one_in(2) ? Duration{} : from_seconds(chance.upto(1));
    PosterScene poster;
    for (const std::string& name : names) {
      if (!chance.one_in(3)) poster.lights[name] = chance.one_in(2) ? 4 * chance.below(2) : chance.upto(4);
      if (!chance.one_in(3)) scene.cues[name] = static_cast<LightCue>(chance.one_in(2) ? 0 : chance.below(6));
    }
    scene.content = poster;
    show.scenes.push_back(std::move(scene));
  }
  return show;
}

double luminance(const Rgb& c) { return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b; }
double redness(const Rgb& c) { return std::max(c.r - c.g - c.b, 0.f); }
constexpr double kLeastLuminance = 0.1, kLeastRedness = 20.0 / 320;

/// One way of looking at the lights: what share each has where somebody looks.
struct Watch {
  std::vector<double> share;
  double bend = 0;   // of a tone curve; 0: none
  bool red = false;  // sees redness instead of luminance
  double brightest = 0;
  std::vector<double> seen{};

  void look(const LitGround& lit) {
    double sum = 0;
    for (std::size_t i = 0; i < share.size(); ++i)
      sum += share[i] * (red ? redness(lit.gain[i]) : luminance(lit.gain[i]));
    seen.push_back(sum);
    double full = 0;
    for (std::size_t i = 0; i < share.size(); ++i)
      full += share[i] * static_cast<double>(std::max({lit.gain[i].r, lit.gain[i].g, lit.gain[i].b}));
    brightest = std::max(brightest, red ? full : sum);
  }
  std::size_t most_changes() const {
    FlashCounter counter(kRate, red ? kLeastRedness : kLeastLuminance);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const double x = brightest > 0 ? seen[i] / brightest : 0;
      counter.feed(static_cast<long>(i), x * (1 + bend) / (1 + bend * x));
    }
    return counter.most_changes();
  }
};

std::vector<Watch> watches(Chance& chance, std::size_t lights) {
  std::vector<Watch> all{{std::vector<double>(lights, 1.0)}, {std::vector<double>(lights, 1.0), 4}};
  for (std::size_t i = 0; i < lights; ++i) {
    Watch one{std::vector<double>(lights, 0.0)};
    one.share[i] = 1;
    all.push_back(one);
    one.bend = 4;
    all.push_back(one);
  }
  for (int n = 0; n < 4; ++n) {
    Watch some{std::vector<double>(lights, 0.0), n % 2 * 3.0};
    for (double& share : some.share) share = chance.upto(1);
    all.push_back(some);
  }
  const std::size_t grey = all.size();
  for (std::size_t i = 0; i < grey; ++i) all.push_back(all[i]), all.back().red = true;
  return all;
}

/// Plays a random show for `length` and returns the most changes in any second that anybody could have seen.
std::size_t most_changes(std::uint64_t seed, Duration length, bool visitors) {
  Chance chance(seed);
  std::vector<std::string> names{"ambient", "headlight"};
  for (int i = 0, tubes = 1 + chance.below(5); i < tubes; ++i) names.push_back("tube_" + std::to_string(i));
  const Show show = random_show(chance, names);
  const ArtPtr art = art_with(names);
  const Material material = PosterMaterial{{art}, {}};
  std::vector<Watch> all = watches(chance, names.size());
  Rig rig(plan_of(show), Duration(1s) / kRate);
  rig.watch = [](const Stage&, Instant) {};
  for (long frame = 0; frame < length / 1s * kRate; ++frame) {
    if (visitors && chance.one_in(kRate / 3)) rig.act(chance.one_in(2) ? ActionKind::next : ActionKind::previous);
    rig.run_until(Instant(Duration(1s) * frame / kRate));
    const Picture picture = compose(
                                show, rig.stage(), [&](std::size_t) { return &material; }, rig.now(), 100, 100)
                                .picture;
    REQUIRE(picture.grounds.size() == 1);
    for (Watch& one : all) one.look(std::get<LitGround>(picture.grounds[0].what));
  }
  std::size_t most = 0;
  for (const Watch& one : all) most = std::max(most, one.most_changes());
  return most;
}

}  // namespace

TEST_CASE("no show file makes its lights flash more than three times in a second") {
  std::size_t most = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    const std::size_t changes = most_changes(seed, 60s, false);
    most = std::max(most, changes);
    INFO("show " << seed);
    REQUIRE(changes <= kMostChanges);
  }
  CHECK(most >= 4);  // or the watch sees nothing
}

TEST_CASE("nor do visitors who leaf through it") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    INFO("show " << seed);
    REQUIRE(most_changes(seed, 60s, true) <= kMostChanges);
  }
}

// What a show's settings and cues make of the composed picture, and of the tubes' hum.
#include <catch2/catch.hpp>

#include "scene/compose.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kTube = 0, kLamp = 1, kRim = 2;

ArtPtr make_art() {
  auto art = std::make_shared<LitArt>();
  for (const char* name : {"tube_key", "headlight", "tube_rim"}) {
    LightLayer layer;
    layer.name = name;
    art->lights.push_back(std::move(layer));
  }
  return art;
}

/// Three scenes over one art: a poster, a teaser (of which nothing is seen), a second poster.
struct LitRoom {
  LitRoom() {
    show.languages = {"en"};
    show.scenes = {Scene{"a", PosterScene{}, 10s, 1s}, Scene{"film", TeaserScene{}, std::nullopt, 1s},
                   Scene{"b", PosterScene{}, 10s, 1s}};
    // What "hold" holds does not breathe: exact numbers.
    for (Scene& scene : show.scenes)
      if (scene.id != "film")
        scene.cues = {{"tube_key", LightCue::hold}, {"headlight", LightCue::hold}, {"tube_rim", LightCue::hold}};
  }
  FindMaterial find() const {
    return [this](std::size_t scene) { return scene == 1 ? nullptr : &material; };
  }
  LitGround lit(const Stage& stage, Instant now) const {
    const Picture picture = compose(show, stage, find(), now, 10, 10).picture;
    REQUIRE(picture.grounds.size() == 1);
    return std::get<LitGround>(picture.grounds[0].what);
  }
  double hum(const Stage& stage, Instant now) const { return compose(show, stage, find(), now, 10, 10).hum; }

  Show show;
  Material material = PosterMaterial{{make_art()}, {}};
};

Appearance appearance(std::size_t scene, Instant since, std::optional<std::size_t> after = {}) {
  return {scene, since, 0, 1, after};
}
Stage only(const Appearance& one) {
  Stage stage;
  stage.current = one;
  return stage;
}

}  // namespace

TEST_CASE("strength, level and tint multiply, and are held to what is safe") {
  LitRoom room;
  room.show.lights["tube_key"].strength = 2;
  room.show.lights["tube_key"].tint = {1, 0.5, 0.25};
  std::get<PosterScene>(room.show.scenes[0].content).lights = {{"tube_key", 1.5}, {"tube_rim", 0.5}};
  const Stage stage = only(appearance(0, {}));
  LitGround lit = room.lit(stage, Instant(20s));
  CHECK(lit.gain[kTube] == Rgb{3, 1.5f, 0.75f});
  CHECK(lit.gain[kRim] == Rgb{0.5f, 0.5f, 0.5f});
  CHECK(lit.gain[kLamp] == Rgb{1, 1, 1});
  room.show.lights["tube_key"].strength = 4;
  CHECK(room.lit(stage, Instant(20s)).gain[kTube] == Rgb{4, 2, 1});
}

TEST_CASE("the behaviour of a light is its name's, or what the show says") {
  LitRoom room;
  room.show.scenes[0].cues = {{"tube_key", LightCue::strike}};
  const Stage stage = only(appearance(0, Instant(100s)));
  const auto struck = room.lit(stage, Instant(101s));
  CHECK(struck.gain[kTube].r < 0.1f);
  CHECK(struck.along[kTube][0] > 2);
  CHECK(struck.along[kLamp] == kUniformTube);
  room.show.lights["tube_key"].behaviour = Behaviour::steady;
  CHECK(room.lit(stage, Instant(103s)).gain[kTube] == Rgb{1, 1, 1});
  CHECK(room.lit(stage, Instant(101s)).along[kTube] == kUniformTube);
}

TEST_CASE("a cue counts from when its scene begins to come") {
  LitRoom room;
  room.show.scenes[2].cues["tube_key"] = LightCue::out;
  Stage stage = only(appearance(0, {}));
  stage.incoming = appearance(2, Instant(50s), 0);
  stage.progress = 1;
  CHECK(room.lit(stage, Instant(50s)).gain[kTube].r == Approx(1).margin(0.05));
  CHECK(room.lit(stage, Instant(53s)).gain[kTube].r == 0);
}

TEST_CASE("a teaser's cues are for what follows it, unless that has its own") {
  LitRoom room;
  room.show.scenes[1].cues = {{"tube_key", LightCue::warm}, {"tube_rim", LightCue::warm}};
  room.show.scenes[2].cues.erase("tube_key");
  const auto after_film = room.lit(only(appearance(2, Instant(30s), 1)), Instant(30s));
  CHECK(after_film.gain[kTube].r < 0.1f);
  CHECK(after_film.gain[kRim].r == 1);  // held by the scene itself
  CHECK(after_film.gain[kLamp].r == 1);
  const auto after_poster = room.lit(only(appearance(2, Instant(30s), 0)), Instant(30s));
  CHECK(after_poster.gain[kTube].r > 0.9f);
}

TEST_CASE("in a cross-fade what burns along a tube is mixed, and its mean stays the gain") {
  LitRoom room;
  room.show.scenes[2].cues["tube_key"] = LightCue::strike;
  Stage stage = only(appearance(0, {}));
  stage.incoming = appearance(2, Instant(50s), 0);
  const Instant now(51s);
  stage.progress = 0.5;
  const LitGround a = room.lit(only(*stage.current), now), b = room.lit(only(*stage.incoming), now),
                  mix = room.lit(stage, now);
  const auto power = [](const Rgb& gain) { return gain.r + gain.g + gain.b; };
  for (std::size_t i = 0; i < kTubeSteps; ++i)
    CHECK(
        mix.along[kTube][i] * power(mix.gain[kTube]) ==
        Approx((a.along[kTube][i] * power(a.gain[kTube]) + b.along[kTube][i] * power(b.gain[kTube])) / 2).margin(1e-5));
  float mean = (mix.along[kTube].front() + mix.along[kTube].back()) / 2;
  for (std::size_t i = 1; i + 1 < kTubeSteps; ++i) mean += mix.along[kTube][i];
  CHECK(mean / (kTubeSteps - 1) == Approx(1));
}

TEST_CASE("the hum follows the tubes, is none without them, and steps back under a film") {
  LitRoom room;
  const Stage poster = only(appearance(0, {}));
  CHECK(room.hum(poster, Instant(20s)) == 1);
  CHECK(room.hum(only(appearance(1, {})), Instant(20s)) == 0);
  CHECK(room.hum({}, Instant(20s)) == 0);

  Stage film_comes = poster;
  film_comes.incoming = appearance(1, Instant(20s), 0);
  double last = 2;
  for (int i = 0; i <= 10; ++i) {
    film_comes.progress = i / 10.0;
    const double hum = room.hum(film_comes, Instant(20s) + i * 100ms);
    CHECK(hum < last);
    last = hum;
  }
  CHECK(last == 0);

  std::get<PosterScene>(room.show.scenes[0].content).lights = {{"tube_key", 0}};
  CHECK(room.hum(poster, Instant(20s)) == 0.5);
  std::get<PosterScene>(room.show.scenes[0].content).lights = {{"tube_key", 0}, {"tube_rim", 0}};
  CHECK(room.hum(poster, Instant(20s)) == 0);

  LitRoom dark;
  dark.show.scenes[0].cues = {{"tube_key", LightCue::strike}, {"tube_rim", LightCue::out}};
  CHECK(dark.hum(poster, Instant{}) == 0.5);  // the rim has just been told to go out
  CHECK(dark.hum(poster, Instant(2s)) < 0.3);
  CHECK(dark.hum(poster, Instant(12s)) > 0.45);
}

TEST_CASE("two rooms of one size add up their light in a cross-fade; the words of both never lie over each other") {
  LitRoom room;
  const Material other = PosterMaterial{{make_art()}, {}};
  const auto find = [&](std::size_t scene) { return scene == 2 ? &other : &room.material; };
  Stage stage = only(appearance(0, {}));
  stage.incoming = appearance(2, Instant(50s), 0);
  stage.progress = 0.5;
  Hands hands;
  hands.touches[0] = {0.5f, 0.5f, {4, 2, 1}};
  const Picture picture = compose(room.show, stage, find, Instant(51s), 10, 10, hands).picture;
  REQUIRE(picture.grounds.size() == 2);
  CHECK_FALSE(picture.grounds[0].adds_light);
  CHECK(picture.grounds[1].adds_light);
  const auto &a = std::get<LitGround>(picture.grounds[0].what), &b = std::get<LitGround>(picture.grounds[1].what);
  CHECK(a.art != b.art);
  for (std::size_t i = 0; i < 3; i++) CHECK(a.gain[i].r + b.gain[i].r == Approx(1));
  CHECK(a.touches[0].radiance.r + b.touches[0].radiance.r == Approx(4));  // no finger has two lights
  // At either end there is one of them.
  stage.progress = 0;
  CHECK(compose(room.show, stage, find, Instant(50s), 10, 10).picture.grounds.size() == 1);
  stage.progress = 1;
  CHECK(compose(room.show, stage, find, Instant(52s), 10, 10).picture.grounds.size() == 1);
}

TEST_CASE("what a visitor asked for answers in the frame in which it is asked") {
  LitRoom room;
  room.show.attract.touch_transition = 350ms;
  room.show.scenes[2].cues = room.show.scenes[0].cues;
  std::get<PosterScene>(room.show.scenes[2].content).lights = {{"tube_key", 0}};
  Stage stage = only(appearance(0, {}));
  stage.incoming = appearance(2, Instant(50s), 0);
  stage.incoming->fade = 350ms;
  const float asked = room.lit(stage, Instant(50s)).gain[kTube].r;
  CHECK(asked < 0.97f);
  CHECK(asked > 0.9f);
  stage.incoming->fade = 2s;
  CHECK(room.lit(stage, Instant(50s)).gain[kTube].r == 1);
  stage.incoming->fade = 350ms, stage.progress = 1;
  CHECK(room.lit(stage, Instant(51s)).gain[kTube].r == 0);
}

TEST_CASE("what stands still wanders with its art, and a film does not") {
  LitRoom room;
  const auto ink = solid_ink(4, 4);
  auto& words = std::get<PosterMaterial>(room.material).words;
  words.push_back({Sprite{ink, 20, 30, {1, 1, 1}, 1}});
  room.show.display.orbit = 120;
  const Stage stage = only(appearance(0, {}));
  bool moved = false;
  for (int second = 0; second < 60; second++) {
    const Picture picture = compose(room.show, stage, room.find(), Instant(Duration(1s) * second), 1000, 1000).picture;
    REQUIRE(picture.sprites.size() == 1);
    const float x = picture.sprites[0].x - 20;
    moved = moved || x != 0;
    // A pixel that shows what lies to its left has the picture moved to the right.
    CHECK(std::get<LitGround>(picture.grounds[0].what).motion.pan == Approx(-x).margin(1e-4));
  }
  CHECK(moved);
  room.show.display.orbit = 0;
  CHECK(compose(room.show, stage, room.find(), Instant(33s), 1000, 1000).picture.sprites[0].x == 20);
}

// What a day of the default show does to a panel: the light that each pixel gives, added up over simulated time, the
// worst pixel against the mean, and what the orbit makes of the sharpest edge. At a quarter of a display's size, with
// an orbit as much slower.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <iostream>

#include "app/material_loader.h"
#include "media/player.h"
#include "picture/colour.h"
#include "render/cpu/cpu_renderer.h"
#include "scene/compose.h"
#include "show/loader.h"
#include "unit/director_rig.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

// Budgets, in full light of one channel: what a pixel of a panel gives in the mean of a day, and what it may stand out
// from those around it. A pixel that is white all the time gives 1.
constexpr double kWorstPixel = 0.54, kWorstEdge = 0.26;
constexpr int kSamples = 1100;
constexpr int kScale = 4;  // of a display of 1080 x 1920

/// Linear light of each channel of each pixel, added up.
struct Dose {
  int width, height;
  std::vector<float> light = std::vector<float>(static_cast<std::size_t>(3 * width * height));
  double time = 0;

  void add(const Image& image, double weight) {
    const auto& table = srgb_to_linear_table();
    for (std::size_t i = 0; i < image.pixels.size(); i++)
      for (std::size_t c = 0; c < 3; c++)
        light[3 * i + c] += static_cast<float>(weight) * table[image.pixels[i] >> (16 - 8 * c) & 255];
  }
  void add(const Dose& mean, double weight) {
    for (std::size_t i = 0; i < light.size(); i++) light[i] += static_cast<float>(weight / mean.time) * mean.light[i];
  }
};

struct Findings {
  double worst = 0, mean = 0, edge = 0;
  int x = 0, y = 0;
};

/// The brightest channel of each pixel; its edge: how far it stands out from the mean of the 9 x 9 pixels around it.
Findings look(const Dose& dose) {
  Findings f;
  const int w = dose.width, h = dose.height;
  std::vector<double> most(static_cast<std::size_t>(w * h));
  for (std::size_t i = 0; i < most.size(); i++) {
    const auto* pixel = &dose.light[3 * i];
    most[i] = static_cast<double>(std::max({pixel[0], pixel[1], pixel[2]})) / dose.time;
    f.mean += most[i] / static_cast<double>(most.size());
    if (most[i] <= f.worst) continue;
    f.worst = most[i], f.x = static_cast<int>(i) % w, f.y = static_cast<int>(i) / w;
  }
  constexpr int kReach = 4;
  for (int y = kReach; y < h - kReach; y++)
    for (int x = kReach; x < w - kReach; x++) {
      double around = 0;
      for (int dy = -kReach; dy <= kReach; dy++)
        for (int dx = -kReach; dx <= kReach; dx++) around += most[static_cast<std::size_t>((y + dy) * w + x + dx)];
      const double here = most[static_cast<std::size_t>(y * w + x)];
      f.edge = std::max(f.edge, std::abs(here - around / ((2 * kReach + 1) * (2 * kReach + 1))));
    }
  return f;
}

/// The light of a film in its mean, and its length.
Duration add_film(const std::filesystem::path& file, Dose& dose) {
  PlayerOptions how;
  how.patience = Patience::wait_until_due, how.clock = MasterClock::timeline;
  const auto player = Player::open(file, how, nullptr);
  player->wait_ready();
  REQUIRE(player->state() == PlayerState::ready);
  player->play(Instant{});
  CpuRenderer renderer;
  const Duration length = player->info().duration;
  for (Instant now{}; now.time_since_epoch() < length && player->state() == PlayerState::playing; now += 500ms) {
    const FramePtr frame = player->frame(now);
    if (!frame) continue;
    Picture picture;
    picture.width = dose.width, picture.height = dose.height, picture.grain = 0;
    picture.grounds.push_back({FrameGround{frame, Fit::cover, 1}, 1});
    renderer.draw(picture);
    dose.add(renderer.image(), 1);
    dose.time += 1;
  }
  return length;
}

/// The show at one size, and its films in their mean.
struct Panel {
  Panel(const Show& of, int w, int h)
      : show(of), width(w), height(h), loader(show, fonts(), {}, nullptr, w, h, 1, {}, {}) {
    for (std::size_t i = 0; i < show.scenes.size(); i++) {
      const auto* teaser = std::get_if<TeaserScene>(&show.scenes[i].content);
      films.push_back({width, height});
      lengths.push_back(teaser ? add_film(teaser->video.choose(width, height), films.back()) : Duration{});
      auto material = teaser ? Result<Material>(TeaserMaterial{}) : loader.load(i, {});
      REQUIRE(material);
      materials.push_back(std::move(*material));
    }
  }
  static std::filesystem::path fonts() { return std::filesystem::path(REDLIGHT_ASSETS) / "fonts"; }
  bool is_film(std::size_t scene) const { return std::holds_alternative<TeaserScene>(show.scenes[scene].content); }

  Findings day(double orbit) {
    show.display.orbit = orbit / kScale;
    Dose dose{width, height};
    Rig rig(plan_of(show), 200ms);
    for (std::size_t i = 0; i < lengths.size(); i++) rig.scene(i).length = lengths[i];
    CpuRenderer renderer;
    const auto find = [&](std::size_t scene) { return is_film(scene) ? nullptr : &materials[scene]; };
    for (int i = 0; i < kSamples; i++) {
      rig.run_until(Instant(from_seconds(86'400.0 / kSamples * (i + 0.5 + 0.4 * std::sin(i * 12.9898)))));
      const Stage& stage = rig.stage();
      for (const auto& appearance : {stage.current, stage.incoming}) {
        if (!appearance || !is_film(appearance->scene)) continue;
        dose.add(films[appearance->scene], !stage.incoming                ? 1
                                           : appearance == stage.incoming ? stage.progress
                                                                          : 1 - stage.progress);
      }
      dose.time += 1;
      if (!stage.incoming && is_film(stage.current->scene)) continue;
      renderer.draw(compose(show, stage, find, rig.now(), width, height).picture);
      dose.add(renderer.image(), 1);
    }
    return look(dose);
  }

  Show show;
  int width, height;
  MaterialLoader loader;
  std::vector<Material> materials;
  std::vector<Dose> films;
  std::vector<Duration> lengths;
};

}  // namespace

TEST_CASE("a day of the default show burns nothing in") {
  const LoadedShow loaded = load_show(std::filesystem::path(REDLIGHT_ASSETS) / "ballerina");
  REQUIRE(loaded.show);
  for (const auto& [width, height] : {std::pair{1080 / kScale, 1920 / kScale}, {1920 / kScale, 1080 / kScale}}) {
    Panel panel(*loaded.show, width, height);
    const Findings day = panel.day(loaded.show->display.orbit), still = panel.day(0);
    std::cout << (width < height ? "upright" : "landscape") << ": in the mean of a day the worst pixel (" << day.x
              << ", " << day.y << ") gives " << day.worst << " of full light, " << day.worst / day.mean
              << " times the mean pixel; the sharpest edge is " << day.edge << ", without the orbit " << still.edge
              << "\n";
    CHECK(day.worst < kWorstPixel);
    CHECK(day.edge < kWorstEdge);
    CHECK(day.edge < 0.9 * still.edge);
    CHECK(day.mean > 0.001);  // or nothing was looked at
  }
}

#include "scene/room_motion.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "picture/camera_frame.h"
#include "picture/noise.h"
#include "scene/easing.h"

namespace redlight {
namespace {

// Of the picture's width and height, at full strength.
constexpr double kSway = 0.0125;
constexpr double kRipple = 0.0026;
constexpr double kHaze = 0.9;

// After so many seconds water and haze are where they began (shaders/room.glsl, render/haze_field.cpp), so that months
// do not wear out a float.
constexpr double kWaterPeriod = 20, kHazePeriod = 6400;

double wrapped(double t, double period) { return t - std::floor(t / period) * period; }

/// Period 1, height 1, of parabolas: see wave() in shaders/room.glsl.
double wave(double x) {
  const double t = x - std::floor(x), h = t < 0.5 ? 2 * t : 2 * t - 1;
  return (t < 0.5 ? 4 : -4) * h * (1 - h);
}

double chance(std::uint32_t of, std::uint32_t seed) { return mix_bits(of, seed) * (1.0 / 4294967295.0); }

// Dots of dust, out of focus: of some radii in pixels, each at 4 x 4 places between the pixels, so that it drifts and
// does not hop.
constexpr std::array<double, 8> kRadii{1.0, 1.4, 1.9, 2.6, 3.5, 4.7, 6.3, 8.5};
constexpr int kPlaces = 4;
using Dot = std::shared_ptr<const Coverage>;
using Dots = std::array<std::array<Dot, kPlaces * kPlaces>, kRadii.size()>;

Dot make_dot(double radius, double dx, double dy) {
  auto dot = std::make_shared<Coverage>();
  const int side = 2 * static_cast<int>(std::ceil(radius)) + 3;
  dot->width = dot->height = side;
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++) {
      const double u = (x - side / 2 - dx) / radius, v = (y - side / 2 - dy) / radius,
                   d = std::max(1 - u * u - v * v, 0.0);
      dot->alpha.push_back(static_cast<std::uint8_t>(255 * d * d + 0.5));
    }
  return dot;
}

/// The dot whose middle lies (x, y) of a pixel to the right and below of a pixel's own.
const Dot& dot_of(double radius, double x, double y) {
  static const Dots dots = [] {
    Dots made;
    for (std::size_t r = 0; r < kRadii.size(); r++)
      for (int place = 0; place < kPlaces * kPlaces; place++)
        made[r][static_cast<std::size_t>(place)] = make_dot(kRadii[r], (place % kPlaces) / static_cast<double>(kPlaces),
                                                            (place / kPlaces) / static_cast<double>(kPlaces));
    return made;
  }();
  std::size_t size = 0;
  while (size + 1 < kRadii.size() && kRadii[size + 1] <= radius) size++;
  const auto place = static_cast<std::size_t>(static_cast<int>(y * kPlaces) * kPlaces + static_cast<int>(x * kPlaces));
  return dots[size][place];
}

Rgb air_at(const LitGround& ground, int x, int y) {
  const AirLight& air = *ground.art->air;
  const auto node =
      static_cast<std::size_t>(std::clamp(y / kAirStep, 0, air.rows - 1)) * static_cast<std::size_t>(air.columns) +
      static_cast<std::size_t>(std::clamp(x / kAirStep, 0, air.columns - 1));
  Rgb sum;
  for (std::size_t l = 0; l < air.lights.size(); l++) {
    const Rgb &light = air.lights[l][node], &gain = ground.gain[l];
    sum.r += light.r * gain.r, sum.g += light.g * gain.g, sum.b += light.b * gain.b;
  }
  return sum;
}

/// Where mote `i` is at `t`, in the picture's width and height; a little outside at times.
struct MotePlace {
  double x, y;
};
MotePlace mote_at(std::uint32_t i, double t) {
  // Each has its own slow fall and its own eddies, and comes in again above when it has fallen out below.
  const double fall = 0.004 + 0.006 * chance(i, 1), from = chance(i, 2), turn = wrapped(t * fall + from, 1.16) - 0.08;
  const double x = chance(i, 3) + 0.03 * wave(t * (0.021 + 0.02 * chance(i, 4)) + chance(i, 5)) +
                   0.012 * wave(t * (0.09 + 0.06 * chance(i, 6)) + chance(i, 7));
  return {x, turn + 0.012 * wave(t * (0.05 + 0.04 * chance(i, 8)) + chance(i, 9))};
}

}  // namespace

RoomMotion room_motion(const Room& room, int width, int height, Instant now, Motion motion) {
  const double t = seconds(now.time_since_epoch());
  RoomMotion m;
  m.haze = static_cast<float>(kHaze * room.haze), m.haze_time = static_cast<float>(wrapped(t, kHazePeriod));
  if (motion == Motion::calm) {
    m.haze_time = 0;  // it hangs
    return m;
  }
  m.sway = static_cast<float>(kSway * width * room.camera * (0.7 * wave(t / 23) + 0.3 * wave(t / 37 + 0.2)));
  m.ripple = static_cast<float>(kRipple * height * room.water);
  m.ripple_time = static_cast<float>(wrapped(t, kWaterPeriod));
  return m;
}

std::vector<Sprite> dust_in(const LitGround& ground, int width, int height, double amount, Instant now, Motion motion) {
  std::vector<Sprite> dust;
  if (!ground.art->air || amount <= 0 || motion == Motion::calm) return dust;
  constexpr std::uint32_t kMotes = 90;
  constexpr float kSeen = 5.f, kFaint = 0.012f;  // opacity per air light; what is fainter is not drawn
  const LitArt& art = *ground.art;
  const int longer = std::max(width, height);
  const double t = seconds(now.time_since_epoch());
  for (std::uint32_t i = 0; i < kMotes; i++) {
    const MotePlace place = mote_at(i, t);
    const double x = place.x * width, y = place.y * height;
    const ArtPlace seen =
        ground.view ? art_place(*ground.view, static_cast<float>(x), static_cast<float>(y), width, height)
                    : ArtPlace{static_cast<float>(place.x * art.width), static_cast<float>(place.y * art.height)};
    const Rgb air = air_at(ground, static_cast<int>(seen.x), static_cast<int>(seen.y));
    const float bright = std::max({air.r, air.g, air.b});
    const auto glint = static_cast<float>(0.6 + 0.4 * wave(t * (0.11 + 0.1 * chance(i, 10)) + chance(i, 11)));
    const float opacity = std::min(bright * kSeen * static_cast<float>(amount) * glint, 0.5f);
    if (opacity < kFaint) continue;
    const double fx = std::floor(x), fy = std::floor(y);
    const Dot& dot = dot_of(longer * (0.0008 + 0.0014 * chance(i, 12)) + 0.4, x - fx, y - fy);
    const float k = 0.75f / std::max(bright, 1e-6f);
    // A mote is its light's colour, a little paler, as bright things are on film.
    dust.push_back({dot,
                    static_cast<float>(fx) - static_cast<float>(dot->width / 2),
                    static_cast<float>(fy) - static_cast<float>(dot->height / 2),
                    {0.2f + air.r * k, 0.12f + air.g * k, 0.1f + air.b * k},
                    opacity});
  }
  return dust;
}

TouchLight ghost_light(Instant since, Instant now, double aspect) {
  constexpr double kBegins = 10.5, kLasts = 4.5, kEvery = 60;  // seconds of the poster's own time; of one that stays
  const double part = (std::fmod(seconds(now - since), kEvery) - kBegins) / kLasts;
  if (part <= 0 || part >= 1) return {};
  // In from the side of the tube's lower end, along the machine, and out: slow at both ends.
  const double way = eased(part), level = eased(part * 3) * eased((1 - part) * 3) * 0.55;
  TouchLight ghost;
  ghost.x = static_cast<float>((0.16 + 0.62 * way) * aspect);
  ghost.y = static_cast<float>(0.66 - 0.17 * wave(way / 2));
  ghost.radiance = {static_cast<float>(6 * level), static_cast<float>(0.42 * level), static_cast<float>(0.33 * level)};
  return ghost;
}

}  // namespace redlight

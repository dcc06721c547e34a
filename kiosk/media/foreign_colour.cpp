#include "media/foreign_colour.h"

#include <algorithm>
#include <cmath>

namespace redlight {

namespace {

using Mat = std::array<Colour, 3>;  // rows

constexpr double kWhite = 203;  // cd/m2 of HDR that the white of an SDR display stands for

Colour times(const Mat& m, const Colour& c) {
  Colour out{};
  for (std::size_t i = 0; i < 3; ++i) out[i] = m[i][0] * c[0] + m[i][1] * c[1] + m[i][2] * c[2];
  return out;
}

Mat times(const Mat& a, const Mat& b) {
  Mat out{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) out[i][k] = a[i][0] * b[0][k] + a[i][1] * b[1][k] + a[i][2] * b[2][k];
  return out;
}

Mat inverse(const Mat& m) {
  const auto minor = [&](std::size_t r, std::size_t c) {
    const std::size_t r1 = (r + 1) % 3, r2 = (r + 2) % 3, c1 = (c + 1) % 3, c2 = (c + 2) % 3;
    return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
  };
  const double det = m[0][0] * minor(0, 0) + m[0][1] * minor(0, 1) + m[0][2] * minor(0, 2);
  Mat out{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) out[k][i] = minor(i, k) / det;
  return out;
}

/// R, G, B to X, Y, Z with the white of D65, from the chromaticities (SMPTE RP 177).
Mat xyz_of(Primaries primaries) {
  using Xy = std::array<double, 2>;
  constexpr std::array<std::array<Xy, 3>, 3> kChromaticity{{{{{0.640, 0.330}, {0.300, 0.600}, {0.150, 0.060}}},
                                                            {{{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046}}},
                                                            {{{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}}}}};
  const auto xyz = [](const Xy& c) { return Colour{c[0] / c[1], 1, (1 - c[0] - c[1]) / c[1]}; };
  const auto& of = kChromaticity[static_cast<std::size_t>(primaries)];
  const Colour red = xyz(of[0]), green = xyz(of[1]), blue = xyz(of[2]);
  Mat m{{{red[0], green[0], blue[0]}, {red[1], green[1], blue[1]}, {red[2], green[2], blue[2]}}};
  const Colour share = times(inverse(m), xyz({0.3127, 0.3290}));
  for (Colour& row : m)
    for (std::size_t k = 0; k < 3; ++k) row[k] *= share[k];
  return m;
}

Mat between(Primaries from, Primaries to) { return times(inverse(xyz_of(to)), xyz_of(from)); }

constexpr Mat kLms{{{1688 / 4096.0, 2146 / 4096.0, 262 / 4096.0},
                    {683 / 4096.0, 2951 / 4096.0, 462 / 4096.0},
                    {99 / 4096.0, 309 / 4096.0, 3688 / 4096.0}}};
constexpr Mat kIctcp{
    {{0.5, 0.5, 0}, {6610 / 4096.0, -13613 / 4096.0, 7003 / 4096.0}, {17933 / 4096.0, -17390 / 4096.0, -543 / 4096.0}}};

double luminance_of(const Colour& light) { return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]; }

/// Light of BT.709 without a channel below 0.
Colour inside_gamut(const Colour& light) {
  const double least = std::min({light[0], light[1], light[2]}), grey = std::max(luminance_of(light), 0.0);
  if (least >= 0) return light;
  Colour out;
  for (std::size_t i = 0; i < 3; ++i) {
    const double cut = std::max(light[i], 0.0), greyed = grey + (light[i] - grey) * grey / (grey - least);
    out[i] = cut + static_cast<double>(kGreyShare) * (greyed - cut);
  }
  return out;
}

double hlg_to_scene(double code) {
  constexpr double a = 0.17883277, b = 0.28466892, c = 0.55991073;
  return code <= 0.5 ? code * code / 3 : (std::exp((code - c) / a) + b) / 12;
}

/// BT.2390 5.4.1 with black at 0: light of a display with `peak` on one with kWhite, in cd/m2.
double tone(double light, double peak) {
  const double white = light_to_pq(peak), code = std::min(light_to_pq(light) / white, 1.0);
  const double most = light_to_pq(kWhite) / white, knee = 1.5 * most - 0.5;
  if (code <= knee || most >= 1) return std::min(light, kWhite);
  const double t = (code - knee) / (1 - knee), t2 = t * t, t3 = t2 * t;
  const double out = (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee) + (-2 * t3 + 3 * t2) * most;
  return pq_to_light(out * white);
}

}  // namespace

double channel_to_light(double code, Transfer transfer) {
  code = std::max(code, 0.0);
  if (transfer == Transfer::pq) return pq_to_light(code) / kWhite;
  return transfer == Transfer::hlg ? hlg_to_scene(code) : std::pow(code, 2.4);
}

double hlg_scene_gain(double luminance) { return 1000 / kWhite * std::pow(std::max(luminance, 0.0), 0.2); }

double tone_gain(double largest, const ColourTags& tags) {
  if (largest <= 0) return 1;
  if (tags.transfer == Transfer::sdr) return std::min(1.0, 1 / largest);
  return tone(largest * kWhite, tags.transfer == Transfer::hlg ? 1000 : tags.peak) / (largest * kWhite);
}

double pq_to_light(double code) {
  constexpr double m1 = 2610 / 16384.0, m2 = 2523 / 4096.0 * 128, c1 = 3424 / 4096.0, c2 = 2413 / 4096.0 * 32,
                   c3 = 2392 / 4096.0 * 32;
  const double p = std::pow(std::clamp(code, 0.0, 1.0), 1 / m2);
  return 10000 * std::pow(std::max(p - c1, 0.0) / (c2 - c3 * p), 1 / m1);
}

double light_to_pq(double light) {
  constexpr double m1 = 2610 / 16384.0, m2 = 2523 / 4096.0 * 128, c1 = 3424 / 4096.0, c2 = 2413 / 4096.0 * 32,
                   c3 = 2392 / 4096.0 * 32;
  const double y = std::pow(std::max(light, 0.0) / 10000, m1);
  return std::pow((c1 + c2 * y) / (1 + c3 * y), m2);
}

namespace {
struct LumaShares {
  double red, green, blue;
};
LumaShares luma_of(Matrix matrix) {
  if (matrix == Matrix::bt601) return {0.299, 0.587, 0.114};
  if (matrix == Matrix::bt2020) return {0.2627, 0.6780, 0.0593};
  return {0.2126, 0.7152, 0.0722};
}
}  // namespace

Colour ycc_to_rgb(const Colour& ycc, Matrix matrix) {
  const LumaShares k = luma_of(matrix);
  const double red = ycc[0] + 2 * (1 - k.red) * ycc[2], blue = ycc[0] + 2 * (1 - k.blue) * ycc[1];
  return {red, (ycc[0] - k.red * red - k.blue * blue) / k.green, blue};
}

Colour rgb_to_ycc(const Colour& rgb, Matrix matrix) {
  const LumaShares k = luma_of(matrix);
  const double luma = k.red * rgb[0] + k.green * rgb[1] + k.blue * rgb[2];
  return {luma, (rgb[2] - luma) / (2 * (1 - k.blue)), (rgb[0] - luma) / (2 * (1 - k.red))};
}

Colour light_to_ictcp(const Colour& light) {
  Colour lms = times(kLms, light);
  for (double& c : lms) c = light_to_pq(c);
  return times(kIctcp, lms);
}

Colour change_primaries(const Colour& light, Primaries from, Primaries to) {
  static const std::array<std::array<Mat, 3>, 3> kAll = [] {
    std::array<std::array<Mat, 3>, 3> all;
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t k = 0; k < 3; ++k) all[i][k] = between(Primaries(i), Primaries(k));
    return all;
  }();
  return from == to ? light : times(kAll[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)], light);
}

Colour to_sdr(const Colour& coded, const ColourTags& tags) {
  Colour light;
  for (std::size_t i = 0; i < 3; ++i) light[i] = channel_to_light(coded[i], tags.transfer);
  light = inside_gamut(change_primaries(light, tags.primaries, Primaries::bt709));
  if (tags.transfer == Transfer::hlg) {
    const double gain = hlg_scene_gain(luminance_of(light));
    for (double& c : light) c *= gain;
  }
  const double gain = tone_gain(std::max({light[0], light[1], light[2]}), tags);
  for (double& c : light) c = std::pow(std::min(c * gain, 1.0), 1 / 2.4);
  return light;
}

}  // namespace redlight

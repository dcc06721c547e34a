#include "media/colour_change.h"

#include <algorithm>
#include <cmath>

#include "media/foreign_colour.h"

namespace redlight {

namespace {
constexpr int kSteps = 1024;  // of a curve; a step of PQ is one of 10 bits
/// The most light that can come, as a root: PQ's 10000 cd/m2 in the reddest red of BT.2020.
constexpr double kMostRoot = 9.2;
}  // namespace

template <class Function>
ColourChange::Curve ColourChange::Curve::of(double last, const Function& function) {
  Curve curve;
  curve.scale = static_cast<float>(kSteps / last);
  for (int i = 0; i <= kSteps; ++i) curve.values.push_back(static_cast<float>(function(last * i / kSteps)));
  curve.values.push_back(curve.values.back());
  return curve;
}

void ColourChange::Curve::replace(Pixels& x) const {
  std::array<int, kPixels> cell;
  Pixels part;
  for (std::size_t i = 0; i < kPixels; ++i) {
    const float at = std::min(std::max(x[i] * scale, 0.f), static_cast<float>(kSteps));
    cell[i] = static_cast<int>(at);
    part[i] = at - static_cast<float>(cell[i]);
  }
  const float* v = values.data();
  for (std::size_t i = 0; i < kPixels; ++i) x[i] = v[cell[i]] + (v[cell[i] + 1] - v[cell[i]]) * part[i];
}

ColourChange::ColourChange(const ColourTags& tags, int depth) : tags_(tags), depth_(depth) {
  const double most = std::ldexp(1, depth) - 1, unit = std::ldexp(1, depth - 8);
  const bool limited = tags.range == Range::limited;
  luma_offset_ = static_cast<float>(limited ? 16 * unit : 0);
  luma_scale_ = static_cast<float>(1 / (limited ? 219 * unit : most));
  chroma_offset_ = static_cast<float>(128 * unit);
  chroma_scale_ = static_cast<float>(1 / (limited ? 224 * unit : most));
  const Colour of_v = ycc_to_rgb({0, 0, 1}, tags.matrix), of_u = ycc_to_rgb({0, 1, 0}, tags.matrix);
  red_v_ = static_cast<float>(of_v[0]), green_v_ = static_cast<float>(of_v[1]);
  green_u_ = static_cast<float>(of_u[1]), blue_u_ = static_cast<float>(of_u[2]);
  for (std::size_t from = 0; from < 3; ++from) {
    Colour one{};
    one[from] = 1;
    const Colour column = change_primaries(one, tags.primaries, Primaries::bt709);
    for (std::size_t to = 0; to < 3; ++to) primaries_[to][from] = static_cast<float>(column[to]);
  }
  light_ = Curve::of(1, [&](double code) { return channel_to_light(code, tags.transfer); });
  scene_ = Curve::of(1, [](double root) { return hlg_scene_gain(root * root * root * root); });
  gain_ = Curve::of(kMostRoot, [&](double root) { return tone_gain(root * root, tags); });
  code_ = Curve::of(1, [](double root) { return std::pow(root, 2 / 2.4); });
  for (int code = 0; code <= static_cast<int>(most); code += kPixels) {
    Colours ramp;
    for (int i = 0; i < kPixels; ++i)
      ramp[0][i] = static_cast<float>(code + i), ramp[1][i] = ramp[2][i] = chroma_offset_;
    change(ramp);
    grey_.insert(grey_.end(), ramp[0].begin(), ramp[0].end());
  }
}

void ColourChange::to_light(Colours& ycc) const {
  auto& [red, green, blue] = ycc;
  for (std::size_t i = 0; i < kPixels; ++i) {
    const float y = (red[i] - luma_offset_) * luma_scale_, u = (green[i] - chroma_offset_) * chroma_scale_,
                v = (blue[i] - chroma_offset_) * chroma_scale_;
    red[i] = y + red_v_ * v, green[i] = y + green_u_ * u + green_v_ * v, blue[i] = y + blue_u_ * u;
  }
  for (Pixels& channel : ycc) light_.replace(channel);
  const auto& m = primaries_;
  for (std::size_t i = 0; i < kPixels; ++i) {
    const float r = red[i], g = green[i], b = blue[i];
    red[i] = m[0][0] * r + m[0][1] * g + m[0][2] * b;
    green[i] = m[1][0] * r + m[1][1] * g + m[1][2] * b;
    blue[i] = m[2][0] * r + m[2][1] * g + m[2][2] * b;
  }
}

/// inside_gamut() and the tone curve.
void ColourChange::into_gamut(Colours& light) const {
  auto& [red, green, blue] = light;
  Pixels luminance, root, gain;
  for (std::size_t i = 0; i < kPixels; ++i) {
    const float r = red[i], g = green[i], b = blue[i];
    const float y = std::max(0.2126f * r + 0.7152f * g + 0.0722f * b, 1e-9f);
    const float below = std::min(std::min(std::min(r, g), b), 0.f);
    const float share = y / (y - below), whole = below < 0 ? kGreyShare : 0.f;
    const auto inside = [&](float c) {
      const float cut = std::max(c, 0.f);
      return cut + whole * (y + (c - y) * share - cut);
    };
    red[i] = inside(r), green[i] = inside(g), blue[i] = inside(b);
    luminance[i] = y;
  }
  if (tags_.transfer == Transfer::hlg) {
    for (std::size_t i = 0; i < kPixels; ++i) gain[i] = std::sqrt(std::sqrt(luminance[i]));
    scene_.replace(gain);
    for (Pixels& channel : light)
      for (std::size_t i = 0; i < kPixels; ++i) channel[i] *= gain[i];
  }
  for (std::size_t i = 0; i < kPixels; ++i) root[i] = std::sqrt(std::max(std::max(red[i], green[i]), blue[i]));
  gain_.replace(root);
  for (Pixels& channel : light)
    for (std::size_t i = 0; i < kPixels; ++i) channel[i] = std::sqrt(std::max(channel[i] * root[i], 0.f));
}

/// Roots of light to Y'CbCr.
void ColourChange::to_codes(Colours& light) const {
  for (Pixels& channel : light) code_.replace(channel);
  auto& [red, green, blue] = light;
  for (std::size_t i = 0; i < kPixels; ++i) {
    const float r = red[i], g = green[i], b = blue[i], y = 0.2126f * r + 0.7152f * g + 0.0722f * b;
    red[i] = 16 + 219 * y;
    green[i] = 128 + 224 * ((b - y) * (1 / 1.8556f));
    blue[i] = 128 + 224 * ((r - y) * (1 / 1.5748f));
  }
}

void ColourChange::change(Colours& ycc) const {
  to_light(ycc);
  into_gamut(ycc);
  to_codes(ycc);
}

/// Up to sixty-four chroma samples of a row, and their pixels: `kWide` by `kHigh` for each.
template <class Sample, int kWide, int kHigh>
void ColourChange::change_block(const Source& from, const Target& to, int cx, int cy, int columns) const {
  constexpr float kDither[2][2] = {{0.125f, 0.625f}, {0.875f, 0.375f}};
  const auto row_of = [&](int plane, int y) {
    return reinterpret_cast<const Sample*>(from.plane[plane] + std::ptrdiff_t{y} * from.stride[plane]);
  };
  const int most = (1 << depth_) - 1, last_x = from.width - 1;
  // At an odd edge the last pixels stand in for those that are not there.
  std::array<int, kHigh> y;
  std::array<const Sample*, kHigh> luma;
  for (int h = 0; h < kHigh; ++h) y[h] = std::min(cy * kHigh + h, from.height - 1), luma[h] = row_of(0, y[h]);
  const auto x_of = [&](int i, int w) { return std::min((cx + i) * kWide + w, last_x); };

  const Sample *cb = row_of(1, cy) + cx, *cr = row_of(2, cy) + cx;
  Colours colour{};
  std::array<int, kPixels> mean;
  for (int i = 0; i < columns; ++i) {
    int sum = kWide * kHigh / 2;
    for (int h = 0; h < kHigh; ++h)
      for (int w = 0; w < kWide; ++w) sum += std::min<int>(luma[h][x_of(i, w)], most);
    mean[i] = sum / (kWide * kHigh);
    colour[0][i] = static_cast<float>(mean[i]);
    colour[1][i] = static_cast<float>(std::min<int>(cb[i], most));
    colour[2][i] = static_cast<float>(std::min<int>(cr[i], most));
  }
  change(colour);

  const float* grey = grey_.data();
  for (int h = 0; h < kHigh; ++h) {
    std::uint8_t* out = to.plane[0] + to.steps[0].first + y[h] * to.steps[0].down;
    const float* dither = kDither[y[h] & 1];
    for (int i = 0; i < columns; ++i) {
      const float rest = colour[0][i] - grey[mean[i]];
      for (int w = 0; w < kWide; ++w) {
        const int x = x_of(i, w);
        const float code = rest + grey[std::min<int>(luma[h][x], most)] + dither[x & 1];
        out[x * to.steps[0].right] = static_cast<std::uint8_t>(static_cast<int>(std::clamp(code, 0.f, 255.f)));
      }
    }
  }
  for (int p = 1; p < 3; ++p) {
    std::uint8_t* out = to.plane[p] + to.steps[p].first + cy * to.steps[p].down;
    for (int i = 0; i < columns; ++i)
      out[(cx + i) * to.steps[p].right] = static_cast<std::uint8_t>(static_cast<int>(colour[p][i] + 0.5f));
  }
}

template <class Sample>
void ColourChange::apply_to(const Source& from, const Target& to) const {
  const auto halved = [](int size, int shift) { return (size + (1 << shift) - 1) >> shift; };
  const int rows = halved(from.height, from.chroma_shift_y), columns = halved(from.width, from.chroma_shift_x);
  for (int cy = 0; cy < rows; ++cy)
    for (int cx = 0; cx < columns; cx += kPixels) {
      const int count = std::min(kPixels, columns - cx);
      if (from.chroma_shift_y > 0)
        change_block<Sample, 2, 2>(from, to, cx, cy, count);
      else if (from.chroma_shift_x > 0)
        change_block<Sample, 2, 1>(from, to, cx, cy, count);
      else
        change_block<Sample, 1, 1>(from, to, cx, cy, count);
    }
}

void ColourChange::apply(const Source& from, const Target& to) const {
  if (depth_ == 8) {
    apply_to<std::uint8_t>(from, to);
  } else {
    apply_to<std::uint16_t>(from, to);
  }
}

}  // namespace redlight

#include "support/image_compare.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>

namespace redlight::test {
namespace {

std::array<int, 3> channels(std::uint32_t pixel) {
  return {static_cast<int>(pixel >> 16 & 255), static_cast<int>(pixel >> 8 & 255), static_cast<int>(pixel & 255)};
}

Image difference_image(const Image& a, const Image& b) {
  Image out(a.width, a.height);
  for (std::size_t i = 0; i < out.pixels.size(); i++) {
    const auto p = channels(a.pixels[i]), q = channels(b.pixels[i]);
    std::uint32_t word = 0xff;
    for (std::size_t c = 0; c < 3; c++)
      word = word << 8 | static_cast<std::uint32_t>(std::min(std::abs(p[c] - q[c]) * 16, 255));
    out.pixels[i] = word;
  }
  return out;
}

}  // namespace

Difference difference(const Image& a, const Image& b) {
  if (a.width != b.width || a.height != b.height || a.pixels.empty()) return {};
  int max = 0;
  std::array<long, 3> sum{};
  for (std::size_t i = 0; i < a.pixels.size(); i++) {
    const auto p = channels(a.pixels[i]), q = channels(b.pixels[i]);
    for (std::size_t c = 0; c < 3; c++) {
      const int d = std::abs(p[c] - q[c]);
      max = std::max(max, d);
      sum[c] += d;
    }
  }
  return {max, static_cast<double>(*std::max_element(sum.begin(), sum.end())) / static_cast<double>(a.pixels.size())};
}

std::string compare(const Image& actual, const Image& expected, int max, double mean, const std::string& name,
                    const std::filesystem::path& output) {
  const Difference d = difference(actual, expected);
  if (d.max <= max && d.mean <= mean) return {};
  std::string text = fmt::format("{}: {} of 255 off at most, {:.3f} in the mean; {} and {} are allowed", name, d.max,
                                 d.mean, max, mean);
  std::filesystem::create_directories(output);
  const auto keep = [&](const Image& image, const char* what) {
    const auto file = output / fmt::format("{}.{}.png", name, what);
    if (!image.pixels.empty() && write_png(image, file)) text += "\n  " + file.string();
  };
  keep(actual, "actual"), keep(expected, "expected");
  if (actual.width == expected.width && actual.height == expected.height)
    keep(difference_image(actual, expected), "difference");
  return text;
}

std::string compare_golden(const Image& actual, const std::filesystem::path& golden,
                           const std::filesystem::path& output) {
  if (is_updating_golden()) {
    const auto written = write_png(actual, golden);
    return written ? "written anew, look at it: " + golden.string() : describe(written.error());
  }
  const auto expected = read_image(golden);
  if (!expected) return describe(expected.error());
  return compare(actual, *expected, 0, 0, golden.stem().string(), output);
}

bool is_updating_golden() {
  const char* value = std::getenv("REDLIGHT_UPDATE_GOLDEN");
  return value && std::string_view(value) == "1";
}

std::uint64_t hash_of(const Image& image) {
  std::uint64_t hash = 1469598103934665603u;
  for (const std::uint32_t pixel : image.pixels) hash = (hash ^ pixel) * 1099511628211u;
  return hash;
}

}  // namespace redlight::test

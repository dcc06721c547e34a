#include "picture/flat_maps.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>

#include "picture/calm_mask.h"
#include "picture/flat_emitters.h"
#include "picture/flat_relief.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr float kRoughness = 0.55f;  // coated paper under a lobby's glass

constexpr std::array kNames{"albedo", "calm", "depth", "emitters", "normal", "roughness", "tube_key", "tube_rim"};

std::string all_names() {
  std::string text;
  for (const char* name : kNames) text += fmt::format("{}{}.png", text.empty() ? "" : ", ", name);
  return text;
}

FloatPlane plane_of(const Image& image, int shift) {
  FloatPlane plane(image.width, image.height);
  for (std::size_t i = 0; i < plane.samples.size(); i++)
    plane.samples[i] = static_cast<float>(image.pixels[i] >> shift & 0xff) / 255.f;
  return plane;
}

Result<void> check_shape(const Image& map, int width, int height, const std::string& where) {
  const double wanted = static_cast<double>(width) / height, is = static_cast<double>(map.width) / map.height;
  if (std::abs(is / wanted - 1) < 0.02) return {};
  return fail(ErrorKind::malformed,
              fmt::format("{}x{} pixels, but the picture has {}x{}; a map may have any size of the picture's shape",
                          map.width, map.height, width, height),
              where);
}

/// Directions point to the viewer, so blue is above its middle; a grey picture in their place is a mistake.
Result<void> check_directions(const ColourPlanes& map, const std::string& where) {
  std::size_t odd = 0;
  for (const float blue : map[2].samples) odd += blue < 0.5f ? 1 : 0;
  if (odd * 20 < map[2].samples.size()) return {};
  return fail(ErrorKind::malformed,
              "these are no directions; expected red to the right, green up, blue to the viewer, so that flat is "
              "128 128 255",
              where);
}

float grey(const ColourPlanes& map, std::size_t i) {
  return (map[0].samples[i] + map[1].samples[i] + map[2].samples[i]) * (1.f / 3);
}

/// The replaced map in grey at this size, or nothing.
bool take_grey(const ReplacedMaps& replaced, std::string_view name, int width, int height, FloatPlane& to) {
  const auto found = replaced.find(name);
  if (found == replaced.end()) return false;
  FloatPlane plane(found->second[0].width, found->second[0].height);
  for (std::size_t i = 0; i < plane.samples.size(); i++) plane.samples[i] = grey(found->second, i);
  to = resample(plane, whole_of(plane), width, height);
  for (float& s : to.samples) s = std::min(s, 1.f);
  return true;
}

std::array<FloatPlane, 3> directions_of(const ColourPlanes& map, int width, int height) {
  std::array<FloatPlane, 3> n;
  for (std::size_t c = 0; c < 3; c++) n[c] = resample(map[c], whole_of(map[c]), width, height);
  for (std::size_t i = 0; i < n[0].samples.size(); i++) {
    float d[3], square = 1e-6f;
    for (std::size_t c = 0; c < 3; c++)
      // 128 stands for 0.
      d[c] = (n[c].samples[i] * 255 - 128) / 127, square += d[c] * d[c];
    for (std::size_t c = 0; c < 3; c++) n[c].samples[i] = d[c] / std::sqrt(square);
  }
  return n;
}

template <class Code>
Image image_of(int width, int height, const Code& code) {
  Image image(width, height);
  for (std::size_t i = 0; i < image.pixels.size(); i++) {
    std::uint32_t word = 0xff;
    for (std::size_t c = 0; c < 3; c++)
      word = word << 8 | static_cast<std::uint32_t>(std::clamp(code(c, i), 0.f, 1.f) * 255 + 0.5f);
    image.pixels[i] = word;
  }
  return image;
}

}  // namespace

fs::path maps_folder(const fs::path& picture) { return fs::path(picture).replace_extension(".maps"); }

Result<std::vector<fs::path>> files_of_maps(const fs::path& picture) {
  const fs::path folder = maps_folder(picture);
  std::vector<fs::path> files;
  std::error_code bad;
  for (fs::directory_iterator entry(folder, bad), end; !bad && entry != end; entry.increment(bad))
    files.push_back(entry->path());
  const bool is_absent = bad == std::errc::no_such_file_or_directory || bad == std::errc::not_a_directory ||
                         bad == std::errc::filename_too_long;
  if (bad && !is_absent)
    return fail(ErrorKind::unreadable, "cannot read the folder: " + bad.message(), folder.string());
  std::sort(files.begin(), files.end());
  return files;
}

Result<ReplacedMaps> read_replaced_maps(const fs::path& picture, int width, int height) {
  ReplacedMaps maps;
  const auto files = files_of_maps(picture);
  if (!files) return tl::unexpected(files.error());
  for (const fs::path& file : *files) {
    if (file.extension() != ".png") continue;  // a designer's own working files
    const std::string name = file.stem().string(), where = file.string();
    if (std::find(kNames.begin(), kNames.end(), name) == kNames.end())
      return fail(ErrorKind::malformed, "there is no map of this name; expected " + all_names(), where);
    const auto image = read_image(file);
    if (!image) return tl::unexpected(image.error());
    if (const auto fits = check_shape(*image, width, height, where); !fits) return tl::unexpected(fits.error());
    ColourPlanes planes{plane_of(*image, 16), plane_of(*image, 8), plane_of(*image, 0)};
    if (name == "normal")
      if (const auto directions = check_directions(planes, where); !directions)
        return tl::unexpected(directions.error());
    maps.emplace(name, std::move(planes));
  }
  return maps;
}

FlatMaps infer_maps(const ColourPlanes& colours, const ReplacedMaps& replaced) {
  const int full_width = colours[0].width, full_height = colours[0].height;
  const int width = std::max(full_width / 2, 1), height = std::max(full_height / 2, 1);
  ColourPlanes small;
  for (std::size_t c = 0; c < 3; c++) small[c] = enlarge(colours[c], width, height);
  const FloatPlane luma = luma_of(small), skin = find_skin(small), lettering = find_lettering(luma);
  FlatMaps maps;
  if (!take_grey(replaced, "calm", width, height, maps.calm)) maps.calm = find_calm(skin, lettering);
  if (!take_grey(replaced, "emitters", full_width, full_height, maps.emitters))
    maps.emitters = find_emitters(colours, skin, lettering);
  if (!take_grey(replaced, "depth", width, height, maps.depth)) maps.depth = calm_depth(luma, maps.calm);
  if (!take_grey(replaced, "roughness", width, height, maps.roughness)) {
    maps.roughness = FloatPlane(width, height);
    std::fill(maps.roughness.samples.begin(), maps.roughness.samples.end(), kRoughness);
  }
  const auto normal = replaced.find("normal");
  maps.normal = normal != replaced.end() ? directions_of(normal->second, width, height) : relief_of(luma, maps.calm);
  maps.illumination = illumination_of(small);
  if (const auto albedo = replaced.find("albedo"); albedo != replaced.end()) {
    for (std::size_t c = 0; c < 3; c++) {
      const FloatPlane& from = albedo->second[c];
      maps.albedo[c] = resample(from, whole_of(from), full_width, full_height);
      for (float& s : maps.albedo[c].samples) s = linear_of(s);
    }
  } else {
    maps.albedo = reflectance_of(small, maps.illumination);
  }
  return maps;
}

Image image_of_grey(const FloatPlane& plane) {
  return image_of(plane.width, plane.height, [&](std::size_t, std::size_t i) { return plane.samples[i]; });
}

Image image_of_normal(const std::array<FloatPlane, 3>& normal) {
  return image_of(normal[0].width, normal[0].height,
                  [&](std::size_t c, std::size_t i) { return (normal[c].samples[i] * 127 + 128) / 255; });
}

Image image_of_light(const ColourPlanes& light, float white) {
  return image_of(light[0].width, light[0].height,
                  [&](std::size_t c, std::size_t i) { return code_of(light[c].samples[i] / white); });
}

}  // namespace redlight

#include "picture/flat_source.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "picture/flat_maps.h"
#include "picture/flat_relief.h"
#include "picture/flat_tubes.h"
#include "picture/glare.h"
#include "picture/image.h"
#include "picture/inverse_tone.h"
#include "picture/rest_mix.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

// A picture painted with light has a glow around its lights already: up to this share of a lens's veil, as far as the
// picture has it, goes out with them.
constexpr float kGlow = 0.5f, kGlowOfRest = 0.85f;
// A small part of a large picture may fill the display; more pixels than this are not made of it.
constexpr double kMostPixels = 16e6;
constexpr double kLargestMap = 4096;
constexpr const char *kAmbient = "ambient", *kOwnLight = "own_light";
// The tubes burn this much brighter than what lights the picture, within bounds: neither lost on a bright picture nor
// all there is on a dark one.
constexpr float kTubeLevel = 2.6f, kLeastLevel = 0.9f, kMostLevel = 2.0f;

struct FlatPicture {
  ColourPlanes colours;  // as the display shows them
  ColourPlanes light;    // what stands for them
  ColourPlanes own;      // the share of it that comes from lights in the picture
  FlatMaps maps;
  ReplacedMaps replaced;
  Region shown;  // the part that the display shows
  float level = 0;

  int width() const { return colours[0].width; }
  int height() const { return colours[0].height; }
};

FloatPlane channel_of(const Image& image, int shift) {
  FloatPlane plane(image.width, image.height);
  for (std::size_t i = 0; i < plane.samples.size(); i++)
    plane.samples[i] = static_cast<float>(image.pixels[i] >> shift & 0xff) * (1.f / 255);
  return plane;
}

ColourPlanes colours_of(const Image& image, int width, int height) {
  ColourPlanes colours;
  for (std::size_t c = 0; c < 3; c++) {
    FloatPlane plane = channel_of(image, static_cast<int>(16 - 8 * c));
    colours[c] = image.width == width && image.height == height ? std::move(plane)
                                                                : resample(plane, whole_of(plane), width, height);
    for (float& s : colours[c].samples) s = std::min(s, 1.f);
  }
  return colours;
}

ColourPlanes light_of(const ColourPlanes& colours) {
  const InverseTone& inverse = InverseTone::table();
  ColourPlanes light;
  for (auto& plane : light) plane = FloatPlane(colours[0].width, colours[0].height);
  for (std::size_t i = 0; i < light[0].samples.size(); i++) {
    const Rgb x = inverse(colours[0].samples[i], colours[1].samples[i], colours[2].samples[i]);
    light[0].samples[i] = x.r / kRestExposure, light[1].samples[i] = x.g / kRestExposure,
    light[2].samples[i] = x.b / kRestExposure;
  }
  return light;
}

/// How brightly a picture is lit as a whole: between the mean of its light and that of its square roots, so that
/// neither a small sun nor a large night decides alone.
float level_of(const ColourPlanes& light) {
  double roots = 0;
  for (std::size_t i = 0; i < light[0].samples.size(); i += 3)
    roots += std::sqrt(static_cast<double>(std::max({light[0].samples[i], light[1].samples[i], light[2].samples[i]})));
  const double root = roots / static_cast<double>((light[0].samples.size() + 2) / 3);
  return std::clamp(kTubeLevel * static_cast<float>(root * root), kLeastLevel, kMostLevel);
}

/// The emitters' own light and, of what is around them, as much as a lens would have thrown there.
FloatPlane own_light(const FloatPlane& light, const FloatPlane& mask) {
  FloatPlane own(light.width, light.height);
  for (std::size_t i = 0; i < own.samples.size(); i++) own.samples[i] = mask.samples[i] * light.samples[i];
  FloatPlane glow(light.width, light.height);
  add_glare(glow, own, kGlow);
  for (std::size_t i = 0; i < own.samples.size(); i++)
    own.samples[i] += std::min(glow.samples[i], kGlowOfRest * (light.samples[i] - own.samples[i]));
  return own;
}

std::shared_ptr<const FlatPicture> look_at(const Image& image, ReplacedMaps replaced, int width, int height,
                                           const Region& shown) {
  auto picture = std::make_shared<FlatPicture>();
  picture->colours = colours_of(image, width, height);
  picture->light = light_of(picture->colours);
  picture->maps = infer_maps(picture->colours, replaced);
  picture->replaced = std::move(replaced);
  picture->shown = shown;
  for (std::size_t c = 0; c < 3; c++) picture->own[c] = own_light(picture->light[c], picture->maps.emitters);
  picture->level = level_of(picture->light);
  return picture;
}

ColourPlanes glow_of(const FlatPicture& picture, const PseudoTube& tube) {
  ColourPlanes glow;
  if (const auto painted = picture.replaced.find(tube.name); painted != picture.replaced.end()) {
    for (std::size_t c = 0; c < 3; c++) {
      const FloatPlane& from = painted->second[c];
      glow[c] = resample(from, whole_of(from), picture.width(), picture.height());
      for (float& s : glow[c].samples) s = linear_of(s) * kTubeMapWhite * picture.level;
    }
    return glow;
  }
  const FlatMaps& maps = picture.maps;
  const TubeLight light = tube_light(tube, {maps.normal, maps.calm, picture.level}, picture.shown);
  const FloatPlane surface = enlarge(light.surface, picture.width(), picture.height()),
                   air = enlarge(light.air, picture.width(), picture.height());
  // Reflectance in all its detail: what was inferred is divided out again at the picture's own size.
  const bool painted = picture.replaced.contains("albedo");
  const FloatPlane lit = painted ? FloatPlane() : enlarge(maps.illumination, picture.width(), picture.height());
  for (std::size_t c = 0; c < 3; c++) {
    glow[c] = painted ? maps.albedo[c] : reflectance_plane(picture.colours[c], lit);
    for (std::size_t i = 0; i < glow[c].samples.size(); i++)
      glow[c].samples[i] = tube.tint[c] * (glow[c].samples[i] * surface.samples[i] + air.samples[i]);
  }
  return glow;
}

LightSource ambient_of(const std::shared_ptr<const FlatPicture>& picture) {
  return {kAmbient,
          {},
          [picture]() -> Result<LightPlanes> {
            LightPlanes planes;
            for (std::size_t c = 0; c < 3; c++) {
              planes.light[c] = picture->own[c];
              for (std::size_t i = 0; i < planes.light[c].samples.size(); i++) {
                float& sample = planes.light[c].samples[i];
                sample = std::max(picture->light[c].samples[i] - sample, 0.f) / rest_level(kAmbient);
              }
            }
            return planes;
          },
          false};
}

LightSource own_light_of(const std::shared_ptr<const FlatPicture>& picture) {
  return {kOwnLight,
          {},
          [picture]() -> Result<LightPlanes> {
            LightPlanes planes;
            planes.light = picture->own;
            return planes;
          },
          false};
}

LightSource tube_of(const std::shared_ptr<const FlatPicture>& picture, const PseudoTube& tube) {
  return {std::string(tube.name),
          {},
          [picture, &tube]() -> Result<LightPlanes> {
            LightPlanes planes;
            planes.light = glow_of(*picture, tube);
            return planes;
          },
          false};
}

Result<GuidePlanes> guides_of(const FlatPicture& picture) {
  GuidePlanes guides;
  guides.normal = picture.maps.normal;
  guides.albedo = picture.maps.albedo;
  guides.roughness = picture.maps.roughness;
  guides.specular = FloatPlane(guides.roughness.width, guides.roughness.height);
  std::fill(guides.specular.samples.begin(), guides.specular.samples.end(), 0.04f);  // ink and varnish
  return guides;
}

/// What is seen of a picture of this size, in fractions of it.
Region seen_of(const PixelRegion& shown, int width, int height) {
  const double left = std::max(shown.x / width, 0.0), top = std::max(shown.y / height, 0.0),
               right = std::min((shown.x + shown.width) / width, 1.0),
               bottom = std::min((shown.y + shown.height) / height, 1.0);
  return {left, top, right - left, bottom - top};
}

}  // namespace

Result<ArtSource> open_flat(const fs::path& file, const Framing& framing) {
  const auto image = read_image(file);
  if (!image) return tl::unexpected(image.error());
  auto replaced = read_replaced_maps(file, image->width, image->height);
  if (!replaced) return tl::unexpected(replaced.error());
  const PixelRegion shown = frame_art(image->width, image->height, framing);
  const double most = std::sqrt(kMostPixels / (static_cast<double>(image->width) * image->height));
  const double scale = std::min(framing.width / shown.width, most);
  const auto scaled = [&](int size) { return std::max(static_cast<int>(std::lround(size * scale)), 1); };
  const auto picture = look_at(*image, std::move(*replaced), scaled(image->width), scaled(image->height),
                               seen_of(shown, image->width, image->height));
  ArtSource source;
  source.width = picture->width(), source.height = picture->height();
  source.lights = {ambient_of(picture), own_light_of(picture)};
  for (const PseudoTube& tube : kPseudoTubes) source.lights.push_back(tube_of(picture, tube));
  source.depth = picture->maps.depth;
  source.guides = [picture] { return guides_of(*picture); };
  return source;
}

std::vector<std::string> flat_light_names() {
  std::vector<std::string> names{kAmbient, kOwnLight};
  for (const PseudoTube& tube : kPseudoTubes) names.emplace_back(tube.name);
  return names;
}

Result<void> check_flat(const fs::path& file) {
  const auto image = read_image(file);
  if (!image) return tl::unexpected(image.error());
  if (const auto maps = read_replaced_maps(file, image->width, image->height); !maps)
    return tl::unexpected(maps.error());
  return {};
}

Result<std::vector<fs::path>> write_maps(const fs::path& file, const fs::path& folder) {
  const auto image = read_image(file);
  if (!image) return tl::unexpected(image.error());
  auto replaced = read_replaced_maps(file, image->width, image->height);
  if (!replaced) return tl::unexpected(replaced.error());
  const double scale = std::min(1.0, kLargestMap / std::max(image->width, image->height));
  const auto scaled = [&](int size) { return std::max(static_cast<int>(std::lround(size * scale)), 1); };
  const auto picture = look_at(*image, std::move(*replaced), scaled(image->width), scaled(image->height), Region{});
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(ErrorKind::unreadable, "cannot make the folder: " + error.message(), folder.string());
  const FlatMaps& maps = picture->maps;
  std::vector<std::pair<std::string, Image>> images;
  images.emplace_back("albedo", image_of_light(maps.albedo, 1));
  images.emplace_back("calm", image_of_grey(maps.calm));
  images.emplace_back("depth", image_of_grey(maps.depth));
  images.emplace_back("emitters", image_of_grey(maps.emitters));
  images.emplace_back("normal", image_of_normal(maps.normal));
  images.emplace_back("roughness", image_of_grey(maps.roughness));
  for (const PseudoTube& tube : kPseudoTubes)
    images.emplace_back(tube.name, image_of_light(glow_of(*picture, tube), kTubeMapWhite * picture->level));
  std::vector<fs::path> written;
  for (const auto& [name, map] : images) {
    const fs::path to = folder / (name + ".png");
    if (fs::exists(to, error)) continue;  // somebody's work may be in it
    if (const auto done = write_png(map, to); !done) return tl::unexpected(done.error());
    written.push_back(to);
  }
  return written;
}

}  // namespace redlight

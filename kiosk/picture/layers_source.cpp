#include "picture/layers_source.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>

#include "picture/colour.h"
#include "picture/empty_room.h"
#include "picture/foreground.h"
#include "picture/image.h"
#include "picture/layers_file.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

std::uint8_t byte_of(std::uint32_t word, int channel) { return static_cast<std::uint8_t>(word >> (16 - 8 * channel)); }

/// The channel's codes through `table`.
FloatPlane plane_of(const Image& image, int channel, const std::array<float, 256>& table) {
  FloatPlane plane(image.width, image.height);
  for (std::size_t i = 0; i < plane.samples.size(); i++) plane.samples[i] = table[byte_of(image.pixels[i], channel)];
  return plane;
}

/// code * scale + offset
std::array<float, 256> straight(float scale, float offset) {
  std::array<float, 256> table{};
  for (std::size_t i = 0; i < table.size(); i++) table[i] = static_cast<float>(i) / 255.f * scale + offset;
  return table;
}

Result<std::array<FloatPlane, 3>> linear_planes(const fs::path& file, float scale) {
  const auto image = read_image(file);
  if (!image) return tl::unexpected(image.error());
  std::array<float, 256> table = srgb_to_linear_table();
  for (float& v : table) v *= scale;
  return std::array{plane_of(*image, 0, table), plane_of(*image, 1, table), plane_of(*image, 2, table)};
}

/// The red channel of a file that may not be given, 0..1.
Result<FloatPlane> unit_plane(const fs::path& file) {
  if (file.empty()) return FloatPlane{};
  const auto image = read_image(file);
  if (!image) return tl::unexpected(image.error());
  return plane_of(*image, 0, straight(1, 0));
}

/// Where along its tube each covered pixel lies. Perspective: what is half way between the ends in the picture is
/// nearer to the end that is nearer to the camera.
FloatPlane along_tubes(const FloatPlane& coverage, const std::vector<TubeAxis>& tubes) {
  FloatPlane along(coverage.width, coverage.height);
  const double w = coverage.width, h = coverage.height;
  for (int y = 0; y < along.height; y++)
    for (int x = 0; x < along.width; x++) {
      if (coverage.row(y)[x] <= 0) continue;
      double nearest = 0;
      bool found = false;
      for (const TubeAxis& t : tubes) {
        const double dx = (t.x1 - t.x0) * w, dy = (t.y1 - t.y0) * h;
        const double px = x + 0.5 - t.x0 * w, py = y + 0.5 - t.y0 * h;
        const double length = dx * dx + dy * dy;
        const double s = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;
        const double away = (px - s * dx) * (px - s * dx) + (py - s * dy) * (py - s * dy);
        if (found && away >= nearest) continue;
        nearest = away, found = true;
        along.row(y)[x] = static_cast<float>(s * t.distance0 / ((1 - s) * t.distance1 + s * t.distance0));
      }
    }
  return along;
}

bool differs(const FloatPlane& plane, int width, int height) { return plane.width != width || plane.height != height; }

struct Folder {
  LayersFile files;
  Image mask;
  int width = 0, height = 0;
  FloatPlane matte;  // what is left out of the empty room

  Result<LightPlanes> load(const LayerFile& file) const;
  Result<LightPlanes> load_room(const LayerFile& file) const;
  Result<GuidePlanes> guides() const;
  Result<GuidePlanes> room_guides() const;

 private:
  Result<std::array<FloatPlane, 3>> planes_of(const fs::path& image, float scale) const;
  Result<void> add_source(const LayerFile& file, LightPlanes& planes) const;
  tl::unexpected<Error> wrong_size(const fs::path& image, const FloatPlane& plane) const {
    return fail(ErrorKind::malformed,
                fmt::format("{}x{} pixels, but the poster has {}x{}; all its layers and its mask need one size",
                            plane.width, plane.height, width, height),
                image.string());
  }
};

Result<std::array<FloatPlane, 3>> Folder::planes_of(const fs::path& image, float scale) const {
  auto planes = linear_planes(image, scale);
  if (planes && differs((*planes)[0], width, height)) return wrong_size(image, (*planes)[0]);
  return planes;
}

Result<void> Folder::add_source(const LayerFile& file, LightPlanes& planes) const {
  if (file.mask_channel < 0 || mask.pixels.empty()) return {};
  planes.coverage = plane_of(mask, file.mask_channel, straight(1, 0));
  if (differs(planes.coverage, width, height)) return wrong_size(files.emissive_mask, planes.coverage);
  planes.coverage = without(planes.coverage, matte);
  if (!file.tubes.empty()) planes.along = along_tubes(planes.coverage, file.tubes);
  return {};
}

Result<LightPlanes> Folder::load(const LayerFile& file) const {
  LightPlanes planes;
  auto light = planes_of(file.image, file.scale);
  if (!light) return tl::unexpected(light.error());
  planes.light = std::move(*light);
  if (!file.plate_image.empty()) {
    auto plate = planes_of(file.plate_image, file.plate_scale);
    if (!plate) return tl::unexpected(plate.error());
    planes.plate = std::move(*plate);
  }
  const auto added = add_source(file, planes);
  if (!added) return tl::unexpected(added.error());
  return planes;
}

Result<LightPlanes> Folder::load_room(const LayerFile& file) const {
  LightPlanes planes;
  auto light = planes_of(file.plate_image, file.plate_scale);
  if (!light) return tl::unexpected(light.error());
  planes.light = std::move(*light);
  const auto added = add_source(file, planes);
  if (!added) return tl::unexpected(added.error());
  return planes;
}

Result<GuidePlanes> Folder::guides() const {
  GuidePlanes guides;
  if (!files.guides.normal.empty()) {
    const auto image = read_image(files.guides.normal);
    if (!image) return tl::unexpected(image.error());
    for (int c = 0; c < 3; c++) guides.normal[static_cast<std::size_t>(c)] = plane_of(*image, c, straight(2, -1));
  }
  if (!files.guides.albedo.empty()) {
    auto albedo = linear_planes(files.guides.albedo, 1);
    if (!albedo) return tl::unexpected(albedo.error());
    guides.albedo = std::move(*albedo);
  }
  if (!files.guides.specular.empty()) {
    auto specular = linear_planes(files.guides.specular, 1);
    if (!specular) return tl::unexpected(specular.error());
    guides.specular = std::move((*specular)[1]);
  }
  auto roughness = unit_plane(files.guides.roughness);
  if (!roughness) return tl::unexpected(roughness.error());
  guides.roughness = std::move(*roughness);
  return guides;
}

Result<GuidePlanes> Folder::room_guides() const {
  auto found = guides();
  if (!found) return found;
  for (auto* planes : {&found->normal, &found->albedo})
    for (FloatPlane& plane : *planes) plane = filled_across(plane, matte);
  found->specular = filled_across(found->specular, matte), found->roughness = filled_across(found->roughness, matte);
  return found;
}

Result<std::shared_ptr<Folder>> open_folder(const fs::path& path) {
  auto files = read_layers_file(path);
  if (!files) return tl::unexpected(files.error());
  auto folder = std::make_shared<Folder>();
  folder->files = std::move(*files);
  if (!folder->files.emissive_mask.empty()) {
    auto mask = read_image(folder->files.emissive_mask);
    if (!mask) return tl::unexpected(mask.error());
    folder->mask = std::move(*mask);
  }
  folder->width = folder->files.width, folder->height = folder->files.height;
  if (folder->width == 0) {
    const auto first = read_image(folder->files.layers.front().image);
    if (!first) return tl::unexpected(first.error());
    folder->width = first->width, folder->height = first->height;
  }
  return folder;
}

bool has_guides(const GuideFiles& g) {
  return !g.normal.empty() || !g.albedo.empty() || !g.specular.empty() || !g.roughness.empty();
}

}  // namespace

Result<ArtSource> open_layers(const fs::path& path) {
  auto opened = open_folder(path);
  if (!opened) return tl::unexpected(opened.error());
  const std::shared_ptr<const Folder> folder = std::move(*opened);
  ArtSource source;
  source.width = folder->width, source.height = folder->height;
  auto depth = unit_plane(folder->files.guides.depth), plate = unit_plane(folder->files.guides.plate_depth);
  if (!depth) return tl::unexpected(depth.error());
  if (!plate) return tl::unexpected(plate.error());
  source.depth = std::move(*depth), source.plate_depth = std::move(*plate);
  for (const LayerFile& layer : folder->files.layers)
    source.lights.push_back({layer.name, layer.emitter_radiance, [folder, &layer] { return folder->load(layer); }});
  if (has_guides(folder->files.guides)) source.guides = [folder] { return folder->guides(); };
  return source;
}

bool has_empty_room(const LayersFile& files) {
  return !files.guides.plate_depth.empty() && !files.layers.front().plate_image.empty();
}

Result<ArtSource> open_empty_room(const fs::path& path) {
  auto opened = open_folder(path);
  if (!opened) return tl::unexpected(opened.error());
  const std::shared_ptr<Folder> folder = std::move(*opened);
  if (!has_empty_room(folder->files))
    return fail(ErrorKind::malformed, "the poster has no plate, its room without who stands in it", path.string());
  auto depth = unit_plane(folder->files.guides.depth), plate = unit_plane(folder->files.guides.plate_depth);
  if (!depth) return tl::unexpected(depth.error());
  if (!plate) return tl::unexpected(plate.error());
  if (!differs(*depth, plate->width, plate->height)) folder->matte = make_matte(*depth, *plate);
  ArtSource source;
  source.width = folder->width, source.height = folder->height;
  source.plate_depth = *plate, source.depth = std::move(*plate);
  for (const LayerFile& layer : folder->files.layers)
    source.lights.push_back(
        {layer.name, layer.emitter_radiance, [folder, &layer] { return folder->load_room(layer); }});
  if (has_guides(folder->files.guides)) source.guides = [folder] { return folder->room_guides(); };
  return source;
}

Result<void> check_layers(const fs::path& path) {
  const auto source = open_layers(path);
  if (!source) return tl::unexpected(source.error());
  for (const LightSource& light : source->lights)
    if (const auto planes = light.load(); !planes) return tl::unexpected(planes.error());
  if (source->guides)
    if (const auto guides = source->guides(); !guides) return tl::unexpected(guides.error());
  return {};
}

}  // namespace redlight

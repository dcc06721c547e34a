#include "picture/layers_file.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

namespace redlight {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;  // the order of the lights in the file is their order everywhere

/// Reads one file; the first fault is kept and ends it.
class Reader {
 public:
  Reader(fs::path folder, std::string where) : folder_(std::move(folder)), where_(std::move(where)) {}

  tl::unexpected<Error> fault(std::string text) const { return fail(ErrorKind::malformed, std::move(text), where_); }

  Result<LayerFile> layer(const std::string& name, const Json& value) const;
  Result<void> add_plate(const Json& plate, LayersFile& to) const;
  Result<void> add_guides(const Json& guides, LayersFile& to) const;
  Result<void> add_tubes(const Json& json, LayersFile& to) const;
  template <std::size_t N>
  Result<std::array<double, N>> numbers(const Json& value, const std::string& what) const;

 private:
  Result<fs::path> image(const Json& owner, const char* key, const std::string& of) const;
  Result<float> scale(const Json& owner, const std::string& of) const;

  fs::path folder_;
  std::string where_;
};

template <std::size_t N>
Result<std::array<double, N>> Reader::numbers(const Json& value, const std::string& what) const {
  std::array<double, N> out{};
  if (!value.is_array() || value.size() != N) return fault(fmt::format("{} must be {} numbers", what, N));
  for (std::size_t i = 0; i < N; i++) {
    if (!value[i].is_number()) return fault(fmt::format("{} must be {} numbers", what, N));
    out[i] = value[i].get<double>();
  }
  return out;
}

Result<fs::path> Reader::image(const Json& owner, const char* key, const std::string& of) const {
  const auto file = owner.find(key);
  if (file == owner.end() || !file->is_string() || file->get<std::string>().empty())
    return fault(fmt::format("{} needs \"{}\", the name of an image", of, key));
  return folder_ / file->get<std::string>();
}

Result<float> Reader::scale(const Json& owner, const std::string& of) const {
  const auto scale = owner.find("scale");
  if (scale == owner.end()) return 1.f;
  if (!scale->is_number() || !(scale->get<float>() > 0))
    return fault(fmt::format("\"scale\" of {} must be a number above 0", of));
  return scale->get<float>();
}

Result<LayerFile> Reader::layer(const std::string& name, const Json& value) const {
  const std::string of = fmt::format("layer \"{}\"", name);
  if (!value.is_object()) return fault(of + " needs \"file\", the name of an image");
  LayerFile layer;
  layer.name = name;
  auto file = image(value, "file", of);
  if (!file) return tl::unexpected(file.error());
  layer.image = std::move(*file);
  const auto factor = scale(value, of);
  if (!factor) return tl::unexpected(factor.error());
  layer.scale = *factor;
  if (const auto radiance = value.find("emitter_radiance"); radiance != value.end()) {
    const auto rgb = numbers<3>(*radiance, "emitter_radiance (red, green, blue in linear light)");
    if (!rgb) return tl::unexpected(rgb.error());
    layer.emitter_radiance = {static_cast<float>((*rgb)[0]), static_cast<float>((*rgb)[1]),
                              static_cast<float>((*rgb)[2])};
  }
  if (const auto channel = value.find("emitter_mask"); channel != value.end()) {
    const std::string text = channel->is_string() ? channel->get<std::string>() : "";
    layer.mask_channel = text == "red" ? 0 : text == "green" ? 1 : text == "blue" ? 2 : -1;
    if (layer.mask_channel < 0)
      return fault(fmt::format(
          "\"emitter_mask\" of {} must be \"red\", \"green\" or \"blue\", the channel of the emissive mask", of));
  }
  return layer;
}

Result<void> Reader::add_plate(const Json& plate, LayersFile& to) const {
  if (!plate.is_object() || !plate.contains("layers") || !plate["layers"].is_object())
    return fault("\"plate\" must have \"layers\", an object with one entry per light, and \"depth\"");
  auto depth = image(plate, "depth", "\"plate\"");
  if (!depth) return tl::unexpected(depth.error());
  to.guides.plate_depth = std::move(*depth);
  for (const auto& [name, value] : plate["layers"].items()) {
    const std::string of = fmt::format("layer \"{}\" of the plate", name);
    const auto of_name = [&, &wanted = name](const LayerFile& layer) { return layer.name == wanted; };
    const auto layer = std::find_if(to.layers.begin(), to.layers.end(), of_name);
    if (layer == to.layers.end()) return fault(of + " has no counterpart: no light of that name is under \"layers\"");
    auto file = image(value, "file", of);
    if (!file) return tl::unexpected(file.error());
    const auto factor = scale(value, of);
    if (!factor) return tl::unexpected(factor.error());
    layer->plate_image = std::move(*file), layer->plate_scale = *factor;
  }
  for (const LayerFile& layer : to.layers)
    if (layer.plate_image.empty())
      return fault(fmt::format("the plate lacks light \"{}\"; what is uncovered would be dark in it", layer.name));
  return {};
}

Result<void> Reader::add_guides(const Json& guides, LayersFile& to) const {
  if (!guides.is_object()) return fault("\"guides\" must be an object that names images");
  const std::pair<const char*, fs::path*> known[] = {{"normal", &to.guides.normal},
                                                     {"depth", &to.guides.depth},
                                                     {"albedo", &to.guides.albedo},
                                                     {"specular", &to.guides.specular},
                                                     {"roughness", &to.guides.roughness}};
  for (const auto& entry : guides.items()) {
    const auto* slot =
        std::find_if(std::begin(known), std::end(known), [&](const auto& k) { return entry.key() == k.first; });
    if (slot == std::end(known))
      return fault(
          fmt::format("\"guides\" has \"{}\"; it can have normal, depth, albedo, specular and roughness", entry.key()));
    auto file = image(guides, slot->first, "\"guides\"");
    if (!file) return tl::unexpected(file.error());
    *slot->second = std::move(*file);
  }
  return {};
}

using Matrix4 = std::array<std::array<double, 4>, 4>;
using Point = std::array<double, 3>;

/// Where the camera sees a point. `world` takes camera coordinates to those of the scene and is a rotation and a shift.
struct Seen {
  double x, y, distance;
};
std::optional<Seen> project(const Point& point, const Matrix4& world, const Matrix4& proj) {
  std::array<double, 4> camera{0, 0, 0, 1};
  for (std::size_t i = 0; i < 3; i++)
    for (std::size_t k = 0; k < 3; k++) camera[i] += world[k][i] * (point[k] - world[k][3]);
  std::array<double, 4> clip{};
  for (std::size_t i = 0; i < 4; i++)
    for (std::size_t k = 0; k < 4; k++) clip[i] += proj[i][k] * camera[k];
  if (!(clip[3] > 0)) return std::nullopt;  // behind the camera
  return Seen{(1 + clip[0] / clip[3]) / 2, (1 - clip[1] / clip[3]) / 2, clip[3]};
}

Result<void> Reader::add_tubes(const Json& json, LayersFile& to) const {
  const auto camera = json.find("camera"), lights = json.find("lights");
  if (camera == json.end() || lights == json.end() || !lights->is_object()) return {};
  Matrix4 world{}, proj{};
  const std::pair<const char*, Matrix4*> matrices[] = {{"world", &world}, {"proj", &proj}};
  for (const auto& [key, matrix] : matrices) {
    const auto found = camera->find(key);
    if (found == camera->end() || !found->is_array() || found->size() != 4)
      return fault(fmt::format("\"camera\" needs \"{}\", four rows of four numbers", key));
    for (std::size_t i = 0; i < 4; i++) {
      const auto row = numbers<4>((*found)[i], fmt::format("each row of the camera's \"{}\"", key));
      if (!row) return tl::unexpected(row.error());
      (*matrix)[i] = *row;
    }
  }
  for (LayerFile& layer : to.layers) {
    const auto light = lights->find(layer.name);
    if (light == lights->end() || !light->is_object() || !light->contains("tubes") || !(*light)["tubes"].is_array())
      continue;
    for (const Json& tube : (*light)["tubes"]) {
      if (!tube.is_object() || !tube.contains("p0") || !tube.contains("p1"))
        return fault(
            fmt::format("a tube of light \"{}\" needs \"p0\" and \"p1\", where it begins and ends", layer.name));
      const auto p0 = numbers<3>(tube["p0"], "\"p0\" of a tube"), p1 = numbers<3>(tube["p1"], "\"p1\" of a tube");
      if (!p0) return tl::unexpected(p0.error());
      if (!p1) return tl::unexpected(p1.error());
      const auto a = project(*p0, world, proj), b = project(*p1, world, proj);
      if (a && b) layer.tubes.push_back({a->x, a->y, a->distance, b->x, b->y, b->distance});
    }
  }
  return {};
}

}  // namespace

Result<LayersFile> read_layers_file(const fs::path& folder) {
  const fs::path file = folder / "layers.json";
  const std::string where = file.string();
  std::ifstream in(file);
  if (!in) return fail(ErrorKind::not_found, "a poster's folder must hold layers.json, one layer per light", where);
  Json json;
  try {  // the parser's own report has the line and column
    json = Json::parse(in);
  } catch (const Json::parse_error& e) {
    return fail(ErrorKind::malformed, e.what(), where);
  } catch (const std::ios_base::failure& e) {  // and so has the disk
    return fail(ErrorKind::unreadable, "cannot be read: " + e.code().message(), where);
  }
  const Reader reader(folder, where);
  if (!json.is_object() || !json.contains("layers") || !json["layers"].is_object() || json["layers"].empty())
    return reader.fault("\"layers\" must be an object with one entry per light");
  if (json["layers"].size() > kMaxLights)
    return fail(ErrorKind::exhausted, fmt::format("{} lights; a poster can have {}", json["layers"].size(), kMaxLights),
                where);

  LayersFile result;
  if (json.contains("size")) {
    const auto size = reader.numbers<2>(json["size"], "\"size\" (width, height in pixels)");
    if (!size) return tl::unexpected(size.error());
    result.width = static_cast<int>(std::clamp((*size)[0], 0., 65536.)),
    result.height = static_cast<int>(std::clamp((*size)[1], 0., 65536.));
    if (result.width < 1 || result.height < 1) return reader.fault("\"size\" must be two numbers above 0");
  }
  for (const auto& [name, value] : json["layers"].items()) {
    auto layer = reader.layer(name, value);
    if (!layer) return tl::unexpected(layer.error());
    result.layers.push_back(std::move(*layer));
  }
  Result<void> more = reader.add_tubes(json, result);
  if (more && json.contains("guides")) more = reader.add_guides(json["guides"], result);
  if (more && json.contains("plate")) more = reader.add_plate(json["plate"], result);
  if (!more) return tl::unexpected(more.error());
  // A mask that cannot be looked at is not one that is absent: without it the art would be another.
  std::error_code bad;
  if (const fs::path mask = folder / "emissive_mask.png"; fs::status(mask, bad).type() != fs::file_type::not_found)
    result.emissive_mask = mask;
  return result;
}

std::vector<fs::path> images_of(const LayersFile& files) {
  std::vector<fs::path> all;
  for (const LayerFile& layer : files.layers) all.push_back(layer.image);
  for (const LayerFile& layer : files.layers) all.push_back(layer.plate_image);
  const GuideFiles& g = files.guides;
  all.insert(all.end(), {files.emissive_mask, g.normal, g.depth, g.albedo, g.specular, g.roughness, g.plate_depth});
  std::erase_if(all, [](const fs::path& path) { return path.empty(); });
  return all;
}

}  // namespace redlight

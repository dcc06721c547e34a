#include "picture/layers_file.h"

#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

namespace redlight {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;  // the order of the lights in the file is their order everywhere

Result<Rgb> read_rgb(const Json& value, const std::string& where) {
  if (!value.is_array() || value.size() != 3 || !value[0].is_number() || !value[1].is_number() || !value[2].is_number())
    return fail(ErrorKind::malformed, "emitter_radiance must be three numbers: red, green, blue in linear light",
                where);
  return Rgb{value[0].get<float>(), value[1].get<float>(), value[2].get<float>()};
}

Result<LayerFile> read_layer(const std::string& name, const Json& value, const fs::path& folder,
                             const std::string& where) {
  if (!value.is_object() || !value.contains("file") || !value["file"].is_string())
    return fail(ErrorKind::malformed, fmt::format("layer \"{}\" needs \"file\", the name of its image", name), where);
  LayerFile layer;
  layer.name = name;
  layer.image = folder / value["file"].get<std::string>();
  if (const auto scale = value.find("scale"); scale != value.end()) {
    if (!scale->is_number() || !(scale->get<float>() > 0))
      return fail(ErrorKind::malformed, fmt::format("\"scale\" of layer \"{}\" must be a number above 0", name), where);
    layer.scale = scale->get<float>();
  }
  if (const auto radiance = value.find("emitter_radiance"); radiance != value.end()) {
    auto rgb = read_rgb(*radiance, where);
    if (!rgb) return tl::unexpected(rgb.error());
    layer.emitter_radiance = *rgb;
  }
  if (const auto channel = value.find("emitter_mask"); channel != value.end()) {
    const std::string text = channel->is_string() ? channel->get<std::string>() : "";
    layer.mask_channel = text == "red" ? 0 : text == "green" ? 1 : text == "blue" ? 2 : -1;
    if (layer.mask_channel < 0)
      return fail(ErrorKind::malformed,
                  fmt::format("\"emitter_mask\" of layer \"{}\" must be \"red\", \"green\" or \"blue\", the channel of "
                              "the emissive mask",
                              name),
                  where);
  }
  return layer;
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
  }
  if (!json.is_object() || !json.contains("layers") || !json["layers"].is_object() || json["layers"].empty())
    return fail(ErrorKind::malformed, "\"layers\" must be an object with one entry per light", where);
  if (json["layers"].size() > kMaxLights)
    return fail(ErrorKind::exhausted, fmt::format("{} lights; a poster can have {}", json["layers"].size(), kMaxLights),
                where);

  LayersFile result;
  for (const auto& [name, value] : json["layers"].items()) {
    auto layer = read_layer(name, value, folder, where);
    if (!layer) return tl::unexpected(layer.error());
    result.layers.push_back(std::move(*layer));
  }
  if (const fs::path mask = folder / "emissive_mask.png"; fs::exists(mask)) result.emissive_mask = mask;
  return result;
}

}  // namespace redlight

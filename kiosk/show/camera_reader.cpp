#include "show/camera_reader.h"

#include <string>
#include <vector>

#include "show/words.h"

namespace redlight {
namespace {

const std::vector<std::string> ease_names{"none", "start", "end", "both"};  // in the order of Ease

constexpr std::string_view kShape = "{from = {x = 0.4, zoom = 1.0}, to = {x = 0.6, zoom = 1.1}}";

/// What is not said of a place is as in `usual`.
CameraPlace read_place(TableReader& camera, std::string_view key, CameraPlace usual, Report& report) {
  const toml::table* table = camera.take_table(key, "{x = 0.5, y = 0.5, zoom = 1.1}");
  if (!table) return usual;
  TableReader reader(*table, place_of(*table), std::string(key), report);
  CameraPlace place = usual;
  place.x = reader.take_number("x", 0, 1).value_or(usual.x);
  place.y = reader.take_number("y", 0, 1).value_or(usual.y);
  place.zoom = reader.take_number("zoom", 1, kMostZoom).value_or(usual.zoom);
  if (table->empty())
    report.error(reader.place(), {in_quotes(key) + " says nothing", "expected x, y, zoom or some of them", ""});
  reader.finish();
  return place;
}

Camera read_move(const toml::table& table, const std::string& owner, Report& report) {
  TableReader reader(table, place_of(table), owner, report);
  Camera camera;
  camera.from = read_place(reader, "from", {}, report);
  // A move that only says where it goes to begins at the usual place; what its end leaves out stays as it begins.
  camera.to = read_place(reader, "to", camera.from, report);
  if (!reader.has("from") && !reader.has("to"))
    report.error(reader.place(),
                 {"the camera looks nowhere", "expected from, to or both", "write " + std::string(kShape)});
  camera.depth = reader.take_number("depth", 0, kMostDepth).value_or(camera.depth);
  camera.pivot = reader.take_number("pivot", 0, 1).value_or(camera.pivot);
  if (const auto ease = reader.take_choice("ease", ease_names)) camera.ease = static_cast<Ease>(*ease);
  reader.finish();
  return camera;
}

}  // namespace

Cameras read_camera(TableReader& scene, Report& report) {
  // Displays of a shape without a move have the picture as it is.
  auto [portrait, landscape] = scene.take_by_shape(
      "camera", kShape,
      [&](const toml::table& table, const std::string& owner) { return read_move(table, owner, report); });
  return {portrait, landscape};
}

}  // namespace redlight

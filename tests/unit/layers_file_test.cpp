// What layers.json may say, and how what is wrong in it is told.
#include "picture/layers_file.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "support/temp_folder.h"

namespace redlight::test {
namespace {

Result<LayersFile> read(const std::string& text) {
  const TempFolder folder;
  std::ofstream(folder.path() / "layers.json") << text;
  return read_layers_file(folder.path());
}

std::string fault(const std::string& text) {
  const auto files = read(text);
  return files ? "" : files.error().text;
}

const std::string kCamera = R"("camera": {"world": [[1,0,0,1],[0,1,0,2],[0,0,1,10],[0,0,0,1]],
  "proj": [[2,0,0,0],[0,2,0,0],[0,0,-1,-0.2],[0,0,-1,0]]})";

TEST_CASE("a folder of layers with all it can have is read") {
  const auto files =
      read(R"({"size": [40, 20], "layers": {"key": {"file": "a.jpg", "scale": 2, "emitter_mask": "green"},
      "fill": {"file": "b.jpg"}},
    "guides": {"normal": "n.jpg", "depth": "d.png"},
    "plate": {"depth": "p.png", "layers": {"fill": {"file": "q.jpg", "scale": 3}, "key": {"file": "r.jpg"}}}})");
  REQUIRE(files);
  CHECK(files->width == 40);
  CHECK(files->height == 20);
  REQUIRE(files->layers.size() == 2);
  CHECK(files->layers[0].name == "key");
  CHECK(files->layers[0].mask_channel == 1);
  CHECK(files->layers[0].plate_image.filename() == "r.jpg");
  CHECK(files->layers[0].plate_scale == 1);
  CHECK(files->layers[1].plate_scale == 3);
  CHECK(files->guides.normal.filename() == "n.jpg");
  CHECK(files->guides.albedo.empty());
  CHECK(files->guides.plate_depth.filename() == "p.png");
  CHECK(images_of(*files).size() == 7);
}

TEST_CASE("a tube's ends are where the camera sees them") {
  // The camera stands at (1, 2, 10) and looks down -z; the tube runs from straight ahead, 4 away, to up right, 8 away.
  const auto files = read(R"({"layers": {"key": {"file": "a.jpg"}}, )" + kCamera +
                          R"(, "lights": {"key": {"tubes": [{"p0": [1, 2, 6], "p1": [3, 4, 2]}]}}})");
  REQUIRE(files);
  REQUIRE(files->layers[0].tubes.size() == 1);
  const TubeAxis& tube = files->layers[0].tubes[0];
  CHECK(tube.x0 == Approx(0.5));
  CHECK(tube.y0 == Approx(0.5));
  CHECK(tube.distance0 == Approx(4));
  CHECK(tube.x1 == Approx(0.75));
  CHECK(tube.y1 == Approx(0.25));
  CHECK(tube.distance1 == Approx(8));
}

TEST_CASE("a tube behind the camera is not in the picture") {
  const auto files = read(R"({"layers": {"key": {"file": "a.jpg"}}, )" + kCamera +
                          R"(, "lights": {"key": {"tubes": [{"p0": [1, 2, 11], "p1": [3, 4, 2]}]}}})");
  REQUIRE(files);
  CHECK(files->layers[0].tubes.empty());
}

TEST_CASE("a mask that cannot be looked at is not taken for none") {
  const TempFolder folder;
  std::ofstream(folder.path() / "layers.json") << R"({"layers": {"key": {"file": "a.jpg"}}})";
  const auto without = read_layers_file(folder.path());
  REQUIRE(without);
  CHECK(without->emissive_mask.empty());
  std::filesystem::create_symlink("emissive_mask.png", folder.path() / "emissive_mask.png");  // leads to itself
  const auto with = read_layers_file(folder.path());
  REQUIRE(with);
  CHECK(with->emissive_mask == folder.path() / "emissive_mask.png");
}

TEST_CASE("a layers.json that opens and then cannot be read is told") {
  const TempFolder folder;
  std::filesystem::create_directory(folder.path() / "layers.json");
  const auto files = read_layers_file(folder.path());
  REQUIRE_FALSE(files);
  CHECK(files.error().kind == ErrorKind::unreadable);
  CHECK(files.error().where == folder.path() / "layers.json");
}

TEST_CASE("what is wrong in layers.json is named") {
  using Catch::Contains;
  const std::string layers = R"("layers": {"key": {"file": "a.jpg"}})";
  CHECK_THAT(fault("{"), Contains("line 1"));
  CHECK_THAT(fault("{}"), Contains("\"layers\""));
  CHECK_THAT(fault(R"({"layers": {"key": {}}})"), Contains("layer \"key\" needs \"file\""));
  CHECK_THAT(fault(R"({"layers": {"key": {"file": "a", "scale": 0}}})"), Contains("above 0"));
  CHECK_THAT(fault("{\"size\": [0, 5], " + layers + "}"), Contains("\"size\""));
  CHECK_THAT(fault("{" + layers + R"(, "guides": {"normals": "n.png"}})"), Contains("\"normals\""));
  CHECK_THAT(fault("{" + layers + R"(, "guides": {"normal": 3}})"), Contains("\"normal\""));
  CHECK_THAT(fault("{" + layers + R"(, "plate": {"depth": "d"}})"), Contains("\"layers\""));
  CHECK_THAT(fault("{" + layers + R"(, "plate": {"layers": {"key": {"file": "b"}}}})"), Contains("\"depth\""));
  CHECK_THAT(fault("{" + layers + R"(, "plate": {"depth": "d", "layers": {"kee": {"file": "b"}}}})"),
             Contains("\"kee\"") && Contains("no counterpart"));
  CHECK_THAT(fault("{" + layers + R"(, "plate": {"depth": "d", "layers": {}}})"), Contains("lacks light \"key\""));
  CHECK_THAT(fault("{" + layers + R"(, "camera": {"world": 1}, "lights": {"key": {"tubes": []}}})"),
             Contains("\"world\""));
  CHECK_THAT(fault("{" + layers + ", " + kCamera + R"(, "lights": {"key": {"tubes": [{"p0": [1, 2, 3]}]}}})"),
             Contains("\"p1\""));
}

}  // namespace
}  // namespace redlight::test

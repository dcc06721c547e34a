// The thread that makes a show's material: whatever becomes of the files, it answers, and what it holds needs none.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "app/kiosk_rig.h"
#include "app/material_loader.h"
#include "show/loader.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;
namespace fs = std::filesystem;

namespace {

/// Looking at such a file is an error, whoever looks: it leads to itself.
void put_loop(const fs::path& file) {
  fs::remove_all(file);
  fs::create_symlink(file.filename(), file);
}

PosterScene poster_of(const fs::path& art) {
  PosterScene poster;
  poster.art.portrait = art;
  return poster;
}

PosterScene moving(PosterScene poster) {
  poster.camera.portrait = Camera{{0.4, 0.5, 1.2}, {0.6, 0.5, 1.5}};
  return poster;
}

Show show_of(const std::vector<std::variant<PosterScene, TeaserScene, SlideScene>>& contents) {
  Show show;
  show.languages = {"en"};
  for (const auto& content : contents)
    show.scenes.push_back({.id = std::to_string(show.scenes.size()), .content = content, .hold = std::nullopt});
  return show;
}

MaterialLoader loader_for(const Show& show) {
  return {show,        fs::path(REDLIGHT_ASSETS) / "fonts", "", nullptr, kTinyWidth, kTinyHeight, 1, std::nullopt,
          std::nullopt};
}

/// Loaded, or the test fails.
GroundMaterial ground(MaterialLoader& loader, std::size_t scene = 0) {
  auto material = loader.load_ground(scene, {});
  INFO((material ? "" : describe(material.error())));
  REQUIRE(material);
  if (const auto* poster = std::get_if<PosterMaterial>(&*material)) return poster->ground;
  return std::get<SlideMaterial>(*material).ground;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a poster that can no longer be looked at is passed over, and the show goes on") {
  const ShowFolder folder("loader_show");
  write_still_show(folder.path(), {});
  const LoadedShow loaded = load_show(folder.path());
  REQUIRE(loaded.show);
  put_loop(folder.path() / "flat.png");
  KioskRig rig(*loaded.show, Patience::never_wait);
  spdlog::set_level(spdlog::level::off);
  rig.frame();
  REQUIRE(rig.settle([](const Picture&) {}));
  rig.frame({{ActionKind::jump, 2}});
  REQUIRE(rig.wait_until([&] { return rig.kiosk().fault(2).has_value(); },
                         [](const Picture& picture) { REQUIRE_FALSE(picture.grounds.empty()); }));
  rig.frame({{ActionKind::jump, 1}});
  const auto is_seen = [&] {
    if (rig.stage().incoming) rig.frame();  // what was passed over to may come in first, and a cross-fade needs time
    return rig.stage().current->scene == 1;
  };
  REQUIRE(rig.wait_until(is_seen, [](const Picture& picture) { REQUIRE_FALSE(picture.grounds.empty()); }));
  for (int i = 0; i < 30; i++) CHECK_FALSE(rig.frame().grounds.empty());
  CHECK(rig.stage().current->scene == 1);
}

TEST_CASE("art that cannot be looked at is a fault that is told") {
  const ShowFolder folder("loader_faults");
  put_loop(folder.path() / "loop");
  const fs::path art = GENERATE(fs::path("loop"), "loop/art", std::string(300, 'x'), "nothing");
  const bool moves = GENERATE(false, true);
  CAPTURE(art, moves);
  const PosterScene poster = poster_of(folder.path() / art);
  const Show show = show_of({moves ? moving(poster) : poster});
  MaterialLoader loader = loader_for(show);
  const auto material = loader.load_ground(0, {});
  REQUIRE_FALSE(material);
  CHECK(material.error().where == folder.path() / art);
  CHECK(material.error().kind == (art == "nothing" ? ErrorKind::not_found : ErrorKind::unreadable));
}

TEST_CASE("a mask or maps that cannot be looked at are not taken for none") {
  const ShowFolder folder("loader_parts");
  write_art(folder.path() / "art");
  write_flat(folder.path() / "flat.png");
  put_loop(folder.path() / "art" / "emissive_mask.png");
  put_loop(folder.path() / "flat.maps");
  const Show show = show_of({poster_of(folder.path() / "art"), poster_of(folder.path() / "flat.png")});
  MaterialLoader loader = loader_for(show);
  const auto masked = loader.load_ground(0, {}), mapped = loader.load_ground(1, {});
  REQUIRE_FALSE(masked);
  CHECK(masked.error().where == folder.path() / "art" / "emissive_mask.png");
  REQUIRE_FALSE(mapped);
  CHECK(mapped.error().where == folder.path() / "flat.maps");
}

TEST_CASE("art that is in memory is shown while its files are gone") {
  const ShowFolder folder("loader_gone");
  const auto gone = [&](const fs::path& art) { fs::rename(art, art.string() + " is gone"); };
  SECTION("under a camera") {
    write_flat(folder.path() / "flat.png");
    write_art(folder.path() / "art");
    for (const fs::path& art : {folder.path() / "flat.png", folder.path() / "art"}) {
      const Show show = show_of({moving(poster_of(art))});
      MaterialLoader loader = loader_for(show);
      const GroundMaterial before = ground(loader);
      REQUIRE(before.camera);
      gone(art);
      const GroundMaterial after = ground(loader);
      CHECK(after.art == before.art);
      CHECK(after.camera == before.camera);
      CHECK(after.flat == before.flat);
    }
  }
  SECTION("in the shape that loses less") {
    PosterScene poster = poster_of(folder.path() / "tall");
    poster.art.landscape = folder.path() / "fitting";
    for (const auto& [art, width, height] :
         {std::tuple{poster.art.portrait, 40, 200}, {poster.art.landscape, kTinyWidth, kTinyHeight}}) {
      write_art(art, width, height);
      std::string text = text_of(art / "layers.json");
      text.insert(1, "\"size\": [" + std::to_string(width) + ", " + std::to_string(height) + "], ");
      std::ofstream(art / "layers.json") << text;
    }
    const Show show = show_of({poster});
    MaterialLoader loader = loader_for(show);
    const GroundMaterial before = ground(loader);
    gone(poster.art.portrait), gone(poster.art.landscape);
    CHECK(ground(loader).art == before.art);
  }
  SECTION("as the room behind a slide") {
    const fs::path art = folder.path() / "art";
    write_art(art);
    std::string text = text_of(art / "layers.json");
    text.insert(1, R"("guides": {"depth": "emissive_mask.png"}, "plate": {"depth": "tube.png", "layers": {
      "ambient": {"file": "ambient.png"}, "tube_key": {"file": "tube.png"}, "headlight": {"file": "lamp.png"}}},)");
    std::ofstream(art / "layers.json") << text;
    const Show show = show_of({poster_of(art), SlideScene{}});
    MaterialLoader loader = loader_for(show);
    const GroundMaterial before = ground(loader, 1);
    REQUIRE(before.empty_room);
    gone(art);
    CHECK(ground(loader, 1).art == before.art);
  }
}

TEST_CASE("a picture is measured once, and again when it is another") {
  const ShowFolder folder("loader_measured");
  const fs::path file = folder.path() / "flat.png";
  write_flat(file);
  const PosterScene poster = moving(poster_of(file));
  const Show show = show_of({poster});
  MaterialLoader loader = loader_for(show);
  const GroundMaterial before = ground(loader);
  const auto changed = fs::last_write_time(file);
  std::ofstream(file, std::ios::binary) << std::string(fs::file_size(file), 'x');
  fs::last_write_time(file, changed);
  CHECK(ground(loader).art == before.art);  // nobody looked inside
  write_flat(file, 2 * kTinyWidth, kTinyHeight);
  fs::last_write_time(file, changed + std::chrono::seconds(2));
  const Framing display{kTinyWidth, kTinyHeight, {}, Fit::cover, {}};
  CHECK(ground(loader).camera == frame_camera(2 * kTinyWidth, kTinyHeight, display, *poster.camera.portrait, 1));
}

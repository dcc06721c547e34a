// `redlight render`: what it writes, that it writes the same each time, and what happens when it cannot write.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "media/media_info.h"
#include "media/voice.h"
#include "picture/image.h"
#include "support/program.h"
#include "support/tiny_show.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;
namespace fs = std::filesystem;

namespace {

Outcome render(const fs::path& show, const fs::path& output, std::vector<std::string> more) {
  std::vector<std::string> command{REDLIGHT_PROGRAM, "render", show, "-o", output, "-q"};
  command.insert(command.end(), more.begin(), more.end());
  return run(command, {{"SDL_VIDEODRIVER", "none"}});  // it needs no display
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the same show gives the same film, byte for byte") {
  ShowFolder folder("render_film");
  write_tiny_show(folder.path());
  const std::vector<std::string> how{"--size", "96x160", "--fps", "30", "--to", "4.5s"};
  for (const char* name : {"a.mp4", "b.mp4"}) {
    const Outcome outcome = render(folder.path(), folder.path() / name, how);
    INFO(outcome.errors);
    REQUIRE(outcome.code == 0);
  }
  const std::string film = bytes_of(folder.path() / "a.mp4");
  CHECK(film.size() > 5000);
  CHECK((film == bytes_of(folder.path() / "b.mp4")));
  const auto info = probe(folder.path() / "a.mp4");
  REQUIRE(info);
  CHECK(info->has_video);
  CHECK(info->has_audio);
  CHECK(seconds(info->duration) == Approx(4.5).margin(0.05));
}

TEST_CASE("without an end a render is one whole loop") {
  ShowFolder folder("render_loop");
  write_still_show(folder.path(), {});
  const Outcome outcome = render(folder.path(), folder.path() / "loop.mp4", {"--size", "96x160", "--fps", "10"});
  INFO(outcome.errors);
  REQUIRE(outcome.code == 0);
  const auto info = probe(folder.path() / "loop.mp4");
  REQUIRE(info);
  // Five holds of a second and four fades; the fifth fade leads into the next loop.
  CHECK(seconds(info->duration) == Approx(5 + 4 * 0.3).margin(0.25));
}

TEST_CASE("one frame is what a film has at that time") {
  ShowFolder folder("render_frame");
  write_tiny_show(folder.path());
  // Scene "lit" is held for a second, the film comes in for 0.3 s and is alone after it.
  const Outcome outcome = render(folder.path(), folder.path() / "at.png", {"--size", "96x160", "--at", "1.8s"});
  INFO(outcome.errors);
  REQUIRE(outcome.code == 0);
  const auto image = read_image(folder.path() / "at.png");
  REQUIRE(image);
  CHECK(image->width == kTinyWidth);
  CHECK(image->height == kTinyHeight);
  const auto number = film_number(*image);
  REQUIRE(number);
  CHECK(*number == Approx(1000 + 0.8 * 60).margin(1));
}

TEST_CASE("a contact sheet is one picture of the whole") {
  ShowFolder folder("render_sheet");
  write_still_show(folder.path(), {});
  const Outcome outcome = render(folder.path(), folder.path() / "sheet.png", {"--size", "96x160", "--fps", "10"});
  INFO(outcome.errors);
  REQUIRE(outcome.code == 0);
  const auto sheet = read_image(folder.path() / "sheet.png");
  REQUIRE(sheet);
  CHECK(sheet->width > 3 * kTinyWidth);
  CHECK(mean_of(*sheet).brightness() > 10);
}

TEST_CASE("a folder gets numbered frames and the sound beside them") {
  ShowFolder folder("render_folder");
  write_tiny_show(folder.path());
  const fs::path frames = folder.path() / "new" / "frames" / "";
  const Outcome outcome =
      render(folder.path(), frames, {"--size", "96x160", "--fps", "20", "--from", "1.5s", "--to", "2s"});
  INFO(outcome.errors);
  REQUIRE(outcome.code == 0);
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(frames)) names.insert(entry.path().filename());
  CHECK(names.size() == 11);
  CHECK(names.count("frame_000000.png") == 1);
  CHECK(names.count("frame_000009.png") == 1);
  REQUIRE(names.count("sound.wav") == 1);
  CHECK(fs::file_size(frames / "sound.wav") == 44 + kSampleRate / 2 * 8);
  const auto sound = probe(frames / "sound.wav");
  REQUIRE(sound);
  CHECK(sound->has_audio);
}

TEST_CASE("what cannot be written is told, with exit code 4") {
  ShowFolder folder("render_nowhere");
  write_still_show(folder.path(), {});
  folder.with("file", "not a folder");
  const std::vector<fs::path> places{folder.path() / "file" / "a.mp4",
                                     folder.path() / "file" / "",
                                     "/proc/redlight.mp4",
                                     "/proc/redlight.png",
                                     "/proc/redlight/",
                                     folder.path() / "film.avi"};
  for (const fs::path& place : places) {
    const Outcome outcome = render(folder.path(), place, {"--size", "96x160", "--to", "200ms"});
    INFO(place << "\n" << outcome.errors);
    CHECK(outcome.code == 4);
    CHECK(outcome.errors.size() > 10);
  }
  const Outcome odd = render(folder.path(), folder.path() / "odd.mp4", {"--size", "97x161", "--to", "200ms"});
  INFO(odd.errors);
  CHECK(odd.code == 4);
}

TEST_CASE("a stretch that is none is a mistake of the command line") {
  ShowFolder folder("render_stretch");
  write_still_show(folder.path(), {});
  const Outcome outcome =
      render(folder.path(), folder.path() / "a.mp4", {"--size", "96x160", "--from", "3s", "--to", "2s"});
  CHECK(outcome.code == 2);
  CHECK_FALSE(fs::exists(folder.path() / "a.mp4"));
}

TEST_CASE("a show with a scene that breaks is rendered without it") {
  ShowFolder folder("render_broken");
  write_still_show(folder.path(), {});
  folder.with("flat.png", "no picture");
  const Outcome outcome = render(folder.path(), folder.path() / "at.png", {"--size", "96x160", "--at", "3s"});
  INFO(outcome.errors);
  CHECK(outcome.code == 0);
  const auto image = read_image(folder.path() / "at.png");
  REQUIRE(image);
  CHECK(mean_of(*image).brightness() > 10);
}

TEST_CASE("the maps of a flat poster are written to paint on, and a fault in one is told") {
  ShowFolder folder("render_maps");
  write_still_show(folder.path(), {});
  const auto maps = [&](const fs::path& to) {
    return run({REDLIGHT_PROGRAM, "render", folder.path(), "--maps", to}, {{"SDL_VIDEODRIVER", "none"}});
  };
  const Outcome first = maps(folder.path());
  INFO(first.errors);
  REQUIRE(first.code == 0);
  CHECK_THAT(first.output, Catch::Contains("flat.png: 8 maps written") && Catch::Contains("emitters.png"));
  CHECK(fs::exists(folder.path() / "flat.maps" / "emitters.png"));
  CHECK_THAT(maps(folder.path()).output, Catch::Contains("0 maps written"));
  // A fault of a map is a fault of the show.
  std::ofstream(folder.path() / "flat.maps" / "depth.png") << "scribble";
  const Outcome checked = run({REDLIGHT_PROGRAM, "check", folder.path()});
  CHECK(checked.code == 1);
  CHECK_THAT(checked.output, Catch::Contains("depth.png"));
  const Outcome again = maps(folder.path());
  CHECK(again.code == 4);
  CHECK_THAT(again.errors, Catch::Contains("depth.png"));
}

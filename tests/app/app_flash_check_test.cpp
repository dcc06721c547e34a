// Flashes as the operator meets them: `redlight check` tells where they are, `redlight render` dims them as play does.
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <regex>

#include "media/movie_writer.h"
#include "picture/flash_analyser.h"
#include "support/program.h"
#include "support/tiny_show.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;
namespace fs = std::filesystem;

namespace {

Outcome call(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), REDLIGHT_PROGRAM);
  return run(arguments);
}

std::size_t matches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(text.begin(), text.end(), expression), std::sregex_iterator()));
}

/// Three seconds of grey at 60 a second; from frame `from` on the whole picture flashes as often as told.
void write_flashing_film(const fs::path& file, int flashes, int from = 60, std::uint32_t light = 0xfff0f0f0u) {
  MovieFormat format;
  format.width = kTinyWidth, format.height = kTinyHeight, format.has_sound = false;
  auto writer = MovieWriter::create(file, format);
  REQUIRE(writer.has_value());
  for (int i = 0; i < 180; i++) {
    const int into = i - from;
    const bool flash = into >= 0 && into < flashes * 10 && into % 10 < 5;
    const std::vector<std::uint32_t> pixels(std::size_t{kTinyWidth} * kTinyHeight, flash ? light : 0xff404040u);
    REQUIRE((*writer)->add_frame(pixels, kTinyWidth));
  }
  REQUIRE((*writer)->finish());
}

void write_show(ShowFolder& folder, int flashes) {
  write_still_show(folder.path(), {});
  write_flashing_film(folder.path() / "film.mp4", flashes);
  folder.with("show.toml",
              "title = \"Flashes\"\n[attract]\nhold = \"1s\"\ntransition = \"0s\"\n"
              "[[scene]]\nid = \"film\"\nkind = \"teaser\"\nvideo = \"film.mp4\"\n"
              "[[scene]]\nid = \"flat\"\nkind = \"poster\"\nart = \"flat.png\"\n");
}

/// The violations of a folder of rendered frames, 60 a second.
std::vector<FlashViolation> measure(const fs::path& frames) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(frames))
    if (entry.path().extension() == ".png") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() == 180);
  FlashAnalyser analyser(kTinyWidth, kTinyHeight);
  long index = 0;
  for (const fs::path& file : files) {
    const auto image = read_image(file);
    REQUIRE(image.has_value());
    analyser.add(*image, Instant(Duration(index++ * 1'000'000'000L / 60)));
  }
  return analyser.finish();
}

}  // namespace

TEST_CASE("check measures a film's flashes and tells them where the show names it") {
  ShowFolder folder("flash_check");
  write_show(folder, 5);
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output,
                R"(show\.toml:8:9: error: film\.mp4: general flash from 1\.00 s to 1\.75 s: 5 flashes .* 100 %)") == 1);
  CHECK(matches(outcome.output, "error:") == 1);  // and not once more for the show that the film is in
  CHECK(call({"check", "--no-flashes", folder.path()}).code == 0);
}

TEST_CASE("check has nothing against three flashes in a second") {
  ShowFolder folder("flash_check_calm");
  write_show(folder, 3);
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 0);
}

TEST_CASE("check warns of what play dims though it is within the limits") {
  ShowFolder folder("flash_check_close");
  write_show(folder, 5);
  write_flashing_film(folder.path() / "film.mp4", 5, 60, 0xff696969u);  // 9 % of white brighter
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 0);
  CHECK(matches(outcome.output, R"(show\.toml:8:9: warning: film\.mp4: flashes up to 1\.50 s come close)") == 1);
  CHECK(matches(outcome.output, "warning:") == 1);
}

TEST_CASE("check measures the whole show: a film and a cut that are calm by themselves and make a flash too many") {
  ShowFolder folder("flash_check_cut");
  write_show(folder, 3);
  // The three flashes end 0.4 s before the film does; then it cuts to white.
  write_flashing_film(folder.path() / "film.mp4", 3, 125);
  Image bright(kTinyWidth, kTinyHeight);
  std::fill(bright.pixels.begin(), bright.pixels.end(), 0xffffffffu);
  REQUIRE(write_png(bright, folder.path() / "flat.png"));
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output, R"(show\.toml:8:9: error: scene 'film' in the loop on an upright display: )"
                                R"(general flash from 2\.\d+ s to 3\.\d+ s: 3\.5 flashes)") == 1);
}

TEST_CASE("render dims flashes as play does, and only when it may") {
  ShowFolder folder("flash_render");
  write_show(folder, 5);
  const auto render = [&](const std::string& to, const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"render", folder.path(), "-o",   folder.path() / to / "",
                                       "--size", "96x160",      "--to", "3s"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = call(arguments);
    INFO(outcome.errors);
    CHECK(outcome.code == 0);
    return matches(outcome.errors, "photosensitive");
  };
  CHECK(render("limited", {}) == 1);
  CHECK(render("as_is", {"--no-flash-limit"}) == 0);
  CHECK(measure(folder.path() / "limited").empty());
  CHECK(measure(folder.path() / "as_is").size() == 1);
}

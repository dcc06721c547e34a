// A show of words alone has no light to wait for: what holds back for the first light comes all the same.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <signal.h>

#include "support/program.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

constexpr std::chrono::seconds kLimit(20);

/// Whether a process is told of changes in some folder.
bool watches_folders(pid_t pid) {
  std::error_code error;
  const std::filesystem::path files = "/proc/" + std::to_string(pid) + "/fdinfo";
  for (const auto& entry : std::filesystem::directory_iterator(files, error)) {
    std::ifstream in(entry.path());
    const std::string told{std::istreambuf_iterator<char>(in), {}};
    if (told.find("inotify wd:") != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a show of words alone follows edits, and hears its sound card") {
  ShowFolder folder("unlit");
  const std::string show = "title = \"Words\"\n[[scene]]\nkind = \"slide\"\nheading = \"One thing\"\n";
  folder.with("show.toml", show);
  Environment silent = without_glass();
  silent["SDL_AUDIODRIVER"] = "dummy";
  Program program({REDLIGHT_PROGRAM, "play", folder.path(), "--windowed", "160x96", "--watch"}, silent);
  REQUIRE(program.wait_for_line("scene 1", kLimit));
  CHECK(program.wait_for_line("sound:", kLimit));
  REQUIRE(program.wait_until([&] { return watches_folders(program.pid()); }, kLimit));
  folder.with("show.toml", show + "colour = \"red\"\n");
  CHECK(program.wait_for_line("show.toml:5:1: error: unknown key 'colour'", kLimit));
  INFO(program.errors());
  program.send(SIGTERM);
  CHECK(program.finish(kLimit).code == 0);
}

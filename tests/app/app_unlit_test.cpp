// A show of words alone has no light to wait for: what holds back for the first light comes all the same.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <signal.h>
#include <sstream>
#include <sys/stat.h>

#include "support/program.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

constexpr std::chrono::seconds kLimit(20);

/// Whether a process is told of changes in `folder`. SDL watches folders of its own where there is no udev.
bool watches(pid_t pid, const std::filesystem::path& folder) {
  struct stat status {};
  REQUIRE(stat(folder.c_str(), &status) == 0);
  std::ostringstream mark;
  mark << " ino:" << std::hex << status.st_ino << ' ';
  std::error_code error;
  const std::filesystem::path files = "/proc/" + std::to_string(pid) + "/fdinfo";
  for (const auto& entry : std::filesystem::directory_iterator(files, error)) {
    std::ifstream in(entry.path());
    const std::string told{std::istreambuf_iterator<char>(in), {}};
    if (told.find("inotify wd:") != std::string::npos && told.find(mark.str()) != std::string::npos) return true;
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
  REQUIRE(program.wait_until([&] { return watches(program.pid(), folder.path()); }, kLimit));
  folder.with("show.toml", show + "colour = \"red\"\n");
  CHECK(program.wait_for_line("show.toml:5:1: error: unknown key 'colour'", kLimit));
  program.send(SIGTERM);
  CHECK(program.finish(kLimit).code == 0);
}

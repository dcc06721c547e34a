// Real folders and the kernel's own events: a change is there to be read as soon as the call that made it returns.
#include "platform/folder_watch.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <poll.h>

#include "support/temp_folder.h"

namespace redlight::test {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const char* text) { std::ofstream(file) << text; }

/// What has changed; waits for it as long as a slow machine may take.
std::set<fs::path> changed(FolderWatch& watch) {
  pollfd waits{watch.descriptor(), POLLIN, 0};
  if (poll(&waits, 1, 10'000) != 1) return {};
  const auto changes = watch.changes();
  return {changes.begin(), changes.end()};
}

bool is_quiet(FolderWatch& watch) {
  pollfd waits{watch.descriptor(), POLLIN, 0};
  return poll(&waits, 1, 0) == 0 && watch.changes().empty();
}

using Paths = std::set<fs::path>;

TEST_CASE("files that are written, replaced, made and removed are told by their paths") {
  const TempFolder temp;
  const fs::path folder = temp.path();
  write(folder / "show.toml", "one");
  auto watch = FolderWatch::open();
  REQUIRE(watch);
  (*watch)->watch({folder});
  CHECK(is_quiet(**watch));
  write(folder / "show.toml", "two");
  CHECK(changed(**watch) == Paths{folder / "show.toml"});
  CHECK(is_quiet(**watch));
  // As editors do: a new file takes the place of the old one, and its next change is seen as well.
  write(folder / "new", "three");
  fs::rename(folder / "new", folder / "show.toml");
  CHECK(changed(**watch) == Paths{folder / "new", folder / "show.toml"});
  write(folder / "show.toml", "four");
  CHECK(changed(**watch) == Paths{folder / "show.toml"});
  fs::remove(folder / "show.toml");
  CHECK(changed(**watch) == Paths{folder / "show.toml"});
  std::ifstream(folder / "show.toml").get();  // to look is no change
  CHECK(is_quiet(**watch));
}

TEST_CASE("only the folders that are asked for are watched") {
  const TempFolder temp;
  const fs::path a = temp.path() / "a", b = temp.path() / "b";
  fs::create_directories(a / "deeper");
  fs::create_directories(b);
  auto watch = FolderWatch::open();
  REQUIRE(watch);
  (*watch)->watch({a, temp.path() / "nowhere"});
  write(b / "file", "b");
  write(a / "deeper" / "file", "a");
  CHECK(is_quiet(**watch));
  (*watch)->watch({a, b});
  write(a / "file", "a");
  write(b / "file", "b");
  CHECK(changed(**watch) == Paths{a / "file", b / "file"});
  (*watch)->watch({b});
  (*watch)->changes();
  write(a / "file", "a");
  CHECK(is_quiet(**watch));
}

TEST_CASE("a folder that is put in the place of another is found again") {
  const TempFolder temp;
  const fs::path folder = temp.path() / "art";
  fs::create_directories(folder);
  auto watch = FolderWatch::open();
  REQUIRE(watch);
  (*watch)->watch({temp.path(), folder});
  fs::rename(folder, temp.path() / "old");
  fs::create_directories(folder);
  CHECK(changed(**watch).contains(folder));
  (*watch)->watch({temp.path(), folder});
  write(folder / "map.png", "new");
  CHECK(changed(**watch).contains(folder / "map.png"));
}

}  // namespace
}  // namespace redlight::test

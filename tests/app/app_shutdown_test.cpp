// SIGTERM, whatever the program is doing: it ends in order within a second.
#include <catch2/catch.hpp>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/program.h"
#include "support/stretched.h"
#include "support/tiny_show.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

std::vector<std::string> playing(const std::filesystem::path& show, const std::string& size = "96x160",
                                 const std::vector<std::string>& more = {}) {
  std::vector<std::string> command{REDLIGHT_PROGRAM, "play", show, "--windowed", size};
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

void ends_in_order(Program& program) {
  program.send(SIGTERM);
  const auto limit = stretched(std::chrono::seconds(1));
  const Outcome outcome = program.finish(std::chrono::seconds(20));
  INFO(outcome.errors);
  CHECK(outcome.code == 0);
  CHECK(outcome.signal == 0);
  CHECK_FALSE(outcome.was_late);
  CHECK(outcome.took.count() < limit.count());
}

TinyTimes with_transition(const char* transition) {
  TinyTimes times;
  times.hold = "10s", times.transition = transition, times.touch_transition = "0s";
  return times;
}

}  // namespace

TEST_CASE("SIGTERM before the program has begun ends it") {
  ShowFolder folder("shutdown_start");
  write_still_show(folder.path(), {});
  Program program(playing(folder.path()));
  program.send(SIGTERM);
  const Outcome outcome = program.finish(std::chrono::seconds(20));
  INFO(outcome.errors);
  // Before its first line there is nothing to bring in order, and the signal's own way is right.
  CHECK((outcome.code == 0 || outcome.signal == SIGTERM));
  CHECK(outcome.took < stretched(std::chrono::seconds(1)));
}

TEST_CASE("SIGTERM at the first sign of life ends the program in order") {
  ShowFolder folder("shutdown_first");
  write_still_show(folder.path(), {});
  Program program(playing(folder.path()));
  REQUIRE(program.wait_for_line("renderer:"));
  ends_in_order(program);
}

TEST_CASE("SIGTERM while art is being prepared ends the program in order") {
  // Without a cache it is prepared anew.
  Program program(playing(std::filesystem::path(REDLIGHT_ASSETS) / "ballerina", "1080x1920", {"--cache", ""}));
  REQUIRE(program.wait_until([&] { return thread_ticks(program.pid(), "loader").value_or(0) >= 10; }));
  CHECK(program.errors().find("scene 1") == std::string::npos);
  ends_in_order(program);
}

TEST_CASE("SIGTERM while a film plays ends the program in order") {
  ShowFolder folder("shutdown_film");
  write_tiny_show(folder.path(), with_transition("0s"));
  folder.with("visitors.txt", "100ms key 2\n");
  Program program(playing(folder.path(), "96x160", {"--replay", folder.path() / "visitors.txt"}));
  REQUIRE(program.wait_for_line("scene 2 'one' (visitor)"));
  ends_in_order(program);
}

TEST_CASE("SIGTERM in a fade ends the program in order") {
  ShowFolder folder("shutdown_fade");
  TinyTimes times = with_transition("0s");
  times.touch_transition = "2s";
  write_tiny_show(folder.path(), times);
  folder.with("visitors.txt", "100ms key 2\n");
  Program program(playing(folder.path(), "96x160", {"--replay", folder.path() / "visitors.txt"}));
  REQUIRE(program.wait_for_line("scene 2 'one' (visitor)"));  // told when it begins to come
  ends_in_order(program);
}

TEST_CASE("SIGTERM while a film is being opened that nobody delivers ends the program in order") {
  ShowFolder folder("shutdown_pipe");
  write_tiny_show(folder.path(), with_transition("0s"));
  // Scene 5, "two", is first needed when a visitor asks for it; by then it has become a pipe that nobody writes.
  folder.with("visitors.txt", "3s key 5\n");
  Program program(playing(folder.path(), "96x160", {"--replay", folder.path() / "visitors.txt"}));
  REQUIRE(program.wait_for_line("scene 1 "));
  const auto film = folder.path() / "two.mp4";
  REQUIRE(std::filesystem::remove(film));
  REQUIRE(mkfifo(film.c_str(), 0600) == 0);
  // A pipe can be opened for writing without waiting once somebody reads it.
  REQUIRE(program.wait_until([&] {
    const int out = ::open(film.c_str(), O_WRONLY | O_NONBLOCK);
    if (out >= 0) ::close(out);
    return out >= 0;
  }));
  ends_in_order(program);
}

TEST_CASE("SIGTERM ends a render in order and keeps no half film") {
  ShowFolder folder("shutdown_render");
  write_still_show(folder.path(), {});
  const auto film = folder.path() / "film.mp4";
  Program program({REDLIGHT_PROGRAM, "render", folder.path(), "-o", film, "--size", "96x160", "--to", "30m"});
  REQUIRE(program.wait_for_line("scene 2"));
  program.send(SIGTERM);
  const Outcome outcome = program.finish(std::chrono::seconds(20));
  INFO(outcome.errors);
  CHECK(outcome.code == 4);
  CHECK(outcome.took < stretched(std::chrono::seconds(1)));
  CHECK_FALSE(std::filesystem::exists(film));
}

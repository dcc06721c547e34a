// A material that is long in coming, or never comes. The file is a pipe, so that the test decides when.
#include <catch2/catch.hpp>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

#include "app/kiosk_rig.h"
#include "app/seam_watch.h"
#include "show/loader.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

constexpr std::size_t kFilm = 1;  // scene "one"

/// The tiny show, whose first film has become a pipe after it was checked.
Show show_with_pipe(const ShowFolder& folder, std::string& bytes) {
  write_tiny_show(folder.path());
  LoadedShow loaded = load_show(folder.path());
  REQUIRE(loaded.show);
  const auto film = std::get<TeaserScene>(loaded.show->scenes[kFilm].content).video.portrait;
  std::ifstream in(film, std::ios::binary);
  bytes.assign((std::istreambuf_iterator<char>(in)), {});
  REQUIRE(std::filesystem::remove(film));
  REQUIRE(mkfifo(film.c_str(), 0600) == 0);
  return std::move(*loaded.show);
}

/// Writes into the pipe as its reader takes it, while `turn` goes on.
template <class Turn>
void pour(const std::filesystem::path& pipe, const std::string& bytes, const Turn& turn) {
  const int out = ::open(pipe.c_str(), O_WRONLY | O_NONBLOCK);
  REQUIRE(out >= 0);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t done = ::write(out, bytes.data() + at, bytes.size() - at);
    if (done > 0)
      at += static_cast<std::size_t>(done);
    else
      turn();
    REQUIRE(std::chrono::steady_clock::now() < deadline);
  }
  ::close(out);
}

}  // namespace

TEST_CASE("a film that opens late is waited for on the old scene and begins with its first frame") {
  const ShowFolder folder("late_film");
  std::string bytes;
  const Show show = show_with_pipe(folder, bytes);
  KioskRig rig(show, Patience::never_wait);
  SeamWatch watch(show, Punctuality::may_lag);
  const auto look = [&](const Picture& picture) { watch.look(rig.last(), rig.stage(), picture); };
  look(rig.frame());
  REQUIRE(rig.settle(look));
  look(rig.frame({{ActionKind::jump, kFilm}}));
  for (int i = 0; i < 5 * 60; ++i) {
    look(rig.frame());
    REQUIRE(rig.stage().awaited == kFilm);
    REQUIRE(rig.stage().current->scene == 0);
  }
  pour(std::get<TeaserScene>(show.scenes[kFilm].content).video.portrait, bytes, [] { std::this_thread::yield(); });
  REQUIRE(rig.settle(look));
  REQUIRE(rig.stage().incoming);
  CHECK(rig.stage().incoming->scene == kFilm);
  CHECK(rig.stage().incoming->since == rig.last());
  for (int i = 0; i < 60; ++i) look(rig.frame());
  CHECK(rig.stage().current->scene == kFilm);
  watch.conclude(show.attract.touch_transition);
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
}

TEST_CASE("a film that never opens is passed over after ten seconds, and the loop goes on") {
  const ShowFolder folder("late_never");
  std::string bytes;
  const Show show = show_with_pipe(folder, bytes);
  KioskRig rig(show, Patience::never_wait);
  SeamWatch watch(show, Punctuality::may_lag);
  const auto look = [&](const Picture& picture) { watch.look(rig.last(), rig.stage(), picture); };
  look(rig.frame());
  REQUIRE(rig.settle(look));
  // Held for one second, then ten seconds of waiting.
  while (rig.now() < Instant(std::chrono::milliseconds(10'900))) {
    look(rig.frame());
    REQUIRE(rig.stage().current->scene == 0);
    REQUIRE_FALSE(rig.stage().incoming);
  }
  while (rig.now() < Instant(std::chrono::milliseconds(11'200))) look(rig.frame());
  REQUIRE(rig.settle(look));
  const auto newest = rig.stage().incoming ? rig.stage().incoming : rig.stage().current;
  CHECK(newest->scene == 2);
  watch.conclude(std::chrono::milliseconds(300));
  INFO(watch.first_faults());
  CHECK(watch.faults().empty());
}

TEST_CASE("a kiosk ends at once while a film is being opened") {
  const ShowFolder folder("late_end");
  std::string bytes;
  const Show show = show_with_pipe(folder, bytes);
  auto rig = std::make_unique<KioskRig>(show, Patience::never_wait);
  rig->frame();
  REQUIRE(rig->settle([](const Picture&) {}));
  rig->frame({{ActionKind::jump, kFilm}});
  const auto start = std::chrono::steady_clock::now();
  rig.reset();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

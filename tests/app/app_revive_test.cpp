// A show of one film whose file breaks while it plays: its last picture stays, and it begins again as soon as it can.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "app/kiosk_rig.h"
#include "show/loader.h"
#include "support/made_films.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

/// The pictures of the film that are seen in the next `length`; the test fails where there is none.
std::set<const void*> pictures(KioskRig& rig, Duration length) {
  std::set<const void*> seen;
  std::set<FramePtr> held;  // so that no two have one address
  for (const Instant end = rig.now() + length; rig.now() < end;) {
    const Picture picture = rig.frame();
    REQUIRE(picture.grounds.size() == 1);
    const auto* film = std::get_if<FrameGround>(&picture.grounds.front().what);
    REQUIRE(film);
    REQUIRE(film->frame);
    held.insert(film->frame);
    seen.insert(film->frame.get());
  }
  return seen;
}

}  // namespace

TEST_CASE("a film that is alone in its show outlives its file, and begins again with the file") {
  const bool is_emptied = GENERATE(true, false);
  ShowFolder folder(is_emptied ? "revive_emptied" : "revive_gone");
  // More than is read at a time.
  std::filesystem::rename(make_film(is_emptied ? "revive_emptied.mp4" : "revive_gone.mp4",
                                    "-f lavfi -i testsrc2=size=160x120:rate=25:duration=2,noise=alls=60:allf=t "
                                    "-f lavfi -i sine=duration=2 -c:v libx264 -pix_fmt yuv420p -c:a aac"),
                          folder.path() / "one.mp4");
  folder.with("show.toml", "title = \"t\"\n[[scene]]\nkind = \"teaser\"\nvideo = \"one.mp4\"\n");
  const auto file = folder.path() / "one.mp4";
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  REQUIRE(bytes.size() > 200000);
  const auto loaded = load_show(folder.path());
  REQUIRE(loaded.show);
  KioskRig rig(*loaded.show, Patience::wait_until_due);
  CHECK(pictures(rig, 3s).size() >= 48);
  spdlog::set_level(spdlog::level::off);  // what is wrong with the file is said again and again
  // What the player has read already is still seen.
  std::filesystem::resize_file(file, 0);
  if (!is_emptied) std::filesystem::remove(file);
  pictures(rig, 20s);
  CHECK(pictures(rig, 30s).size() == 1);
  std::ofstream(file, std::ios::binary) << bytes;
  pictures(rig, 61s);
  CHECK(pictures(rig, 3s).size() >= 48);
}

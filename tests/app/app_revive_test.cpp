// A show of one film whose file breaks while it plays: its last picture stays, and it begins again as soon as it can.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

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

namespace {

/// The mean of Cb and of Cr.
std::pair<double, double> colour_of(const VideoFrame& frame) {
  const auto mean = [](const Plane& plane) {
    double sum = 0;
    for (int y = 0; y < plane.height; y++)
      sum = std::accumulate(plane.data + y * plane.stride, plane.data + y * plane.stride + plane.width, sum);
    return sum / (plane.width * plane.height);
  };
  return {mean(frame.planes[1]), mean(frame.planes[2])};
}

}  // namespace

TEST_CASE("a film that another one is written over shows pictures of either, and then of the new one") {
  ShowFolder folder("revive_overwritten");
  const auto make = [](const std::string& name, const std::string& colour) {
    return make_film(name, "-f lavfi -i color=c=" + colour +
                               ":size=320x240:rate=25:duration=4,noise=c0s=60:c0f=t "
                               "-c:v libx264 -pix_fmt yuv420p -g 25");
  };
  const auto bytes_of = [](const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  const std::string red = bytes_of(make("revive_red.mp4", "0x803020")),
                    blue = bytes_of(make("revive_blue.mp4", "0x203080"));
  REQUIRE(red.size() > 400000);
  folder.with("one.mp4", red).with("show.toml", "title = \"t\"\n[[scene]]\nkind = \"teaser\"\nvideo = \"one.mp4\"\n");
  const auto loaded = load_show(folder.path());
  REQUIRE(loaded.show);
  KioskRig rig(*loaded.show, Patience::wait_until_due);
  spdlog::set_level(spdlog::level::off);  // what is wrong with the file is said
  const auto watch = [&](Duration length) {
    long reds = 0, blues = 0;
    for (const Instant end = rig.now() + length; rig.now() < end;) {
      const Picture picture = rig.frame();
      REQUIRE(picture.grounds.size() == 1);
      const auto& film = std::get<FrameGround>(picture.grounds.front().what);
      REQUIRE(film.frame);
      const auto [cb, cr] = colour_of(*film.frame);
      const bool is_red = cr > cb + 20, is_blue = cb > cr + 20;
      INFO(cb << " " << cr);
      REQUIRE((is_red || is_blue));
      reds += is_red, blues += is_blue;
    }
    return std::pair{reds, blues};
  };
  CHECK(watch(1s).second == 0);
  folder.with("one.mp4", blue);
  watch(65s);
  CHECK(watch(5s).first == 0);
}

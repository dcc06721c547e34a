// What show.toml says of a poster's camera and of where its caption stands: read, and every fault of it told with its
// place.
#include <catch2/catch.hpp>

#include "show/loader.h"
#include "unit/loader_said.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

LoadedShow load(const std::string& name, const std::string& keys) {
  ShowFolder folder("camera_" + name);
  folder.with("a.png");
  return parse_show("title='t'\n[[scene]]\nkind='poster'\nart='a.png'\n" + keys, folder.path());
}

PosterScene poster(const std::string& name, const std::string& keys) {
  const LoadedShow loaded = load(name, keys);
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(loaded.diagnostics.empty());
  return std::get<PosterScene>(loaded.show->scenes[0].content);
}

void check_fault(const std::string& name, const std::string& keys, const std::string& said) {
  const LoadedShow loaded = load(name, keys);
  INFO(said_by(loaded));
  CHECK_FALSE(loaded.show);
  CHECK(said_by(loaded).find(said) != std::string::npos);
}

TEST_CASE("a camera has a move for both shapes, or one for each") {
  const Cameras none = poster("none", "").camera;
  CHECK_FALSE(none.portrait);
  CHECK_FALSE(none.landscape);
  const Cameras both = poster("both", "camera = {from = {x = 0.4, zoom = 1.5}, to = {y = 0.2}, ease = 'none'}").camera;
  REQUIRE(both.portrait);
  CHECK(both.portrait == both.landscape);
  CHECK(both.portrait->from == CameraPlace{0.4, 0.5, 1.5});
  CHECK(both.portrait->to == CameraPlace{0.4, 0.2, 1.5});  // what is not said stays
  CHECK(both.portrait->ease == Ease::none);
  CHECK(both.portrait->depth == 1);
  const Cameras wide = poster("wide", "camera = {landscape = {to = {zoom = 2}, depth = 0.3, pivot = 1}}").camera;
  CHECK_FALSE(wide.choose(1080, 1920));
  REQUIRE(wide.choose(1920, 1080));
  CHECK(wide.landscape->from == CameraPlace{});
  CHECK(wide.landscape->depth == 0.3);
  CHECK(wide.landscape->pivot == 1);
  CHECK(wide.landscape->ease == Ease::both);
}

TEST_CASE("faults of a camera are told with their place") {
  check_fault("zoom", "camera = {to = {zoom = 5}}",
              ":5:24: error: 'zoom' is out of range: 5, expected a number from 1 to 4");
  check_fault("away", "camera = {from = {x = -0.1}}", "'x' is out of range");
  check_fault("ease", "camera = {to = {zoom = 2}, ease = 'ends'}", "did you mean 'end'?");
  check_fault("empty", "camera = {depth = 1}", "the camera looks nowhere");
  check_fault("nothing", "camera = {to = {}}", "'to' says nothing");
  check_fault("word", "camera = 'slow'", "expected a table such as {from");
  check_fault("key", "camera = {form = {x = 0.1}, to = {x = 0.2}}", "did you mean 'from'?");
  check_fault("focus", "camera = {to = {zoom = 2}}\nfocus = {x = 0.1}\nfit = 'contain'",
              "'focus' has no meaning beside a camera");
  const LoadedShow slide = parse_show("title='t'\n[[scene]]\nkind='slide'\nbody='b'\ncamera={to={zoom=2}}\n", ".");
  CHECK(said_by(slide).find("'camera' belongs to a poster; this scene is a slide") != std::string::npos);
}

TEST_CASE("a move begins and ends as its ease says, and always arrives") {
  for (const Ease ease : {Ease::none, Ease::start, Ease::end, Ease::both}) {
    CHECK(eased_by(ease, -1) == 0);
    CHECK(eased_by(ease, 0) == 0);
    CHECK(eased_by(ease, 1) == 1);
    CHECK(eased_by(ease, 7) == 1);
    for (double x = 0; x < 0.99; x += 0.01) CHECK(eased_by(ease, x + 0.01) > eased_by(ease, x));
    const bool slow_start = ease == Ease::start || ease == Ease::both,
               slow_end = ease == Ease::end || ease == Ease::both;
    CHECK((eased_by(ease, 0.01) < 0.005) == slow_start);
    CHECK((eased_by(ease, 0.99) > 0.995) == slow_end);
  }
}

TEST_CASE("a caption may have a place, a size and times of its own") {
  CHECK_FALSE(poster("plain", "caption = 'c'").caption_at.portrait);
  const PosterScene set = poster(
      "set",
      "caption = 'c'\ncaption_note = 'n'\ncaption_at = {x = 0.1, y = 0.8, size = 2, spacing = 0.2, align = 'left', "
      "from = '1.5s', until = '3.8s'}");
  REQUIRE(set.caption_at.portrait);
  CHECK(set.caption_at.portrait == set.caption_at.landscape);
  const CaptionSetting& at = *set.caption_at.portrait;
  CHECK(at.x == 0.1);
  CHECK(at.y == 0.8);
  CHECK(at.size == 2);
  CHECK(at.spacing == 0.2);
  CHECK(at.align == Align::left);
  CHECK(at.from == 1500ms);
  CHECK(at.note_from == 1500ms);
  CHECK(at.until == Duration(3800ms));
  CHECK(set.caption_note.in("en", "en") == "n");
  const PosterScene one = poster("one", "caption = 'c'\ncaption_at = {portrait = {y = 0.2, note_from = 2}}");
  CHECK_FALSE(one.caption_at.choose(1920, 1080));
  CHECK(one.caption_at.choose(1080, 1920)->note_from == 2s);
}

TEST_CASE("faults of a caption's place are told") {
  check_fault("late", "caption='c'\ncaption_at = {from = '2s', until = '1s'}",
              "a caption is gone at 1s, before it comes at 2s");
  check_fault("alone", "caption_at = {x = 0.1}", "'caption_at' is there, but no caption");
  check_fault("unplaced", "caption='c'\ncaption_note='n'", "'caption_note' has no place");
  check_fault("align", "caption='c'\ncaption_at = {align = 'centre'}", "unknown align 'centre'");
}

TEST_CASE("a scene may be as short as half a beat, not shorter") {
  CHECK(poster("short", "hold = '250ms'").caption.empty());
  check_fault("shorter", "hold = '240ms'", "expected a time from 250ms to 1h");
}

}  // namespace
}  // namespace redlight

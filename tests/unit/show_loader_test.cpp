#include <catch2/catch.hpp>

#include "show/loader.h"
#include "unit/loader_said.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a teaser says when its captions are seen, or else the show does") {
  ShowFolder folder("captions_key");
  folder.with("a.mp4");
  const auto modes = [&](const std::string& attract, const std::string& teaser) {
    const LoadedShow loaded = parse_show(
        "title = \"B\"\n[attract]\n" + attract + "\n[[scene]]\nkind = \"teaser\"\nvideo = \"a.mp4\"\n" + teaser,
        folder.path());
    INFO(said_by(loaded));
    REQUIRE(loaded.show);
    return std::pair(loaded.show->attract.captions, std::get<TeaserScene>(loaded.show->scenes[0].content).captions);
  };
  using enum CaptionMode;
  CHECK(modes("", "") == std::pair(automatic, automatic));
  CHECK(modes("captions = \"on\"", "") == std::pair(on, on));
  CHECK(modes("captions = \"on\"", "captions = \"off\"") == std::pair(on, off));
  CHECK(modes("", "captions = \"auto\"") == std::pair(automatic, automatic));

  const LoadedShow wrong = parse_show(
      "title = \"B\"\n[[scene]]\nkind = \"slide\"\nheading = \"a\"\ncaptions = \"on\"\n[[scene]]\nkind = \"teaser\"\n"
      "video = \"a.mp4\"\ncaptions = \"offf\"\n",
      folder.path());
  CHECK_FALSE(wrong.show);
  CHECK_THAT(said_by(wrong), Catch::Contains("'captions' belongs to a teaser; this scene is a slide") &&
                                 Catch::Contains("did you mean 'off'?"));
}

TEST_CASE("who stands in the art, what the light writes and the orbit are read") {
  ShowFolder folder("motion_keys");
  folder.with("a.png");
  const auto loaded = parse_show(R"(title = "B"
[display]
orbit = 3.5
[[scene]]
kind = "poster"
art = "a.png"
written = true
[[scene]]
kind = "slide"
heading = "a"
[[scene]]
kind = "slide"
layout = "quote"
heading = "a"
figures = true
[[scene]]
kind = "slide"
layout = "quote"
heading = "a"
written = false
)",
                                 folder.path());
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(loaded.show->display.orbit == 3.5);
  const auto& scenes = loaded.show->scenes;
  CHECK(std::get<PosterScene>(scenes[0].content).written);
  const auto slide = [&](std::size_t i) { return std::get<SlideScene>(scenes[i].content); };
  CHECK_FALSE(slide(1).figures);
  CHECK_FALSE(slide(1).written);
  CHECK(slide(2).figures);
  CHECK(slide(2).written);  // a quote by itself
  CHECK_FALSE(slide(3).written);

  const auto wrong = parse_show(
      "title = \"B\"\n[display]\norbit = 500\norbitt = 1\n[[scene]]\nkind = \"poster\"\nart = \"a.png\"\n"
      "figures = true\nwritten = 1\n",
      folder.path());
  CHECK_FALSE(wrong.show);
  CHECK_THAT(said_by(wrong), Catch::Contains("3:9: error: 'orbit' is out of range: 500") &&
                                 Catch::Contains("unknown key 'orbitt'") &&
                                 Catch::Contains("'figures' belongs to a slide; this scene is a poster") &&
                                 Catch::Contains("'written'"));
}

TEST_CASE("a show of a title and one picture loads with every default") {
  ShowFolder folder("minimal");
  folder.with("poster.png")
      .with("show.toml", "title = \"Ballerina\"\n[[scene]]\nkind = \"poster\"\nart = \"poster.png\"\n");
  for (const auto& path : {folder.path(), folder.path() / "show.toml"}) {
    const LoadedShow loaded = load_show(path);
    INFO(said_by(loaded));
    REQUIRE(loaded.show);
    CHECK(loaded.diagnostics.empty());
    const Show& show = *loaded.show;
    CHECK(show.file == folder.path() / "show.toml");
    CHECK(show.title.in("en", "en") == "Ballerina");
    CHECK(show.tagline.empty());
    CHECK(show.sound.empty());
    CHECK(show.languages == std::vector<std::string>{"en"});
    CHECK(show.attract.idle == 25s);
    CHECK(show.attract.countdown == 5s);
    CHECK(show.touch.hint == HintMode::automatic);
    CHECK(show.staff.pin.empty());
    CHECK_FALSE(show.reduced_motion);
    CHECK(show.attract.touch_transition == 350ms);
    REQUIRE(show.scenes.size() == 1);
    const Scene& scene = show.scenes.front();
    CHECK(scene.id == "poster-1");
    CHECK(scene.hold == Duration(12s));
    CHECK(scene.transition == 1200ms);
    const auto& poster = std::get<PosterScene>(scene.content);
    CHECK(poster.art.choose(1080, 1920) == folder.path() / "poster.png");
    CHECK(poster.art.choose(1920, 1080) == folder.path() / "poster.png");
    CHECK_FALSE(poster.crop);
    CHECK(poster.fit == Fit::cover);
    CHECK(poster.focus == Focus{});
  }
}

constexpr std::string_view full_show = R"(title = {en = "Ballerina", ko = "발레리나"}
tagline = "Dance"
languages = ["en", "ko"]
sound = "bed.ogg"
reduced_motion = true
[attract]
idle = "1m"
hold = 20
transition = "1.5s"
touch_transition = "250ms"

[[scene]]
id = "key-art"
kind = "poster"
art = {portrait = "art/portrait", landscape = "art/wide.JPG"}
lights = {sign = 1.5, left = 0}
crop = {x = 0.1, y = 0.2, width = 0.5, height = 0.5}
fit = "contain"
focus = {portrait = {x = 0.4, y = 0.3, width = 0.2, height = 0.1}, landscape = {x = 0.6}}
caption = "In cinemas"
hold = "1m30s"

[[scene]]
kind = "teaser"
video = "teaser.mp4"
transition = 0

[[scene]]
kind = "slide"
layout = "people"
eyebrow = "With"
people = [{role = "Director", name = "A"}, {name = {en = "B", ko = "비"}}]
ground = "key-art"
lights = {sign = 0.5}

[[scene]]
id = "quote"
kind = "slide"
layout = "quote"
heading = {en = "Superb", ko = "최고"}
note = "A paper"
hold = 8.5
)";

ShowFolder& with_media(ShowFolder& folder) {
  return folder.with("art/portrait/layers.json", "{}").with("art/wide.JPG").with("teaser.mp4").with("bed.ogg");
}

TEST_CASE("what visitors and staff can touch is read, and what is wrong with it told") {
  ShowFolder folder("touch");
  folder.with("poster.png");
  const std::string scene = "[[scene]]\nkind = \"poster\"\nart = \"poster.png\"\n";
  const auto loaded = parse_show(
      "title = \"B\"\n[attract]\nidle = \"20s\"\ncountdown = \"4s\"\n[touch]\nhint = \"on\"\ndots = false\n"
      "accessible = true\npanel_height = 1.9\ncountdown_words = \"Zurück in {seconds}\"\n[staff]\npin = \"2580\"\n" +
          scene,
      folder.path());
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(loaded.diagnostics.empty());
  CHECK(loaded.show->attract.countdown == 4s);
  CHECK(loaded.show->touch.hint == HintMode::on);
  CHECK_FALSE(loaded.show->touch.dots);
  CHECK(loaded.show->touch.accessible);
  CHECK(loaded.show->touch.panel_height == 1.9);
  CHECK(loaded.show->touch.countdown_words.in("en", "en") == "Zurück in {seconds}");
  CHECK(loaded.show->staff.pin == "2580");

  const auto wrong = parse_show(
      "title = \"B\"\n[touch]\nhint = \"maybe\"\npanel_height = 9\ncountdown_words = \"soon\"\n"
      "[staff]\npin = \"135791357\"\n" +
          scene,
      folder.path());
  CHECK_FALSE(wrong.show);
  const std::string said = said_by(wrong);
  for (const char* fault :
       {":3:8: error: unknown hint 'maybe'", ":4:16: error:", ":5:19: error: the countdown 'soon' does not count",
        ":7:7: error: this is no PIN, expected 4 to 8 digits"}) {
    INFO(said);
    CHECK(said.find(fault) != std::string::npos);
  }
  CHECK(said.find("135791357") == std::string::npos);  // the PIN itself is never told
}

TEST_CASE("a full show loads as written") {
  ShowFolder folder("full");
  with_media(folder);
  const LoadedShow loaded = parse_show(full_show, folder.path());
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(loaded.diagnostics.empty());
  const Show& show = *loaded.show;
  CHECK(show.title.in("ko", "en") == "발레리나");
  CHECK(show.tagline.in("ko", "en") == "Dance");
  CHECK(show.sound == folder.path() / "bed.ogg");
  CHECK(show.attract.idle == 1min);
  CHECK(show.reduced_motion);
  CHECK(show.attract.touch_transition == 250ms);
  REQUIRE(show.scenes.size() == 4);

  const auto& poster = std::get<PosterScene>(show.scenes[0].content);
  CHECK(show.scenes[0].hold == Duration(90s));
  CHECK(poster.art.choose(1080, 1920) == folder.path() / "art/portrait");
  CHECK(poster.art.choose(1920, 1080) == folder.path() / "art/wide.JPG");
  CHECK(poster.lights == std::map<std::string, double>{{"left", 0}, {"sign", 1.5}});
  CHECK(poster.crop == Region{0.1, 0.2, 0.5, 0.5});
  CHECK(poster.fit == Fit::contain);
  CHECK(poster.focus == Focus{Region{0.4, 0.3, 0.2, 0.1}, Region{0.6, 0, 0.4, 1}});
  CHECK(poster.art.place.line == 15);
  CHECK(poster.art.place.column == 7);

  CHECK(show.scenes[1].id == "teaser-2");
  CHECK_FALSE(show.scenes[1].hold);
  CHECK(show.scenes[1].transition == 0s);

  const auto& slide = std::get<SlideScene>(show.scenes[2].content);
  CHECK(slide.layout == Layout::people);
  REQUIRE(slide.people.size() == 2);
  CHECK(slide.people[0].role.in("en", "en") == "Director");
  CHECK(slide.people[1].name.in("ko", "en") == "비");
  CHECK(slide.ground == "key-art");
  CHECK(show.scenes[2].hold == Duration(20s));
  CHECK(show.scenes[2].transition == 1500ms);
  CHECK(show.scenes[3].hold == Duration(8500ms));
}

TEST_CASE("a scene without an id gets one that nobody else has") {
  ShowFolder folder("ids");
  const LoadedShow loaded = parse_show(
      "title='t'\n[[scene]]\nid='slide-2'\nkind='slide'\nbody='b'\n[[scene]]\nkind='slide'\nbody='b'\n", folder.path());
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(loaded.show->scenes[1].id == "slide-2-2");
}

TEST_CASE("a path may leave the folder, and may be absolute") {
  ShowFolder folder("paths");
  folder.with("art/a.png")
      .with("shows/one/show.toml",
            "title='t'\n[[scene]]\nkind='poster'\nart='../../art/a.png'\n[[scene]]\nkind='poster'\nart='" +
                (std::filesystem::absolute(folder.path()) / "art/a.png").string() + "'\n");
  const LoadedShow loaded = load_show(folder.path() / "shows/one");
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(std::filesystem::exists(std::get<PosterScene>(loaded.show->scenes[0].content).art.portrait));
}

TEST_CASE("cuts for visitors are warned of, as fast taps make them flash") {
  ShowFolder folder("touch");
  folder.with("a.png");
  const char* const rest = "\n[[scene]]\nkind = \"poster\"\nart = \"a.png\"\n";
  const LoadedShow cut =
      parse_show(std::string("title = \"B\"\n[attract]\ntouch_transition = \"100ms\"") + rest, folder.path());
  REQUIRE(cut.show);
  CHECK(cut.show->attract.touch_transition == 100ms);
  REQUIRE(cut.diagnostics.size() == 1);
  CHECK(cut.diagnostics[0].severity == Severity::warning);
  CHECK(cut.diagnostics[0].line == 3);
  CHECK(parse_show(std::string("title = \"B\"\n[attract]\ntouch_transition = \"200ms\"") + rest, folder.path())
            .diagnostics.empty());
}

TEST_CASE("a missing translation is a warning") {
  ShowFolder folder("translation");
  const LoadedShow loaded =
      parse_show("languages=['en','ko']\ntitle={en='t'}\n[[scene]]\nkind='slide'\nbody='b'\n", folder.path());
  REQUIRE(loaded.show);
  REQUIRE(loaded.diagnostics.size() == 1);
  CHECK(loaded.diagnostics[0].severity == Severity::warning);
  CHECK(loaded.diagnostics[0].line == 2);
  CHECK(loaded.diagnostics[0].column == 7);
  CHECK(format(loaded.diagnostics[0]).find("missing translation of 'title', expected a text for ko") !=
        std::string::npos);
  CHECK(loaded.show->title.in("ko", "en") == "t");
}

TEST_CASE("languages are tags of BCP 47") {
  ShowFolder folder("tags");
  const auto accepted = [&](const std::string& tag) {
    return parse_show("title='t'\nlanguages=['" + tag + "']\n[[scene]]\nkind='slide'\nbody='b'\n", folder.path())
        .show.has_value();
  };
  for (const char* tag : {"en", "kok", "pt-BR", "zh-Hant-TW", "es-419", "de-CH-1996"}) CHECK(accepted(tag));
  for (const char* tag :
       {"", "e", "-", "en-", "-en", "en--US", "1n", "en_US", "en us", "123456789", "en-123456789", "한"})
    CHECK_FALSE(accepted(tag));
}

TEST_CASE("a text is found in its language, in the fallback, or in any") {
  Text text;
  CHECK(text.in("en", "en").empty());
  text.by_language = {{"de", "ja"}};
  CHECK(text.in("en", "ko") == "ja");
  text.by_language["ko"] = "예";
  CHECK(text.in("en", "ko") == "예");
  text.by_language["en"] = "yes";
  CHECK(text.in("en", "ko") == "yes");
}

TEST_CASE("variants are taken by the shape of the display") {
  Variants both, portrait, landscape;
  both.portrait = portrait.portrait = "p";
  both.landscape = landscape.landscape = "l";
  CHECK(both.choose(9, 16) == "p");
  CHECK(both.choose(16, 9) == "l");
  CHECK(both.choose(1, 1) == "l");
  CHECK(portrait.choose(16, 9) == "p");
  CHECK(landscape.choose(9, 16) == "l");
}

}  // namespace
}  // namespace redlight

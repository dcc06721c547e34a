// What show.toml says of lights: read, and every fault of it told with its place.
#include <catch2/catch.hpp>

#include "show/light_check.h"
#include "show/loader.h"
#include "unit/loader_said.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

const std::string kPoster = "[[scene]]\nkind='poster'\nart='a.png'\n";

LoadedShow load(const std::string& name, const std::string& text) {
  ShowFolder folder("lights_" + name);
  folder.with("a.png").with("t.mp4");
  return parse_show(text, folder.path());
}

TEST_CASE("named lights have tint, strength and behaviour") {
  const LoadedShow loaded = load("settings", R"(title = 't'
hum = 0.5
[lights.tube_key]
tint = "#ff3020"
strength = 2
behaviour = "old tube"
[lights.sign]
tint = [1.0, 0.5, 0]
)" + kPoster);
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(loaded.diagnostics.empty());
  CHECK(loaded.show->hum == 0.5);
  const LightSettings key = settings_of(loaded.show->lights, "tube_key");
  CHECK(key.tint[0] == 1);
  CHECK(key.tint[1] == Approx(0.0296).margin(1e-4));  // 0x30 in linear light
  CHECK(key.strength == 2);
  CHECK(key.behaviour == Behaviour::old_tube);
  CHECK(key.place.line == 3);
  const LightSettings sign = settings_of(loaded.show->lights, "sign");
  CHECK(sign.tint == std::array<double, 3>{1, 0.5, 0});
  CHECK(sign.behaviour == Behaviour::steady);
}

TEST_CASE("what is not said of a light goes by its name") {
  const Lights none;
  CHECK(settings_of(none, "tube_rim").behaviour == Behaviour::tube);
  CHECK(settings_of(none, "headlight").behaviour == Behaviour::lamp);
  CHECK(settings_of(none, "ambient").behaviour == Behaviour::breathing);
  CHECK(settings_of(none, "window").behaviour == Behaviour::steady);
  CHECK(settings_of(none, "a_tube_").behaviour == Behaviour::steady);
  CHECK(settings_of(none, "window").tint == std::array<double, 3>{1, 1, 1});
}

TEST_CASE("every kind of scene has cues") {
  const LoadedShow loaded =
      load("cues", "title='t'\n" + kPoster + "cue = {tube_key = 'strike', headlight = 'hold'}\n" +
                       "[[scene]]\nkind='teaser'\nvideo='t.mp4'\ncue = {ambient = 'warm'}\n" +
                       "[[scene]]\nkind='slide'\nbody='b'\ncue = {ambient = 'out', tube_rim = 'swell'}\n");
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(loaded.show->scenes[0].cues == LightCues{{"tube_key", LightCue::strike}, {"headlight", LightCue::hold}});
  CHECK(loaded.show->scenes[1].cues == LightCues{{"ambient", LightCue::warm}});
  CHECK(loaded.show->scenes[2].cues == LightCues{{"ambient", LightCue::out}, {"tube_rim", LightCue::swell}});
  CHECK(loaded.show->scenes[0].light_places.at("tube_key").line == 5);
  CHECK(loaded.show->scenes[0].light_places.at("tube_key").column == 8);
}

TEST_CASE("faults of lights are told with their place and what to write") {
  struct Fault {
    std::string text;
    int line, column;
    std::string said;
  };
  const std::string top = "title='t'\n";
  const std::vector<Fault> faults{
      {top + "[lights.sign]\nbehaviour='tub'\n" + kPoster, 3, 11, "did you mean 'tube'?"},
      {top + "[lights.sign]\nbehaviour='disco'\n" + kPoster, 3, 11,
       "unknown behaviour 'disco', expected one of steady, breathing, tube, old tube, lamp"},
      {top + "[lights.sign]\nstrength=5\n" + kPoster, 3, 10, "'strength' is out of range: 5, expected a number from 0"},
      {top + "[lights.sign]\ntint='red'\n" + kPoster, 3, 6, "'tint' is no colour, expected a colour such as"},
      {top + "[lights.sign]\ntint='#ff302g'\n" + kPoster, 3, 6, "'tint' is no colour"},
      {top + "[lights.sign]\ntint=[1,2,0]\n" + kPoster, 3, 6, "from 0 to 1 in linear light"},
      {top + "[lights.sign]\ntint=[1,0]\n" + kPoster, 3, 6, "'tint' is no colour"},
      {top + "[lights.sign]\ntint=[1,'a',0]\n" + kPoster, 3, 6, "'tint' is no colour"},
      {top + "[lights.sign]\ntint=3\n" + kPoster, 3, 6, "'tint' is a number, expected a colour such as"},
      {top + "[lights.sign]\ncolour='#ff0000'\n" + kPoster, 3, 1, "unknown key 'colour', expected one of"},
      {top + "[lights]\nsign=2\n" + kPoster, 3, 6, "'lights.sign' is not a table"},
      {top + "lights=2\n" + kPoster, 2, 8, "'lights' is a number, expected a table such as [lights.tube_key]"},
      {top + "hum=2\n" + kPoster, 2, 5, "'hum' is out of range: 2, expected a number from 0 to 1"},
      {top + kPoster + "cue={sign='strik'}\n", 5, 11,
       "unknown cue 'strik', expected one of strike, warm, swell, fill, hold, out"},
      {top + kPoster + "cue={sign='strik'}\n", 5, 11, "did you mean 'strike'?"},
      {top + kPoster + "cue={sign=1}\n", 5, 11, "'sign' is a number, expected one of strike"},
      {top + kPoster + "cue='strike'\n", 5, 5, "'cue' is a text, expected a table such as cue = {tube_key"},
  };
  for (const Fault& fault : faults) {
    const LoadedShow loaded = load("faults", fault.text);
    INFO(fault.text << said_by(loaded));
    CHECK_FALSE(loaded.show);
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK(loaded.diagnostics[0].line == fault.line);
    CHECK(loaded.diagnostics[0].column == fault.column);
    CHECK(format(loaded.diagnostics[0]).find(fault.said) != std::string::npos);
  }
}

TEST_CASE("what would burn too strongly is a warning") {
  const LoadedShow loaded =
      load("strong", "title='t'\n[lights.sign]\nstrength=3\n" + kPoster + "lights={sign=2, left=4}\n");
  REQUIRE(loaded.show);
  REQUIRE(loaded.diagnostics.size() == 1);
  CHECK(loaded.diagnostics[0].severity == Severity::warning);
  CHECK(loaded.diagnostics[0].line == 7);
  CHECK(loaded.diagnostics[0].column == 9);
  CHECK(format(loaded.diagnostics[0]).find("the light 'sign' is too strong") != std::string::npos);
}

TEST_CASE("lights that the art does not have are found where they are named") {
  const LoadedShow loaded =
      load("art", "title='t'\n[lights.sgin]\nstrength=1\n" + kPoster + "lights={sign=1, lamp=1}\n" +
                      "cue={lamp='out'}\n[[scene]]\nkind='slide'\nbody='b'\nlights={sihn=1}\n" +
                      "[[scene]]\nkind='teaser'\nvideo='t.mp4'\ncue={nobody='out'}\n");
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  const auto faults = check_lights(*loaded.show, {{0, {"sign", "left"}}});
  REQUIRE(faults.size() == 4);
  CHECK(format(faults[0]).find("show.toml:2:9: error: no art has a light 'sgin', expected one of sign, left, did you "
                               "mean 'sign'?") != std::string::npos);
  CHECK(format(faults[1]).find("show.toml:7:17: error: the art has no light 'lamp'") != std::string::npos);
  CHECK(format(faults[2]).find(":12:9: error: the art has no light 'sihn'") != std::string::npos);
  CHECK(format(faults[3]).find("no art has a light 'nobody'") != std::string::npos);
  CHECK(check_lights(*loaded.show, {}).empty());  // nobody knows the art's lights
}

TEST_CASE("a still has lights of its own") {
  const LoadedShow loaded = load("still", "title='t'\n" + kPoster + "lights={sign=1}\n[[scene]]\nkind='slide'\n" +
                                              "layout='image'\nimage='a.png'\nlights={glow=1, sign=1}\n");
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  const auto faults = check_lights(*loaded.show, {{0, {"sign"}}, {1, {"glow"}}});
  REQUIRE(faults.size() == 1);
  CHECK(format(faults[0]).find(":10:17: error: the art has no light 'sign'") != std::string::npos);
}

}  // namespace
}  // namespace redlight

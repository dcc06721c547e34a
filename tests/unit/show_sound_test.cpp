#include <catch2/catch.hpp>

#include "show/loader.h"
#include "unit/loader_said.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;
using Catch::Matchers::Contains;

const std::string scene = "\n[[scene]]\nkind='slide'\nbody='b'\n";

TEST_CASE("a show says how loud it is, and when it is softer") {
  ShowFolder folder("sound_levels");
  folder.with("rain.ogg");
  const LoadedShow loaded = parse_show(R"(title = "t"
[sound]
file = "rain.ogg"
volume = 0.8
mute = true
loudness = -18.5
[[sound.quiet]]
from = "22:00"
to = "08:30"
volume = 0.2
[[sound.quiet]]
from = 12:00:00
to = "24:00")" + scene,
                                       folder.path());
  INFO(said_by(loaded));
  REQUIRE(loaded.show);
  CHECK(loaded.diagnostics.empty());
  CHECK(loaded.show->sound.filename() == "rain.ogg");
  CHECK(loaded.show->sound_place.line == 3);
  CHECK(loaded.show->levels ==
        SoundLevels{.volume = 0.8, .mute = true, .loudness = -18.5, .quiet = {{22h, 8h + 30min, 0.2}, {12h, 0min, 0}}});
}

TEST_CASE("a show that says nothing of it is played at full volume, its films at -23 LUFS") {
  ShowFolder folder("sound_usual");
  folder.with("rain.ogg");
  for (const std::string sound : {"", "sound='rain.ogg'", "[sound]", "[sound]\nfile='rain.ogg'"}) {
    const LoadedShow loaded = parse_show("title='t'\n" + sound + scene, folder.path());
    INFO(sound << said_by(loaded));
    REQUIRE(loaded.show);
    CHECK(loaded.show->levels == SoundLevels{});
    CHECK(loaded.show->levels.loudness == -23.0);
    CHECK(loaded.show->sound.empty() == (sound.find("rain") == std::string::npos));
  }
  for (const std::string off : {"false", "'off'"}) {
    const LoadedShow loaded = parse_show("title='t'\n[sound]\nloudness=" + off + scene, folder.path());
    REQUIRE(loaded.show);
    CHECK_FALSE(loaded.show->levels.loudness);
  }
}

TEST_CASE("each fault of the sound is told with its place") {
  ShowFolder folder("sound_faults");
  struct Fault {
    std::string text;
    int line, column;
    std::string said;
  };
  const std::vector<Fault> faults{
      {"volume=0.5", 2, 1, "'volume' belongs to the sound, write it below [sound]"},
      {"loudness=-20", 2, 1, "'loudness' belongs to the sound"},
      {"sound=7", 2, 7, "'sound' is a number"},
      {"[sound]\nfile='gone.ogg'", 3, 6, "'gone.ogg' does not exist"},
      {"[sound]\nvolume=1.5", 3, 8, "'volume' is out of range: 1.5, expected a number from 0 to 1"},
      {"[sound]\nvolume=nan", 3, 8, "'volume' is out of range"},
      {"[sound]\nvolumne=0.5", 3, 1, "did you mean 'volume'?"},
      {"[sound]\nmute='yes'", 3, 6, "'mute' is a text, expected true or false"},
      {"[sound]\nloudness=-9", 3, 10, "'loudness' is out of range: -9, expected a number from -40 to -10"},
      {"[sound]\nloudness=-41", 3, 10, "'loudness' is out of range: -41"},
      {"[sound]\nloudness=true", 3, 10, "'loudness' is true or false, expected a number of LUFS"},
      {"[sound]\nloudness='-23 LUFS'", 3, 10, "unknown loudness '-23 LUFS'"},
      {"[sound]\nquiet=true", 3, 7, "'quiet' is true or false, expected an array of tables"},
      {"[[sound.quiet]]\nfrom='22:00'", 2, 1, "'to' is missing, a quiet time needs it"},
      {"[[sound.quiet]]\nfrom='22:60'\nto='23:00'", 3, 6, "'from' is no time of day: '22:60'"},
      {"[[sound.quiet]]\nfrom='24:01'\nto='23:00'", 3, 6, "'from' is no time of day"},
      {"[[sound.quiet]]\nfrom='10'\nto='23:00'", 3, 6, "'from' is no time of day"},
      {"[[sound.quiet]]\nfrom='10:5'\nto='23:00'", 3, 6, "'from' is no time of day"},
      {"[[sound.quiet]]\nfrom='-1:30'\nto='23:00'", 3, 6, "'from' is no time of day"},
      {"[[sound.quiet]]\nfrom='10:00'\nto=23", 4, 4, "'to' is a number, expected a time of day such as \"22:00\""},
      {"[[sound.quiet]]\nfrom='0:00'\nto='24:00'", 4, 4, "a quiet time ends when it begins"},
      {"[[sound.quiet]]\nfrom='10:00'\nto='11:00'\nvolume=-1", 5, 8, "'volume' is out of range: -1"},
      {"[[sound.quiet]]\nfrom='10:00'\nto='11:00'\nlevel=1", 5, 1, "unknown key 'level'"},
  };
  for (const Fault& fault : faults) {
    const LoadedShow loaded = parse_show("title='t'\n" + fault.text + scene, folder.path());
    INFO(fault.text);
    INFO(said_by(loaded));
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK_FALSE(loaded.show);
    CHECK(loaded.diagnostics[0].line == fault.line);
    CHECK(loaded.diagnostics[0].column == fault.column);
    CHECK_THAT(format(loaded.diagnostics[0]), Contains(fault.said));
  }
}

TEST_CASE("quiet hours go through midnight, and the softest counts") {
  const SoundLevels levels{.volume = 0.8, .quiet = {{22h, 8h, 0.2}, {7h, 9h, 0.1}, {12h, 13h, 1}}};
  CHECK(levels.volume_at(21h + 59min) == 0.8);
  CHECK(levels.volume_at(22h) == 0.2);
  CHECK(levels.volume_at(0min) == 0.2);
  CHECK(levels.volume_at(7h) == 0.1);
  CHECK(levels.volume_at(8h + 59min) == 0.1);
  CHECK(levels.volume_at(9h) == 0.8);
  CHECK(levels.volume_at(12h + 30min) == 0.8);  // not louder than the show
}

}  // namespace
}  // namespace redlight

// The command line as people and scripts meet it: exit codes, and what is told.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>

#include "app/detail_level.h"
#include "support/program.h"
#include "support/tiny_show.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

Outcome call(std::vector<std::string> arguments, const Environment& environment = without_glass()) {
  arguments.insert(arguments.begin(), REDLIGHT_PROGRAM);
  return run(arguments, environment);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t matches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(text.begin(), text.end(), expression), std::sregex_iterator()));
}

}  // namespace

TEST_CASE("help and version end with 0") {
  for (const char* option : {"--help", "-h", "--version"}) {
    const Outcome outcome = call({option});
    INFO(option << outcome.errors);
    CHECK(outcome.code == 0);
    CHECK(has(outcome.output, "edlight"));
  }
  for (const char* command : {"play", "check", "render", "doctor"}) CHECK(call({command, "--help"}).code == 0);
}

TEST_CASE("a command line that is not understood ends with 2 and says why") {
  const std::vector<std::vector<std::string>> wrong{{"--nonsense"},
                                                    {"check"},
                                                    {"render", "."},
                                                    {"play", "--windowed", "tall"},
                                                    {"play", "--windowed", "0x10"},
                                                    {"play", "--windowed", "96x160x3"},
                                                    {"play", "--rotate", "45"},
                                                    {"play", "--rotate", "1"},
                                                    {"play", "--renderer", "vulkan"},
                                                    {"play", "--renderer", "2"},
                                                    {"play", "--audio", "loud"},
                                                    {"play", "--clock", "moon"},
                                                    {"play", "--detail", "some"},
                                                    {"play", "--detail", "2"},
                                                    {"play", "--frames", "-3"},
                                                    {"play", "--replay", "/no/such/script"},
                                                    {"render", ".", "-o", "a.png", "--at", "soon"},
                                                    {"render", ".", "-o", "a.png", "--at", "-1s"},
                                                    {"render", ".", "-o", "a.mp4", "--size", "1e3x10"},
                                                    {"render", ".", "-o", "a.mp4", "--fps", "0"},
                                                    {"render", ".", "-o", "a.mp4", "--crf", "99"}};
  for (const auto& arguments : wrong) {
    const Outcome outcome = call(arguments);
    INFO(Catch::rangeToString(arguments) << outcome.output << outcome.errors);
    CHECK(outcome.code == 2);
    CHECK(outcome.output.size() + outcome.errors.size() > 10);
  }
}

TEST_CASE("check tells all ten faults of a show, each with its line") {
  ShowFolder folder("cli_faults");
  folder.with("show.toml",
              "titel = \"Ten\"\n"                                   // 1: misspelt; then there is no title
              "title = \"Ten\"\n"                                   //
              "[attract]\nidle = \"soon\"\n"                        // 2: line 4
              "[[scene]]\nkind = \"poster\"\nart = \"no.png\"\n"    // 3: line 7
              "[[scene]]\nkind = \"film\"\n"                        // 4: line 9
              "[[scene]]\nkind = \"teaser\"\nvideo = \"no.mp4\"\n"  // 5: line 12
              "[[scene]]\nkind = \"slide\"\nheading = 7\n"          // 6: line 15
              "[[scene]]\nkind = \"slide\"\nlayout = \"round\"\nheading = \"a\"\n"    // 7: line 18
              "[[scene]]\nkind = \"slide\"\nground = \"nowhere\"\nheading = \"a\"\n"  // 8: line 22
              "[[scene]]\nkind = \"slide\"\nid = \"A B\"\nheading = \"a\"\n"          // 9: line 26
              "[[scene]]\nkind = \"slide\"\n");                                       // 10: line 28
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output, R"(show\.toml:\d+:\d+: error:)") == 10);
  for (const int line : {1, 4, 7, 9, 12, 15, 18, 22, 26, 28})
    CHECK(has(outcome.output, "show.toml:" + std::to_string(line) + ":"));
  const Outcome played = call({"play", folder.path(), "--frames", "1"});
  CHECK(played.code == 1);
  CHECK(matches(played.errors, R"(show\.toml:\d+:\d+: error:)") == 10);
}

TEST_CASE("check tells faults of words beside those of the file, in one go") {
  ShowFolder folder("cli_words");
  std::string tagline;
  while (tagline.size() < 600) tagline += "One thing I had to protect ";
  folder.with("show.toml", "title = \"Words\"\ntagline = \"" + tagline +
                               "\"\n"  // line 2: 600 letters
                               "[[scene]]\nkind = \"slide\"\nlayout = \"quote\"\n"
                               "[[scene]]\nkind = \"slide\"\nheading = \"A letter \U00010380\"\n"  // 8: in no face
                               "[[scene]]\nkind = \"slide\"\nlayout = \"qr\"\nheading = \"Scan\"\n"
                               "link = \"example.org/film\"\n");  // line 13: without https://
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output, R"(show\.toml:2:11: error: 'heading' of scene 'slide-1' is \d+ % too long)") == 1);
  CHECK(matches(outcome.output, R"(show\.toml:8:\d+: error: no typeface has the letter .* \(U\+10380\))") == 1);
  CHECK(matches(outcome.output, R"(show\.toml:13:8: error: the link 'example\.org/film' does not begin)") == 1);
  CHECK(matches(outcome.output, "error:") == 3);
  CHECK(outcome.output.find(":2:") < outcome.output.find(":8:"));
}

TEST_CASE("check knows the lights of a flat picture, and tells a missing film once") {
  ShowFolder folder("cli_flat");
  write_flat(std::filesystem::path(folder.path()) / "flat.png");
  const std::string poster =
      "title = \"Flat\"\n[[scene]]\nkind = \"poster\"\nart = \"flat.png\"\n"
      "lights = { tube_kee = 0, own_light = 1 }\ncue = { tube_rum = \"strike\" }\n";
  folder.with("show.toml", poster + "[[scene]]\nkind = \"teaser\"\nvideo = { portrait = \"no.mp4\" }\n");
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output,
                R"(show\.toml:5:12: error: the art has no light 'tube_kee'.*did you mean 'tube_key'\?)") == 1);
  CHECK(matches(outcome.output,
                R"(show\.toml:6:9: error: the art has no light 'tube_rum'.*did you mean 'tube_rim'\?)") == 1);
  CHECK(matches(outcome.output, R"(show\.toml:9:\d+: error: 'no\.mp4' does not exist)") == 1);
  CHECK(matches(outcome.output, "error:") == 3);
}

TEST_CASE("check says nothing of the lights of art that is not there") {
  ShowFolder folder("cli_gone");
  write_flat(std::filesystem::path(folder.path()) / "flat.png");
  folder.with(
      "show.toml",
      "title = \"Gone\"\n[[scene]]\nkind = \"poster\"\nart = { portrait = \"gone\", landscape = \"flat.png\" }\n"
      "lights = { headlight = 1 }\n");
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output, R"(show\.toml:4:\d+: error: 'gone' does not exist)") == 1);
  CHECK(matches(outcome.output, "error:") == 1);
}

TEST_CASE("check says how much of a show it measured for flashes") {
  ShowFolder folder("cli_measured");
  write_flat(std::filesystem::path(folder.path()) / "flat.png");
  folder.with("show.toml", "title = \"Flat\"\n[[scene]]\nkind = \"poster\"\nart = \"flat.png\"\nhold = \"2s\"\n");
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 0);
  CHECK(matches(outcome.output, R"(fine, 1 scene; \d+ s of it measured, no flash beyond the limits)") == 1);
}

TEST_CASE("check opens the media: damaged ones are told where the show names them") {
  ShowFolder folder("cli_damaged");
  write_tiny_show(folder.path());
  CHECK(call({"check", folder.path()}).code == 0);
  folder.with("flat.png", "no picture");
  folder.with("two.mp4", std::string(3000, '7'));
  folder.with("art/lamp.png", "\x89PNG\r\n");
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  // Where tiny_show_text() has them.
  CHECK(matches(outcome.output, R"(show\.toml:11:\d+: error:.*lamp\.png)") == 1);
  CHECK(matches(outcome.output, R"(show\.toml:20:\d+: error:.*flat\.png)") == 1);
  CHECK(matches(outcome.output, R"(show\.toml:30:\d+: error:.*two\.mp4)") == 1);
  CHECK(matches(outcome.output, "error:") == 3);
}

TEST_CASE("check tells of a light that the art does not have") {
  ShowFolder folder("cli_lights");
  write_tiny_show(folder.path());
  const std::string slide = "[[scene]]\nkind = \"slide\"\nground = \"lit\"\nheading = { en = \"a\", ko = \"a\" }\n";
  const std::string text = tiny_show_text({});
  folder.with("show.toml", text + slide + "cue = { headlight = \"out\" }\n");
  CHECK(call({"check", folder.path()}).code == 0);
  folder.with("show.toml", text + slide + "cue = { headligt = \"out\" }\n");
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(has(outcome.output, "error: the art has no light 'headligt', expected one of "));
  CHECK(has(outcome.output, "did you mean 'headlight'?"));
}

TEST_CASE("check finds a damaged emissive mask") {
  ShowFolder folder("cli_mask");
  write_still_show(folder.path(), {});
  folder.with("art/emissive_mask.png", "no picture");
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output, R"(show\.toml:11:\d+: error:.*emissive_mask\.png)") == 1);
}

TEST_CASE("check finds a sound that cannot be played") {
  ShowFolder folder("cli_sound");
  write_still_show(folder.path(), {});
  folder.with("bed.ogg", std::string(3000, '7'));
  folder.with("show.toml", "sound = \"bed.ogg\"\n" + still_show_text({}));
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output, R"(show\.toml:1:\d+: error:.*bed\.ogg)") == 1);
}

TEST_CASE("check finds a film without a picture and a sound without sound") {
  ShowFolder folder("cli_wrong_media");
  write_tiny_show(folder.path());
  const Outcome rendered = call({"render", folder.path(), "-o", folder.path() / "frames" / "", "--size", "96x160",
                                 "--fps", "10", "--to", "500ms"});
  REQUIRE(rendered.code == 0);
  std::filesystem::rename(folder.path() / "frames" / "sound.wav", folder.path() / "one.mp4");
  folder.with("show.toml", "sound = \"two.mp4\"\n" + tiny_show_text({}));
  const Outcome outcome = call({"check", folder.path()});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.code == 1);
  CHECK(matches(outcome.output, R"(show\.toml:17:\d+: error:.*one\.mp4)") == 1);
  CHECK(matches(outcome.output, R"(show\.toml:1:\d+: error:.*two\.mp4)") == 1);
  CHECK(matches(outcome.output, "error:") == 2);
}

TEST_CASE("without a show there is nothing to check, and the place is named") {
  const Outcome outcome = call({"check", "/no/such/show"});
  CHECK(outcome.code == 1);
  CHECK(has(outcome.output, "/no/such/show"));
}

TEST_CASE("without a display play ends with 3, and never shows to nobody") {
  if (std::filesystem::exists("/dev/dri/card0")) {
    WARN("this machine has a screen that SDL could take; not tried");
    return;
  }
  ShowFolder folder("cli_blind");
  write_still_show(folder.path(), {});
  const Environment blind{{"SDL_VIDEODRIVER", std::nullopt}};
  const Outcome outcome = call({"play", folder.path(), "--frames", "2"}, blind);
  INFO(outcome.errors);
  CHECK(outcome.code == 3);
  CHECK(has(outcome.errors, "display"));
  CHECK(call({"play", folder.path(), "--frames", "2", "--display", "7"}).code == 3);
}

TEST_CASE("the picture can be turned on every driver that needs no glass") {
  ShowFolder folder("cli_rotate");
  write_still_show(folder.path(), {});
  for (const char* driver : {"dummy", "offscreen"})
    for (const char* degrees : {"0", "90", "180", "270"}) {
      const Outcome outcome = call({"play", folder.path(), "--windowed", "160x96", "--rotate", degrees, "--renderer",
                                    "cpu", "--clock", "virtual", "--audio", "null", "--frames", "90"},
                                   {{"SDL_VIDEODRIVER", driver}});
      const bool turned = std::string(degrees) == "90" || std::string(degrees) == "270";
      INFO(driver << " " << degrees << "\n" << outcome.errors);
      CHECK(outcome.code == 0);
      CHECK(has(outcome.errors, turned ? "on 96x160" : "on 160x96"));
    }
}

TEST_CASE("doctor speaks JSON") {
  for (const Environment& environment : {without_glass(), Environment{{"SDL_VIDEODRIVER", "none"}}}) {
    const Outcome outcome = call({"doctor", "--json"}, environment);
    INFO(outcome.output << outcome.errors);
    REQUIRE(outcome.code == 0);
    const auto json = nlohmann::json::parse(outcome.output, nullptr, false);
    REQUIRE(json.is_object());
    for (const char* key : {"displays", "gl", "processor", "decoders", "audio", "clock", "free_bytes"})
      CHECK(json.contains(key));
    CHECK(json["displays"].is_array());
    CHECK_FALSE(json["decoders"].empty());
    REQUIRE_FALSE(json["detail"].empty());
    for (const auto& d : json["detail"]) {
      CHECK(level_named(d["level"].get<std::string>()));
      CHECK(d["frame_ms"].get<double>() > 0);
      CHECK(d["fits"].get<bool>() == (d["frame_ms"].get<double>() <= d["budget_ms"].get<double>()));
    }
  }
  CHECK(call({"doctor"}).code == 0);
}

TEST_CASE("play holds the detail that is asked for, and F12 moves nothing in the show") {
  ShowFolder folder("cli_detail");
  write_tiny_show(folder.path());
  folder.with("staff.txt", "0.2s key f12\n1.2s key f12\n");
  const auto play = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"play", folder.path(), "--windowed", "96x160", "--clock", "virtual", "--frames", "120",
                               "--renderer", "cpu", "--replay", (folder.path() / "staff.txt").string()});
    return call(more);
  };
  for (const char* level : {"full", "half", "third"}) {
    const Outcome outcome = play({"--detail", level});
    INFO(outcome.output << outcome.errors);
    CHECK(outcome.code == 0);
    CHECK(has(outcome.errors, std::string("detail ") + level + ":"));
    CHECK_FALSE(has(outcome.errors, "visitor"));
  }
  CHECK(has(play({"--detail", "auto"}).errors, "detail full:"));
}

#include <catch2/catch.hpp>

#include "show/loader.h"
#include "unit/loader_said.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

namespace fs = std::filesystem;

TEST_CASE("ten faults are ten errors, each with its place, in the order of the file") {
  ShowFolder folder("ten");
  folder.with("a.png").with("t.mp4");
  const LoadedShow loaded = parse_show(R"(titel = "Ballerina"
languages = ["en"]
tagline = {fr = "Danse"}

[attract]
idle = "2s"
holt = "12s"

[[scene]]
kind = "postr"
art = "a.png"

[[scene]]
id = "Second One"
kind = "teaser"
video = "missing.mp4"

[[scene]]
kind = "slide"
heading = "Words"
video = "t.mp4"

[[scene]]
kind = "poster"
art = "a.png"
lights = {sign = 9}

[[scene]]
kind = "slide"
)",
                                       folder.path());
  INFO(said_by(loaded));
  CHECK_FALSE(loaded.show);
  const std::vector<std::tuple<int, int, std::string>> expected{
      {1, 1, "unknown key 'titel'"},           {3, 12, "the language 'fr' is not one of the show's languages"},
      {6, 8, "'idle' is impossible: '2s'"},    {7, 1, "unknown key 'holt'"},
      {10, 8, "unknown kind 'postr'"},         {14, 6, "the id 'Second One' has characters that an id cannot have"},
      {16, 9, "'missing.mp4' does not exist"}, {21, 1, "'video' belongs to a teaser; this scene is a slide"},
      {26, 18, "'sign' is out of range: 9"},   {28, 1, "the slide has no text at all"},
  };
  REQUIRE(loaded.diagnostics.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const Diagnostic& one = loaded.diagnostics[i];
    CHECK(std::tuple(one.line, one.column, one.what) == expected[i]);
    CHECK(one.severity == Severity::error);
    CHECK(one.file == folder.path() / "show.toml");
  }
  CHECK(loaded.diagnostics[0].remedy == "did you mean 'title'?");
  CHECK(loaded.diagnostics[3].remedy == "did you mean 'hold'?");
  CHECK(loaded.diagnostics[4].remedy == "did you mean 'poster'?");
  CHECK(loaded.diagnostics[5].remedy == "write 'second-one'");
}

struct Fault {
  std::string text;  // what stands in the place of the scene's or the top's line
  int line, column;
  std::string said;  // part of the formatted diagnostic
};

// One fault each; `text` is a whole file.
void check_one(const ShowFolder& folder, const Fault& fault) {
  const LoadedShow loaded = parse_show(fault.text, folder.path());
  INFO(fault.text);
  INFO(said_by(loaded));
  REQUIRE(loaded.diagnostics.size() == 1);
  CHECK_FALSE(loaded.show);
  const Diagnostic& one = loaded.diagnostics.front();
  CHECK(one.line == fault.line);
  CHECK(one.column == fault.column);
  CHECK_THAT(format(one), Catch::Matchers::Contains(fault.said));
}

TEST_CASE("faults at the top of the file") {
  ShowFolder folder("top");
  const std::string scene = "[[scene]]\nkind='slide'\nbody='b'\n";
  const std::vector<Fault> faults{
      {scene, 1, 1, "'title' is missing, the show needs it, write title"},
      {"title=''\n" + scene, 1, 7, "the title is empty"},
      {"title=7\n" + scene, 1, 7, "'title' is a number, expected a text"},
      {"title='t'\n", 1, 1, "'scene' is missing"},
      {"title='t'\nscene=[]\n", 2, 7, "'scene' is empty"},
      {"title='t'\nscene=[1]\n", 2, 8, "'scene' is a number"},
      {"title='t'\n[scene]\nkind='slide'\nbody='b'\n", 2, 1,
       "'scene' is a table, expected an array of tables: write [[scene]]"},
      {"title='t'\n[[scenes]]\nkind='slide'\n", 2, 3, "did you mean 'scene'?"},
      {"title='t'\nlanguages='en'\n" + scene, 2, 11, "'languages' is a text, expected an array"},
      {"title='t'\nlanguages=[]\n" + scene, 2, 11, "'languages' is empty"},
      {"title='t'\nlanguages=['en','english language']\n" + scene, 2, 17, "is not a language tag"},
      {"title='t'\nlanguages=['en','en']\n" + scene, 2, 17, "the language 'en' is listed twice"},
      {"title='t'\nlanguages=['en',3]\n" + scene, 2, 17, "a language is not a text"},
      {"languages=['en','ko']\ntitle={en='t',kp='t',ko='t'}\n" + scene, 2, 15, "did you mean 'ko'?"},
      {"title={en=3}\n" + scene, 1, 11, "'en' is a number"},
      {"title='t'\nsound='bed.ogg'\n" + scene, 2, 7, "'bed.ogg' does not exist"},
      {"title='t'\nsound='.'\n" + scene, 2, 7, "'.' is a folder, expected a sound file"},
      {"title='t'\nreduced_motion='yes'\n" + scene, 2, 16, "'reduced_motion' is a text, expected true or false"},
      {"title='t'\nattract=1\n" + scene, 2, 9, "'attract' is a number"},
      {"title='t'\n[attract]\nidle='2h'\n" + scene, 3, 6, "expected a time from 5s to 1h"},
      {"title='t'\n[attract]\ntouch_transition=2.5\n" + scene, 3, 18, "'touch_transition' is impossible: 2.5"},
      {"title='t'\n[attract]\nhold='12'\n" + scene, 3, 6, "write the unit: \"12s\""},
      {"title='t'\n[attract]\nhold='soon'\n" + scene, 3, 6, "no possible time"},
      {"title='t'\n[attract]\nhold=nan\n" + scene, 3, 6, "no possible time"},
      {"title='t'\n[attract]\nhold=-5\n" + scene, 3, 6, "no possible time"},
      {"title='t'\n[attract]\nhold=1e300\n" + scene, 3, 6, "no possible time"},
      {"title='t'\n[attract]\nhold=07:32:00\n" + scene, 3, 6, "'hold' is a date or a time of day"},
  };
  for (const Fault& fault : faults) check_one(folder, fault);
}

TEST_CASE("faults of a scene") {
  ShowFolder folder("scene");
  folder.with("a.png").with("t.mp4").with("folder/x").with("layers/layers.json").with("hollow/layers.json", "");
  folder.with("empty.png", "").with("a.gif").with("Art/Key.png");
  const std::string top = "title='t'\n[[scene]]\n";
  const std::string slide = "[[scene]]\nid='words'\nkind='slide'\nbody='b'\n";
  const std::vector<Fault> faults{
      {top + "hold=3\n", 2, 1, "'kind' is missing, a scene needs it"},
      {top + "kind='poster'\n", 2, 1, "'art' is missing"},
      {top + "kind='teaser'\n", 2, 1, "'video' is missing"},
      {top + "kind=true\n", 3, 6, "'kind' is true or false"},
      {top + "kind='poster'\nart=''\n", 4, 5, "the path is empty"},
      {top + "kind='poster'\nart={}\n", 4, 5, "'art' names no file"},
      {top + "kind='poster'\nart={tall='a.png'}\n", 4, 6, "unknown key 'tall'"},
      {top + "kind='poster'\nart={portrait='a.png',landscape='b.png'}\n", 4, 33, "did you mean 'a.png'?"},
      {top + "kind='poster'\nart='art/key.png'\n", 4, 5, "upper and lower case differ: on disk it is"},
      {top + "kind='poster'\nart='empty.png'\n", 4, 5, "'empty.png' is an empty file"},
      {top + "kind='poster'\nart='folder'\n", 4, 5, "is a folder without layers.json"},
      {top + "kind='poster'\nart='hollow'\n", 4, 5, "'hollow/layers.json' is an empty file"},
      {top + "kind='poster'\nart='a.gif'\n", 4, 5, "is not a kind of picture"},
      {top + "kind='poster'\nart=\"a\\u0000.png\"\n", 4, 5, "control character"},
      {top + "kind='poster'\nart='Art\\Key.png'\n", 4, 5, "write / between folder and file"},
      {top + "kind='poster'\nart='" + std::string(5000, 'a') + ".png'\n", 4, 5, "cannot be reached"},
      {top + "kind='teaser'\nvideo='folder'\n", 4, 7, "'folder' is a folder"},
      {top + "kind='teaser'\nvideo='t.mp4'\nart='a.png'\n", 5, 1, "'art' belongs to a poster; this scene is a teaser"},
      {top + "kind='teaser'\nvideo='t.mp4'\nlights={}\n", 5, 1, "'lights' belongs to a poster or a slide"},
      {top + "kind='teaser'\nvideo='t.mp4'\nhold=0.2\n", 5, 6, "expected a time of at least 250ms"},
      {top + "kind='poster'\nart='a.png'\nlights={left='on'}\n", 5, 14,
       "'left' is a text, expected a number from 0 to 4"},
      {top + "kind='poster'\nart='a.png'\nlights=3\n", 5, 8, "'lights' is a number, expected a table such as lights"},
      {top + "kind='poster'\nart='a.png'\ncrop={x=0.6,width=0.5}\n", 5, 6, "reaches beyond the picture"},
      {top + "kind='poster'\nart='a.png'\ncrop={x=1.5,width=0.5}\n", 5, 9, "'x' is out of range: 1.5"},
      {top + "kind='poster'\nart='a.png'\nfocus={x=0.6,width=0.5}\n", 5, 7, "reaches beyond the picture"},
      {top + "kind='poster'\nart='a.png'\nfocus={portrait={x=0.6,width=0.5}}\n", 5, 17, "reaches beyond the picture"},
      {top + "kind='poster'\nart='a.png'\nfocus={portrait={x=0.6},landscpe={x=0.1}}\n", 5, 25,
       "did you mean 'landscape'?"},
      {top + "kind='poster'\nart='a.png'\nfit='cotain'\n", 5, 5, "did you mean 'contain'?"},
      {top + "kind='poster'\nart='a.png'\ncrop={wdith=0.5}\n", 5, 7, "did you mean 'width'?"},
      {top + "kind='poster'\nart='a.png'\ntransition='11s'\n", 5, 12, "expected a time from 0s to 10s"},
      {top + "kind='slide'\nheading='   '\n", 2, 1, "the slide has no text at all"},
      {top + "kind='slide'\nheadng='Words'\n", 4, 1, "did you mean 'heading'?"},
      {top + "kind='slide'\nlayout='qoute'\nheading='h'\n", 4, 8, "did you mean 'quote'?"},
      {top + "kind='slide'\nlayout='quote'\nbody='b'\n", 2, 1, "the quote is missing"},
      {top + "kind='slide'\nlayout='people'\nbody='b'\n", 2, 1, "the people are missing"},
      {top + "kind='slide'\npeople=[]\n", 4, 8, "'people' is empty"},
      {top + "kind='slide'\npeople=[{role='r'}]\n", 4, 9, "'name' is missing"},
      {top + "kind='slide'\npeople=['A']\n", 4, 9, "'people' is a text"},
      {top + "kind='slide'\nbody='b'\nground='nothing'\n", 5, 8, "no scene has the id 'nothing'"},
      {top + "kind='slide'\nbody='b'\nground='words'\n" + slide, 5, 8, "the ground 'words' is not a poster"},
      {top + "id='words'\nkind='slide'\nbody='b'\n" + slide, 7, 4,
       "the id 'words' is used twice, it belongs to the scene in line 3"},
      {top + "id=''\nkind='slide'\nbody='b'\n", 3, 4, "the id ''"},
  };
  for (const Fault& fault : faults) check_one(folder, fault);
}

TEST_CASE("a hold shorter than the next transition is an impossible time") {
  ShowFolder folder("times");
  const std::string slide = "[[scene]]\nkind='slide'\nbody='b'\n";
  const std::vector<Fault> faults{
      {"title='t'\n" + slide + "hold=2\n" + slide + "transition=3\n", 5, 6,
       "held for 2s, but the transition into the next one takes 3s"},
      {"title='t'\n[attract]\nhold=2\ntransition=1\n" + slide + slide + "transition=3\n", 11, 12, "impossible times"},
      {"title='t'\n[attract]\nhold=2\ntransition=3\n" + slide + slide + slide, 3, 6, "impossible times"},
      {"title='t'\n" + slide + slide + "hold=1\n", 8, 6, "takes 1s200ms"},
  };
  for (const Fault& fault : faults) check_one(folder, fault);
  CHECK(parse_show("title='t'\n" + slide + "hold=1\n", folder.path()).show);
}

TEST_CASE("a text that is not TOML is one fault with its place") {
  ShowFolder folder("syntax");
  check_one(folder, {"title='t'\n[[scene]\nkind='slide'\n", 2, 9, "the file is not valid TOML: "});
  check_one(folder, {"title='t'\ntitle='u'\n", 2, 7, "not valid TOML"});
  check_one(folder, {"title='t'\nhold = 12s # long\n", 2, 10, "put it in quotation marks: \"12s\""});
  check_one(folder, {"title = “t”\n", 1, 9, "write straight quotation marks"});
  check_one(folder, {"title='\xED\x95\x9C'\nx='\xFF'\n", 2, 4, "the text is not UTF-8"});
  check_one(folder, {"x='\xED\x95\x9C' # \xC0\x80\n", 1, 9, "the text is not UTF-8"});
  check_one(folder, {std::string(2'000'000, '#'), 0, 0, "show.toml: error: the file is too large"});
  check_one(folder, {"a=" + std::string(5000, '['), 1, 259, "not valid TOML"});
}

TEST_CASE("a path that cannot be a show is told so") {
  ShowFolder folder("files");
  folder.with("other/Show.toml", "title='t'").with("empty/x").with("zero/show.toml", "");
  const auto said = [&](const fs::path& path) {
    const LoadedShow loaded = load_show(folder.path() / path);
    CHECK_FALSE(loaded.show);
    return said_by(loaded);
  };
  using Catch::Matchers::Contains;
  CHECK_THAT(said("empty"),
             Contains("empty/show.toml: error: the file does not exist, expected a folder with show.toml"));
  CHECK_THAT(said("other"), Contains("upper and lower case differ"));
  CHECK_THAT(said("nowhere/at/all"), Contains("there is no such file or folder"));
  CHECK_THAT(said("zero"), Contains("'title' is missing"));
  CHECK_THAT(said("zero"), Contains("'scene' is missing"));
  CHECK_THAT(said("other/Show.toml/show.toml"), Contains("error: "));
  CHECK_THAT(said(std::string(5000, 'a')), Contains("error: the file cannot be reached"));
  CHECK_THAT(said_by(load_show("/dev/null")), Contains("this is not a file"));
  CHECK_THAT(said_by(load_show("")), Contains("error: "));

  folder.with("large/show.toml", std::string(1'000'001, '#'));
  CHECK_THAT(said("large"), Contains("too large"));

  folder.with("closed/show.toml", "title='t'");
  fs::permissions(folder.path() / "closed/show.toml", fs::perms::none);
  // A privileged user may read everything; then the file is read, and lacks its scenes.
  CHECK_THAT(said("closed"), Contains("the file cannot be read") || Contains("'scene' is missing"));
}

TEST_CASE("a diagnostic is told in one line") {
  CHECK(format({"show.toml", 12, 5, Severity::error, "a", "expected b", "do c"}) ==
        "show.toml:12:5: error: a, expected b, do c");
  CHECK(format({"show.toml", 12, 0, Severity::warning, "a", "", ""}) == "show.toml:12: warning: a");
  CHECK(format({"show.toml", 0, 0, Severity::error, "a", "", "do c"}) == "show.toml: error: a, do c");
  CHECK_FALSE(has_errors({{"f", 1, 1, Severity::warning, "a", "", ""}}));
  CHECK(has_errors({{"f", 1, 1, Severity::warning, "a", "", ""}, {"f", 1, 1, Severity::error, "a", "", ""}}));
}

}  // namespace
}  // namespace redlight

// Captions from the files beside a film to the picture of a frame: when they are on, in which language, and what
// `check` and `render` make of them.
#include <catch2/catch.hpp>
#include <set>

#include "app/kiosk_rig.h"
#include "app/show_files.h"
#include "picture/image.h"
#include "show/loader.h"
#include "support/program.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kEnglish = "1\n00:00:00,500 --> 00:00:01,000\nHello\n";
constexpr const char* kKorean = "WEBVTT\n\n00:00.500 --> 00:01.000\n안녕하세요\n";

/// A film of two seconds and a slide, in two languages.
std::string show_text(const std::string& of_teaser, const std::string& of_attract = "") {
  return "title = \"t\"\nlanguages = [\"en\", \"ko\"]\nhum = 0\n[attract]\ntransition = \"400ms\"\nhold = \"1s\"\n" +
         of_attract + "\n[[scene]]\nid = \"one\"\nkind = \"teaser\"\nvideo = \"one.mp4\"\n" + of_teaser +
         "\n[[scene]]\nid = \"words\"\nkind = \"slide\"\nheading = \"a\"\n";
}

void write_show(ShowFolder& folder, bool has_sound, const std::string& of_teaser = "") {
  write_film(folder.path(), {"one.mp4", 100, 120, 60, has_sound});
  folder.with("one.en.srt", kEnglish).with("one.ko.vtt", kKorean).with("show.toml", show_text(of_teaser));
}

Show load(const ShowFolder& folder) {
  auto loaded = load_show(folder.path());
  REQUIRE(loaded.show);
  return std::move(*loaded.show);
}

/// What lies over the teaser while it is alone on stage.
struct Seen {
  std::size_t loop = 0;
  Duration time{};
  std::vector<Sprite> sprites;
};

std::vector<Seen> watch(KioskRig& rig, Duration length) {
  std::vector<Seen> seen;
  while (rig.now() < Instant(length)) {
    const Picture picture = rig.frame();
    const Stage& stage = rig.stage();
    if (stage.current && stage.current->scene == 0 && !stage.incoming)
      seen.push_back({stage.current->loop, rig.last() - stage.current->since, picture.sprites});
  }
  return seen;
}

bool is_said(Duration time) { return time >= 500ms && time < 1s; }

Outcome call(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), REDLIGHT_PROGRAM);
  return run(arguments);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("without sound captions are seen at their time, in the language of the loop") {
  ShowFolder folder("captions_languages");
  write_show(folder, true);
  const Show show = load(folder);
  KioskRig rig(show, Patience::wait_until_due);
  std::vector<Sprite> by_loop[2];
  for (const Seen& one : watch(rig, 6s)) {
    INFO(one.loop << " " << seconds(one.time));
    CHECK(one.sprites.empty() != is_said(one.time));
    REQUIRE(one.loop < 2);
    if (one.sprites.empty()) continue;
    // While nothing changes it is the very same ink, so that the picture need not be drawn again.
    if (!by_loop[one.loop].empty()) CHECK(by_loop[one.loop] == one.sprites);
    by_loop[one.loop] = one.sprites;
    for (const Sprite& sprite : one.sprites) {
      CHECK(sprite.x >= 0.05 * kTinyWidth);
      CHECK(sprite.x + static_cast<float>(sprite.coverage->width) <= 0.95 * kTinyWidth);
    }
  }
  REQUIRE((!by_loop[0].empty() && !by_loop[1].empty()));
  CHECK(by_loop[0].front().coverage->alpha != by_loop[1].front().coverage->alpha);
}

TEST_CASE("captions are on while the sound is off or quiet, unless the show says so") {
  struct Case {
    const char* of_teaser;
    bool film_has_sound, is_heard, is_muted;
    float volume;
    bool on;
  };
  const Case cases[] = {{"", true, true, false, 1.f, false},
                        {"", true, true, true, 1.f, true},
                        {"", true, true, false, 0.1f, true},
                        {"", true, false, false, 1.f, true},
                        {"", false, true, false, 1.f, true},
                        {"captions = \"auto\"", true, true, false, 1.f, false},
                        {"captions = \"on\"", true, true, false, 1.f, true},
                        {"captions = \"off\"", true, false, false, 1.f, false}};
  for (const Case& one : cases) {
    INFO(one.of_teaser << " " << one.film_has_sound << one.is_heard << one.is_muted << one.volume);
    ShowFolder folder("captions_on");
    write_show(folder, one.film_has_sound, one.of_teaser);
    const Show show = load(folder);
    KioskRig rig(show, Patience::wait_until_due);
    rig.mixer().set_heard(one.is_heard), rig.mixer().set_muted(one.is_muted), rig.mixer().set_volume(one.volume);
    bool on = false;
    for (const Seen& seen : watch(rig, 700ms)) on = on || !seen.sprites.empty();
    CHECK(on == one.on);
  }
}

TEST_CASE("what is forced is seen with sound, in its language only") {
  ShowFolder folder("captions_forced");
  write_show(folder, true);
  folder.with("one.ko.forced.vtt", kKorean);
  const Show show = load(folder);
  KioskRig rig(show, Patience::wait_until_due);
  rig.mixer().set_heard(true);
  std::size_t said[2] = {0, 0};
  for (const Seen& one : watch(rig, 6s)) {
    REQUIRE(one.loop < 2);
    INFO(one.loop << " " << seconds(one.time));
    CHECK(one.sprites.empty() != (one.loop == 1 && is_said(one.time)));
    said[one.loop] += one.sprites.empty() ? 0 : 1;
  }
  CHECK(said[0] == 0);
  CHECK(said[1] > 0);
}

TEST_CASE("a film in a loop says the same in every pass") {
  ShowFolder folder("captions_loop");
  write_film(folder.path(), {"one.mp4", 100, 120, 60, false});
  folder.with("one.srt", kEnglish)
      .with("show.toml", "title = \"t\"\n[[scene]]\nkind = \"teaser\"\nvideo = \"one.mp4\"\n");
  const Show show = load(folder);
  KioskRig rig(show, Patience::wait_until_due);
  for (const Seen& one : watch(rig, 5s)) {
    INFO(seconds(one.time));
    CHECK(one.sprites.empty() != is_said(one.time % 2s));
  }
}

TEST_CASE("captions fade with their film") {
  ShowFolder folder("captions_fade");
  write_show(folder, false, "hold = \"1s\"");
  folder.with("one.en.srt", "1\n00:00:00,500 --> 00:00:02,000\nHello\n");
  const Show show = load(folder);
  KioskRig rig(show, Patience::wait_until_due);
  float full = 0, least = 1;
  while (rig.now() < Instant(1150ms)) {
    const Picture picture = rig.frame();
    for (const Sprite& sprite : picture.sprites) {
      full = std::max(full, sprite.opacity);
      if (rig.stage().incoming) least = std::min(least, sprite.opacity);
    }
  }
  CHECK(full > 0.8f);
  CHECK(least < 0.5f);
}

TEST_CASE("check names what is wrong with captions by file and line") {
  ShowFolder folder("captions_check");
  write_show(folder, false);
  const auto file = folder.path() / "one.en.srt";
  const Outcome fine = call({"check", "--no-flashes", folder.path()});
  INFO(fine.output << fine.errors);
  CHECK(fine.code == 0);
  CHECK_FALSE(has(fine.output, "one."));

  folder.with("one.en.srt", std::string(kEnglish) + "\n2\n00:00:03,000 --> 00:00:02,000\nBack\n");
  const Outcome partly = call({"check", "--no-flashes", folder.path()});
  CHECK(partly.code == 0);
  CHECK(has(partly.output, file.string() + ":6:1: warning: the caption ends before it has begun, expected"));

  folder.with("one.en.srt", std::string("\0\1binary", 8));
  const Outcome broken = call({"check", "--no-flashes", folder.path()});
  CHECK(broken.code == 1);
  CHECK(has(broken.output, file.string() + ":1:1: error: this is not text, expected UTF-8"));

  std::filesystem::resize_file(file, 100'000'000);
  const Outcome large = call({"check", "--no-flashes", folder.path()});
  CHECK(large.code == 1);
  CHECK(has(large.output, file.string() + ": error: The file is too large"));
}

TEST_CASE("a picture that is rendered has captions, a film with sound has none unless the show wants them") {
  ShowFolder folder("captions_render");
  write_show(folder, true);
  const auto picture = [&](const std::string& of_teaser, const std::string& name,
                           const std::vector<std::string>& when) {
    folder.with("show.toml", show_text(of_teaser));
    std::vector<std::string> command{"render", folder.path(), "-o", folder.path() / name, "-q", "--size", "96x160"};
    command.insert(command.end(), when.begin(), when.end());
    const Outcome outcome = call(command);
    INFO(outcome.errors);
    REQUIRE(outcome.code == 0);
    const auto file = folder.path() / name;
    const auto image = read_image(name.back() == '/' ? file / "frame_000000.png" : file);
    REQUIRE(image.has_value());
    return image->pixels;
  };
  const std::vector<std::string> one{"--at", "750ms"}, some{"--from", "750ms", "--to", "780ms"};
  std::filesystem::create_directory(folder.path() / "frames");
  const auto bare = picture("captions = \"off\"", "off.png", one);
  CHECK((picture("", "auto.png", one) != bare));
  CHECK((picture("", "frames/", some) == bare));
  CHECK((picture("captions = \"on\"", "frames/", some) != bare));
}

TEST_CASE("captions that come, change or go are an edit of the show") {
  ShowFolder folder("captions_edit");
  write_show(folder, false);
  const ShowFiles files = files_of(load(folder));
  const auto real = std::filesystem::canonical(folder.path());
  CHECK(files.concern(real / "one.en.srt"));
  CHECK(files.concern(real / "one.fr.ass"));
  CHECK_FALSE(files.concern(real / "two.fr.ass"));
  CHECK_FALSE(files.concern(real / "one.txt"));
  CHECK_FALSE(files.media.contains(real / "one.en.srt"));
}

// Captions as they are drawn: where their ink lies, that every letter has one, and that the film they belong to, its
// language and its time decide which are seen.
#include "media/captions.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "media/caption_painter.h"
#include "media/caption_reader.h"
#include "media/caption_tracks.h"
#include "support/program.h"
#include "support/temp_folder.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const fs::path kFonts = fs::path(REDLIGHT_ASSETS) / "fonts";

struct Box {
  int left = 1 << 20, top = 1 << 20, right = -1, bottom = -1;
  int width() const { return right - left; }
};

Box box_of(const CaptionPage& page) {
  Box box;
  for (const CaptionInk& ink : page.inks)
    for (int y = 0; y < ink.height; ++y)
      for (int x = 0; x < ink.width; ++x)
        if (ink.coverage[static_cast<std::size_t>(y * ink.width + x)] > 0)
          box = {std::min(box.left, ink.x + x), std::min(box.top, ink.y + y), std::max(box.right, ink.x + x + 1),
                 std::max(box.bottom, ink.y + y + 1)};
  return box;
}

bool same(const CaptionPage& a, const CaptionPage& b) {
  return std::equal(a.inks.begin(), a.inks.end(), b.inks.begin(), b.inks.end(), [](const auto& i, const auto& j) {
    return i.x == j.x && i.y == j.y && i.width == j.width && i.coverage == j.coverage && i.opacity == j.opacity;
  });
}

CaptionArea whole(int width, int height) { return {width, height, 0, 0, width, height}; }

class Painting {
 public:
  Painting() {
    auto opened = CaptionPainter::open(kFonts);
    REQUIRE(opened.has_value());
    painter_ = std::move(*opened);
  }
  CaptionPagePtr at(const CaptionScript& script, Duration time, const CaptionArea& area) {
    const CaptionTimeline timeline(script);
    return painter_->paint(script, timeline, timeline.at(time).from, area);
  }
  CaptionPagePtr of(const std::string& text, const CaptionArea& area) {
    CaptionScript script;
    script.events = {{0s, 10s, text}};
    return at(script, 1s, area);
  }

 private:
  std::unique_ptr<CaptionPainter> painter_;
};

const char* const kLong =
    "지옥 끝까지 쫓아갈 거야. 네가 어디에 숨든 나는 반드시 너를 찾아낼 거야. There is nowhere left for you to hide "
    "from me now.";

void write(const fs::path& file, std::string_view text) { std::ofstream(file, std::ios::binary) << text; }

std::string srt(const std::string& text) { return "1\n00:00:01,000 --> 00:00:02,000\n" + text + "\n"; }

CaptionOptions patient(std::vector<std::string> languages) {
  return {kFonts, std::move(languages), Patience::wait_until_due};
}

/// A film of three seconds of `format` with two tracks of captions.
fs::path film_with_tracks(const fs::path& folder, const std::string& ending, const std::string& codec) {
  write(folder / "a.srt", srt("Hello <i>there</i>"));
  write(folder / "b.srt", srt("안녕하세요 여러분"));
  const fs::path film = folder / ("film." + ending);
  const Outcome made = run({"/usr/bin/env",
                            "ffmpeg",
                            "-v",
                            "error",
                            "-f",
                            "lavfi",
                            "-i",
                            "testsrc=size=64x36:rate=25:duration=3",
                            "-i",
                            folder / "a.srt",
                            "-i",
                            folder / "b.srt",
                            "-map",
                            "0",
                            "-map",
                            "1",
                            "-map",
                            "2",
                            "-c:s",
                            codec,
                            "-metadata:s:s:0",
                            "language=eng",
                            "-metadata:s:s:1",
                            "language=kor",
                            film});
  INFO(made.errors);
  REQUIRE(made.code == 0);
  fs::remove(folder / "a.srt"), fs::remove(folder / "b.srt");
  return film;
}

}  // namespace

TEST_CASE("captions lie in the lower third, in the middle, and inside the safe area") {
  Painting painting;
  for (const auto& [width, height] : {std::pair{1080, 1920}, {1920, 1080}, {640, 360}, {96, 160}, {3840, 600}})
    for (const char* text : {"I need to do.", kLong}) {
      const auto page = painting.of(text, whole(width, height));
      INFO(width << "x" << height << " " << text);
      REQUIRE(page);
      const Box box = box_of(*page);
      CHECK(box.left >= 0.05 * width);
      CHECK(box.right <= 0.95 * width);
      CHECK(box.bottom <= 0.95 * height);
      CHECK(box.top >= (height > 300 ? 0.6 : 0.4) * height);
      CHECK(std::abs(box.left + box.right - width) <= 0.02 * width + 2);
    }
}

TEST_CASE("words that do not fit become smaller before they leave the safe area") {
  Painting painting;
  const std::string word(90, 'm');
  std::string lines = "a";
  for (int i = 0; i < 24; ++i) lines += "\\Na";
  for (const std::string& text : {word, lines}) {
    const auto page = painting.of(text, whole(1920, 1080));
    REQUIRE(page);
    const Box box = box_of(*page);
    CHECK(box.left >= 96);
    CHECK(box.right <= 1920 - 96);
    CHECK(box.top >= 54);
  }
}

TEST_CASE("captions of a film that is shown whole stay within it, in the size of the display") {
  Painting painting;
  const CaptionArea area{1080, 1920, 0, 656, 1080, 608};
  const auto page = painting.of("I need to do.", area);
  REQUIRE(page);
  const Box box = box_of(*page), alone = box_of(*painting.of("I need to do.", whole(1080, 1920)));
  CHECK(box.bottom <= 656 + 608);
  CHECK(box.top >= 656 + 304);
  CHECK(box.width() == alone.width());
}

TEST_CASE("Hangul and accented Latin have letters of their own") {
  Painting painting;
  const auto area = whole(640, 360);
  const auto missing = painting.of("\U000F0000", area);
  for (const char* letter : {"한", "뷁", "é", "ø", "ß", "“", "…", "®", "A"}) {
    const auto page = painting.of(letter, area);
    INFO(letter);
    REQUIRE(page);
    CHECK(box_of(*page).width() > 2);
    if (missing) CHECK_FALSE(same(*page, *missing));
  }
  CHECK_FALSE(same(*painting.of("한", area), *painting.of("한\u3000글", area)));
  CHECK_FALSE(same(*painting.of("가", area), *painting.of("나", area)));
}

TEST_CASE("the same words give the same bytes, whatever was drawn before") {
  Painting one, other;
  CaptionScript script;
  script.events = {{1s, 4s, "The first"}, {2s, 6s, "and the second"}, {8s, 9s, "and a third"}};
  const auto area = whole(640, 360);
  const auto before = one.at(script, 1s, area), both = one.at(script, 3s, area), after = one.at(script, 5s, area);
  REQUIRE((before && both && after));
  CHECK(same(*other.at(script, 5s, area), *after));
  CHECK(same(*other.at(script, 1s, area), *before));
  // The second stands above the first, and does not fall down when that one goes.
  CHECK(box_of(*after).top == box_of(*both).top);
  CHECK(box_of(*after).bottom < box_of(*before).bottom);
  CHECK(one.at(script, 0s, area) == nullptr);
  CHECK(one.at(script, 6s, area) == nullptr);
  CHECK(one.at(script, 9s, area) == nullptr);
}

TEST_CASE("an ASS script keeps its style, in the show's own type") {
  Painting painting;
  const auto script_in = [](const std::string& family) {
    return parse_captions(
               "[Script Info]\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n[V4+ Styles]\nFormat: Name, Fontname, "
               "Fontsize, PrimaryColour, BorderStyle, Outline, Alignment, MarginL, MarginR, MarginV\nStyle: "
               "Sign," +
                   family +
                   ",40,&H000000FF,1,0,7,10,10,10\n[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: "
                   "0,0:00:00.00,0:00:05.00,Sign,Red 빨강\n",
               CaptionFormat::ass)
        .script;
  };
  const auto page = painting.at(script_in("NanumSquare"), 1s, whole(1280, 720));
  REQUIRE(page);
  CHECK(box_of(*page).left < 60);
  CHECK(box_of(*page).top < 60);
  CHECK(page->inks[0].red == 1.f);
  CHECK(page->inks[0].green == 0.f);
  const auto arial = painting.at(script_in("Arial"), 1s, whole(1280, 720));
  REQUIRE(arial);
  CHECK(same(*arial, *page));
  auto overriding = script_in("Arial");
  overriding.events[0].text.insert(overriding.events[0].text.rfind(',') + 1, "{\\fnComic Sans MS}");
  const auto overridden = painting.at(overriding, 1s, whole(1280, 720));
  REQUIRE(overridden);
  CHECK(same(*overridden, *page));
}

TEST_CASE("a folder without the faces is an error") {
  const TempFolder folder;
  const auto opened = CaptionPainter::open(folder.path());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().kind == ErrorKind::not_found);
}

TEST_CASE("captions follow the language and the time") {
  const TempFolder folder;
  write(folder.path() / "teaser.en.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n");
  write(folder.path() / "teaser.ko.srt", srt("안녕하세요"));
  const auto film = folder.path() / "teaser.mp4";  // that it is not there is the player's business
  const auto captions = Captions::open(film, patient({"en", "ko", "fr"}));
  const auto area = whole(640, 360);
  captions->prepare({0});
  CHECK(captions->page({0}, 0s, area) == nullptr);
  const auto english = captions->page({0}, 1500ms, area);
  REQUIRE(english);
  CHECK(captions->page({0}, 1999ms, area) == english);  // nothing changed, so it is the very same
  CHECK(captions->page({0}, 2s, area) == nullptr);
  const auto korean = captions->page({1}, 1500ms, area);
  REQUIRE(korean);
  CHECK_FALSE(same(*korean, *english));
  const auto french = captions->page({2}, 1500ms, area);  // which there is not: the show's first language
  REQUIRE(french);
  CHECK(same(*french, *english));
  const auto upright = captions->page({2}, 1500ms, whole(360, 640));
  REQUIRE(upright);
  CHECK(box_of(*upright).right <= 360);
  const auto again = Captions::open(film, patient({"en"}))->page({0}, 1500ms, area);
  REQUIRE(again);
  CHECK(same(*again, *english));
}

TEST_CASE("forced captions of a film are a file of their own") {
  const TempFolder folder;
  write(folder.path() / "teaser.ko.srt", srt("안녕하세요"));
  write(folder.path() / "teaser.ko.forced.srt", srt("지켜야 했던"));
  const auto captions = Captions::open(folder.path() / "teaser.mp4", patient({"en", "ko"}));
  const auto area = whole(640, 360);
  const auto all = captions->page({1}, 1500ms, area), forced = captions->page({1, CaptionExtent::forced}, 1500ms, area);
  REQUIRE(all);
  REQUIRE(forced);
  CHECK_FALSE(same(*all, *forced));
  CHECK(same(*captions->page({1}, 1500ms, area), *all));
  CHECK(captions->page({0, CaptionExtent::forced}, 1500ms, area) == nullptr);
}

TEST_CASE("a film without captions, and one whose captions are broken, show none") {
  const TempFolder folder;
  const auto film = folder.path() / "teaser.mp4";
  CHECK(Captions::open(film, patient({"en"}))->page({0}, 1s, whole(640, 360)) == nullptr);
  write(folder.path() / "teaser.srt", std::string("\0\1\2\3", 4));
  CHECK(Captions::open(film, patient({"en"}))->page({0}, 1s, whole(640, 360)) == nullptr);
}

TEST_CASE("whoever does not wait gets the page once it is there, and leaves at any time") {
  const TempFolder folder;
  write(folder.path() / "teaser.srt", srt("Hello"));
  auto options = patient({"en"});
  options.patience = Patience::never_wait;
  const auto film = folder.path() / "teaser.mp4";
  Captions::open(film, options);
  Captions::open(film, options)->page({0}, 1500ms, whole(640, 360));
  const auto captions = Captions::open(film, options);
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  CaptionPagePtr page;
  while (!page && std::chrono::steady_clock::now() < deadline) {
    page = captions->page({0}, 1500ms, whole(640, 360));
    std::this_thread::yield();
  }
  CHECK(page);
}

TEST_CASE("captions inside a film are read") {
  const TempFolder folder;
  const auto area = whole(640, 360);
  for (const auto& [ending, codec] :
       {std::pair{"mkv", "srt"}, {"mkv", "ass"}, {"mp4", "mov_text"}, {"webm", "webvtt"}}) {
    INFO(ending << " " << codec);
    const auto film = film_with_tracks(folder.path(), ending, codec);
    const auto tracks = caption_tracks(film, {});
    REQUIRE(tracks.has_value());
    REQUIRE(tracks->size() == 2);
    CHECK((*tracks)[0].language == "eng");
    const auto script = read_caption_track(film, (*tracks)[0].track, {});
    REQUIRE(script.has_value());
    REQUIRE(script->events.size() == 1);
    CHECK(script->events[0].begin == 1s);
    CHECK(script->events[0].end == 2s);
    CHECK(script->events[0].text.find("Hello") != std::string::npos);
    CHECK(script->header.empty() == (codec != std::string("ass")));

    const auto captions = Captions::open(film, patient({"en", "ko"}));
    const auto english = captions->page({0}, 1500ms, area), korean = captions->page({1}, 1500ms, area);
    REQUIRE((english && korean));
    CHECK_FALSE(same(*english, *korean));
    CHECK(captions->page({1}, 2500ms, area) == nullptr);
    write(folder.path() / "film.srt", srt("A file beside it"));
    CHECK(same(*Captions::open(film, patient({"en"}))->page({0}, 1500ms, area), *english));
    CHECK_FALSE(same(*Captions::open(film, patient({"fr"}))->page({0}, 1500ms, area), *english));
    fs::remove(film), fs::remove(folder.path() / "film.srt");
  }
  const auto none = caption_tracks(folder.path() / "none.mkv", {});
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == ErrorKind::not_found);
}

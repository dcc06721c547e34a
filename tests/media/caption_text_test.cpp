// Caption files as people hand them over: what is read, and what is said about what cannot be.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <random>

#include "media/caption_choice.h"
#include "media/caption_markup.h"
#include "media/caption_reader.h"
#include "media/caption_timeline.h"
#include "media/language_tag.h"
#include "support/temp_folder.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

constexpr std::string_view kSrt =
    "1\n00:00:01,000 --> 00:00:04,000\nThere's something\nI need to do.\n\n"
    "2\n00:00:05,500 --> 00:01:00,250\n지옥 끝까지 쫓아갈 거야.\n";

CaptionText read(std::string_view text, CaptionFormat format = CaptionFormat::subrip) {
  return parse_captions(text, format);
}

std::string utf16(std::string_view ascii, bool big) {
  std::string text = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) big ? (text += '\0', text += c) : (text += c, text += '\0');
  return text;
}

std::string crlf(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

/// The only fault.
CaptionFault fault_of(const CaptionText& text) {
  for (const auto& fault : text.faults) UNSCOPED_INFO(fault.line << ": " << fault.what);
  REQUIRE(text.faults.size() == 1);
  CHECK_FALSE(text.faults[0].expected.empty());
  return text.faults[0];
}

}  // namespace

TEST_CASE("SubRip is read, whatever its line ends, marks and encoding") {
  const std::string plain(kSrt);
  for (const auto& bytes : {plain, "\xEF\xBB\xBF" + plain, crlf(plain), "\n\n" + plain + "\n\n\n"}) {
    const auto text = read(bytes);
    CHECK(text.faults.empty());
    CHECK(text.script.header.empty());
    REQUIRE(text.script.events.size() == 2);
    CHECK(text.script.events[0] == CaptionEvent{1s, 4s, "There's something\\NI need to do."});
    CHECK(text.script.events[1] == CaptionEvent{5500ms, 60250ms, "지옥 끝까지 쫓아갈 거야."});
  }
  for (const bool big : {false, true}) {
    const auto text = read(utf16("1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n", big));
    CHECK(text.faults.empty());
    REQUIRE(text.script.events.size() == 1);
    CHECK(text.script.events[0].text == "Hello");
  }
}

TEST_CASE("what programs forget in SubRip is understood") {
  // A dot for the comma, no hours, no number, no empty line between two cues, out of order.
  const auto text = read(
      "00:09.5 --> 00:10.5\nlast\n2\n00:00:03.000-->00:00:04.000 X1:0 X2:9\nsecond\n3\n0:00:01,0 --> 0:00:02\nfirst\n");
  CHECK(text.faults.empty());
  REQUIRE(text.script.events.size() == 3);
  CHECK(text.script.events[0] == CaptionEvent{1s, 2s, "first"});
  CHECK(text.script.events[1] == CaptionEvent{3s, 4s, "second"});
  CHECK(text.script.events[2] == CaptionEvent{9500ms, 10500ms, "last"});
}

TEST_CASE("WebVTT is read with its remarks, styles and places") {
  const auto text = read(
      "WEBVTT - of the teaser\n\nSTYLE\n::cue { color: red }\n\nNOTE nothing\n\nintro\n00:01.000 --> 00:02.000 line:0\n"
      "<v Ok Joo>Above &amp; <i>away</i>\n\n01:00:00.000 --> 01:00:01.000 align:start\n<c.loud>Below</c>\n",
      CaptionFormat::webvtt);
  CHECK(text.faults.empty());
  REQUIRE(text.script.events.size() == 2);
  CHECK(text.script.events[0] == CaptionEvent{1s, 2s, "{\\an8}Above & {\\i1}away{\\i0}"});
  CHECK(text.script.events[1] == CaptionEvent{3600s, 3601s, "Below"});
  CHECK(fault_of(read("00:01.000 --> 00:02.000\nText\n", CaptionFormat::webvtt)).line == 1);
}

TEST_CASE("markup keeps what means something, and text never acts as a command") {
  CHECK(caption_markup("<font color=\"#ff0000\" size=\"40\">Red</font>") == "Red");
  CHECK(caption_markup("<b>a</b> <U>b</U> <s>c</s>") == "{\\b1}a{\\b0} {\\u1}b{\\u0} {\\s1}c{\\s0}");
  CHECK(caption_markup("{\\an8}Top {\\fs200}\\Nhere") == "{\\an8}Top \\\u2060Nhere");
  CHECK(caption_markup("1 < 2 {and} 3 > 2 & <3") == "1 < 2 \\{and\\} 3 > 2 & <3");
  CHECK(caption_markup("  spaced  \n  out  \n\n") == "spaced\\Nout");
  CHECK(caption_markup("&lt;i&gt;") == "<i>");
  CHECK(caption_markup("<i></i>") == "{\\i1}{\\i0}");
  CHECK(caption_markup(" \n\t").empty());
}

TEST_CASE("ASS keeps its styles, and neither fonts nor faulty lines come along") {
  const std::string script =
      "[Script Info]\nPlayResX: 640\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Sign,Arial\n\n[Fonts]\n"
      "fontname: a.ttf\nABCDEF\n\n[Events]\nFormat: Start, End, Style, Layer, Text\n"
      "Dialogue: 0:00:01.50,0:00:02.00,Sign,3,One, two{\\i1}\nComment: 0:00:01.00,0:00:02.00,Sign,0,no\n"
      "Dialogue: 0:00:0x,0:00:02.00,Sign,0,broken\nDialogue: 0:00:09.00,0:00:02.00,Sign,0,backwards\nDialogue: short\n";
  const auto text = read(script, CaptionFormat::ass);
  REQUIRE(text.script.events.size() == 1);
  CHECK(text.script.events[0] == CaptionEvent{1500ms, 2s, "3,Sign,,,,,,One, two{\\i1}"});
  CHECK_THAT(text.script.header, Contains("Style: Sign,Arial") && !Contains("ABCDEF") && !Contains("Dialogue"));
  REQUIRE(text.faults.size() == 3);
  CHECK(text.faults[0].line == 16);
  CHECK(text.faults[1].line == 17);
  CHECK(text.faults[2].line == 18);
  CHECK_THAT(fault_of(read("[Script Info]\n", CaptionFormat::ass)).what, Contains("[Events]"));
}

TEST_CASE("a fault is told with its line, and the rest is shown") {
  const auto late = read("1\n00:00:04,000 --> 00:00:01,000\nBackwards\n\n2\n00:00:05,000 --> 00:00:06,000\nFine\n");
  CHECK(fault_of(late).line == 2);
  CHECK(late.script.events.size() == 1);
  const auto negative = read("1\n-00:00:04,000 --> 00:00:05,000\nEarly\n\n2\n00:00:05,000 --> 00:00:06,000\nFine\n");
  CHECK(fault_of(negative).line == 2);
  CHECK_THAT(fault_of(negative).what, Contains("-00:00:04,000 --> 00:00:05,000"));
  CHECK_THAT(fault_of(negative).expected, Contains("00:00:01,000 --> 00:00:04,000"));
  CHECK(negative.script.events.size() == 1);
  for (const char* wrong : {"00:99:01,000 --> 00:00:04,000", "00:00:01,0000 --> 00:00:04,000", "1 --> 2",
                            "99999999999999999999:00:01,000 --> 00:00:04,000", "--> 00:00:04,000", "00:00:01,000 -->"})
    CHECK(fault_of(read(std::string("1\n") + wrong + "\nText\n")).line == 2);
  CHECK(fault_of(read("Dear customer,\nplease find attached\n")).line == 1);
  CHECK(fault_of(read("")).line == 1);
  CHECK_THAT(fault_of(read("1\n00:00:01,000 --> 00:00:02,000\nOk\n\n2\n00:00:03,000 --> 00:00:04,000\nCaf\xE9\n")).what,
             Contains("UTF-8"));
  CHECK(fault_of(read("1\n00:00:01,000 --> 00:00:02,000\nOk\n\n2\n00:00:03,000 --> 00:00:04,000\nCaf\xE9\n")).line ==
        7);
  CHECK_THAT(fault_of(read(std::string("PK\x03\x04\0\0", 6))).what, Contains("not text"));
}

TEST_CASE("limits hold: size, number, length, and how much is complained about") {
  const TempFolder folder;
  const auto large = folder.path() / "large.srt";
  std::ofstream(large, std::ios::binary) << kSrt;
  std::filesystem::resize_file(large, 100'000'000);
  const auto refused = read_caption_file(large);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::exhausted);
  CHECK_THAT(describe(refused.error()), Contains("large.srt") && Contains("8 MB"));
  CHECK(read_caption_file(folder.path() / "none.srt").error().kind == ErrorKind::not_found);
  CHECK(read_caption_file(folder.path() / "teaser.mp4").error().kind == ErrorKind::unsupported);

  std::string many;
  for (int i = 0; i < 20'100; ++i) many += "00:00:01,000 --> 00:00:02,000\na\n\n";
  const auto text = read(many);
  CHECK(text.script.events.size() == kMostCaptionEvents);
  CHECK(fault_of(text).line == 20'000 * 3 + 1);
  CHECK(read("00:00:01,000 --> 00:00:02,000\n" + std::string(20'000, 'a')).script.events.empty());
  std::string wrong;
  for (int i = 0; i < 100; ++i) wrong += "nothing\n\n";
  CHECK(read(wrong).faults.size() == 20);
}

TEST_CASE("garbage gives faults and nothing else") {
  std::mt19937 random(7);
  const std::string seeds[] = {std::string(kSrt), "WEBVTT\n\n00:01.000 --> 00:02.000\n<v a>b{}\\&amp;\n",
                               "[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,a\n"};
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = seeds[random() % 3];
    for (auto left = 1 + random() % 12; left > 0; --left) {
      const std::size_t at = random() % bytes.size();
      if (random() % 3 == 0)
        bytes.erase(at, 1 + random() % 5);
      else
        bytes[at] = static_cast<char>(random() % 256);
      if (bytes.empty()) bytes = "-";
    }
    const auto text = read(bytes, static_cast<CaptionFormat>(round % 3));
    CHECK(!(text.script.events.empty() && text.faults.empty() && round % 3 == 0 &&
            bytes.find("-->") == std::string::npos));
    for (const auto& event : text.script.events) {
      CHECK(event.begin >= Duration{});
      CHECK(event.end > event.begin);
    }
  }
}

TEST_CASE("captions lie next to their film") {
  const TempFolder folder;
  for (const char* name : {"teaser.mp4", "teaser.srt", "teaser.ko.srt", "Teaser.EN.VTT", "teaser.pt_BR.ass",
                           "teaser2.srt", "teaser.long.en.srt", "teaser.ko.txt", "other.ko.srt", "teaser.xx.Forced.ass",
                           "teaser.xy.forced.srt.bak", "teaserforced.srt"})
    std::ofstream(folder.path() / name) << "x";
  const auto found = captions_beside(folder.path() / "teaser.mp4");
  REQUIRE(found.size() == 5);
  CHECK(found[0].file.filename() == "Teaser.EN.VTT");
  CHECK(found[0].language == "EN");
  CHECK(found[1].language == "ko");
  CHECK(found[2].language == "pt-BR");
  CHECK(found[3].language.empty());
  CHECK(found[4].language == "xx");
  CHECK(found[4].is_forced);
  CHECK(std::none_of(found.begin(), found.begin() + 4, [](const auto& source) { return source.is_forced; }));
  CHECK(captions_beside(folder.path() / "none" / "teaser.mp4").empty());
  CHECK(is_caption_of("/a/teaser.mp4", "/a/teaser.fr.srt"));
  CHECK_FALSE(is_caption_of("/a/teaser.mp4", "/b/teaser.fr.srt"));
  CHECK(is_caption_of("/a/teaser.mp4", "/a/teaser.forced.vtt"));
  CHECK_FALSE(is_caption_of("/a/teaser.mp4", "/a/show.toml"));
}

TEST_CASE("what is forced is chosen with sound, and without only in need") {
  const auto choice = [](const std::vector<CaptionSource>& sources, CaptionExtent extent, const char* language) {
    const auto chosen = choose_captions(sources, extent, language, "en");
    return chosen ? static_cast<int>(*chosen) : -1;
  };
  using enum CaptionExtent;
  const CaptionSource english{"t.en.srt", -1, "en"}, korean{"t.ko.forced.srt", -1, "ko", true};
  CHECK(choice({english, korean}, forced, "ko") == 1);
  CHECK(choice({english, korean}, forced, "en") == -1);  // nobody asked for Korean
  CHECK(choice({english}, forced, "en") == -1);
  CHECK(choice({english, korean}, all, "ko") == 0);
  CHECK(choice({korean}, all, "ko") == 0);
  CHECK(choice({korean, {"t.forced.srt", -1, "", true}}, forced, "fr") == 1);
}

TEST_CASE("the language that the show speaks is chosen") {
  CHECK(language_match("ko", "kor") == 3);
  CHECK(language_match("ko", "ko-KR") == 2);
  CHECK(language_match("zh-Hant", "chi") == 2);
  CHECK(language_match("pt-BR", "pt-PT") == 1);
  CHECK(language_match("", "") == 0);
  CHECK(language_match("und", "und") == 0);

  const auto choice = [](const std::vector<CaptionSource>& sources, const char* language) {
    const auto chosen = choose_captions(sources, CaptionExtent::all, language, "en");
    return chosen ? static_cast<int>(*chosen) : -1;
  };
  const std::vector<CaptionSource> all{
      {"t.en.vtt", -1, "en"}, {"t.srt", -1, ""}, {"t.mkv", 2, "kor"}, {"t.mkv", 3, "eng"}, {"t.mkv", 4, "und"}};
  CHECK(choice(all, "en") == 0);
  CHECK(choice(all, "ko") == 2);  // the track in the right language before a file in some language
  CHECK(choice(all, "fr") == 1);
  CHECK(choice({all[0], all[2]}, "fr") == 0);
  CHECK(choice({all[2]}, "fr") == 0);
  CHECK(choice({all[2], all[4]}, "en") == 1);
  CHECK(choice({{"a", -1, "pt-PT"}, {"b", -1, "pt"}, {"c", -1, "pt-BR"}}, "pt-BR") == 2);
  CHECK(choice({}, "en") == -1);
}

TEST_CASE("time is cut where captions change") {
  using Span = CaptionTimeline::Span;
  CaptionScript script;
  script.events = {{1s, 4s, "a"}, {2s, 6s, "b"}, {6s, 7s, "c"}, {9s, 10s, "\\t( is text here"}};
  const CaptionTimeline timeline(script);
  CHECK(timeline.at(0s) == Span{Duration::min(), 1s, false});
  CHECK(timeline.at(1s) == Span{1s, 2s, true});
  CHECK(timeline.at(3999ms) == Span{2s, 4s, true});
  CHECK(timeline.at(4s) == Span{4s, 6s, true});
  CHECK(timeline.at(8s) == Span{7s, 9s, false});
  CHECK(timeline.at(9500ms) == Span{9s, 10s, true});
  CHECK(timeline.at(11s) == Span{10s, Duration::max(), false});
  // The second caption stands above the first and stays there when that one has gone.
  CHECK(timeline.history(4s) == std::vector<Duration>{1s, 2s, 4s});
  CHECK(timeline.history(6s) == std::vector<Duration>{6s});
  CHECK(timeline.history(Duration::min()) == std::vector<Duration>{Duration::min()});
  CHECK(CaptionTimeline({}).at(5s) == Span{Duration::min(), Duration::max(), false});

  script.header = "[Script Info]\n";
  script.events = {{1s, 2s, "0,Default,,0,0,0,,{\\fad(200,200)}a"}};
  const CaptionTimeline moving(script);
  CHECK(moving.at(1s) == Span{1s, 1042ms, true});
  CHECK(moving.at(1100ms) == Span{1084ms, 1126ms, true});
  CHECK(moving.at(1999ms) == Span{1966ms, 2s, true});
  CHECK(moving.history(1084ms) == std::vector<Duration>{1s, 1084ms});
}

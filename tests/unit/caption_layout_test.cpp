// Captions whose author says where they stand.
#include "picture/caption_layout.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "picture/word_limits.h"

using namespace redlight;

namespace {

/// Half an em to a byte, spacing between them.
double measure(const TypeStyle& style, std::string_view text) {
  if (text.empty()) return 0;
  const auto letters = static_cast<double>(text.size());
  return style.size * (0.5 * letters + style.tracking * (letters - 1));
}

SlidePage lay_out(const CaptionSetting& setting, std::string_view text, CaptionPart part = CaptionPart::text,
                  int width = 1920, int height = 1080) {
  return lay_out_caption_at(setting, text, "note", part, width, height, measure);
}

}  // namespace

TEST_CASE("a caption stands in the middle of its place, or begins or ends there") {
  CaptionSetting setting;
  setting.x = 0.5, setting.y = 0.25;
  const auto left = [&](Align align) {
    setting.align = align;
    return lay_out(setting, "four").lines.at(0);
  };
  const TypeLine middle = left(Align::centre);
  const double wide = measure(middle.style, "four");
  CHECK(middle.x == Approx(960 - wide / 2));
  CHECK(left(Align::left).x == Approx(960));
  CHECK(left(Align::right).x == Approx(960 - wide));
  CHECK(middle.y == Approx(270 + 0.35 * middle.style.size));  // of the base line: capitals are 0.7 ems high
}

TEST_CASE("lines break where the author breaks them, and the note hangs below without moving them") {
  const CaptionSetting setting;
  const SlidePage one = lay_out(setting, "one"), two = lay_out(setting, "one\ntwo"),
                  note = lay_out(setting, "one\ntwo", CaptionPart::note);
  REQUIRE(two.lines.size() == 2);
  REQUIRE(note.lines.size() == 1);
  CHECK((two.lines[0].y + two.lines[1].y) / 2 == Approx(one.lines.at(0).y));
  CHECK(note.lines[0].text == "note");
  CHECK(note.lines[0].y > two.lines[1].y + note.lines[0].style.size);
  CHECK(note.lines[0].style.size < two.lines[0].style.size);
  CHECK(lay_out(setting, "").lines.empty());
}

TEST_CASE("size and spacing are as asked, until a line would not fit the display") {
  CaptionSetting setting;
  const double usual = lay_out(setting, "word").lines.at(0).style.size;
  setting.size = 2, setting.spacing = 0.3;
  const TypeLine large = lay_out(setting, "word").lines.at(0);
  CHECK(large.style.size == Approx(2 * usual));
  CHECK(large.style.tracking == 0.3);
  for (const auto& [width, height] : {std::pair{1080, 1920}, {1920, 1080}, {800, 600}}) {
    const TypeLine line =
        lay_out(setting, "words that are too many for any one line", CaptionPart::text, width, height).lines.at(0);
    CHECK(line.x >= 0.05 * width);
    CHECK(line.x + measure(line.style, line.text) <= 0.95 * width);
  }
}

TEST_CASE("a caption that would be too small to read is too long, its note too") {
  CaptionSetting setting;
  setting.size = 0.4;
  const std::string words(60, 'w'), small(40, 'n');
  CHECK_FALSE(excess_of_caption_at(setting, words, small, 1920, 1080, measure));
  setting.size = 2;
  const auto large = excess_of_caption_at(setting, words, small, 1920, 1080, measure);
  REQUIRE(large);
  CHECK(large->field == "caption");
  CHECK_FALSE(excess_of_caption_at(setting, words.substr(0, large->fitting), small, 1920, 1080, measure));
  setting.size = 0.4;
  const auto note = excess_of_caption_at(setting, "w", std::string(400, 'n'), 1920, 1080, measure);
  REQUIRE(note);
  CHECK(note->field == "caption_note");
}

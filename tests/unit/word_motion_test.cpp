// How words come, live and leave.
#include "scene/word_motion.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "scene/motion_table.h"

using namespace redlight;
using namespace std::chrono_literals;

namespace {

constexpr Instant kSince{100s};
constexpr Duration kFade = 1200ms;

std::vector<Sprite> three_lines() {
  std::vector<Sprite> lines;
  for (int i = 0; i < 3; i++)
    lines.push_back({solid_ink(20, 8), 10, static_cast<float>(100 + 20 * i), {0.9f, 0.9f, 0.9f}, 0.8f});
  return lines;
}

/// The second of three lines, in five letters.
std::vector<WrittenLine> written_line(const std::vector<Sprite>& lines) {
  WrittenLine line{1, {}};
  for (int i = 0; i < 5; i++) {
    Sprite ink = lines[1];
    ink.coverage = solid_ink(4, 8), ink.x += static_cast<float>(4 * i);
    Sprite rim = ink, halo = ink;
    rim.coverage = solid_ink(6, 10), halo.coverage = solid_ink(14, 18);
    line.letters.push_back({ink, rim, halo});
  }
  return {line};
}

WordsMoment moment(double seconds_after) {
  WordsMoment m;
  m.now = kSince + from_seconds(seconds_after), m.since = kSince, m.fade = kFade, m.written_from = kSince;
  m.height = 1080;
  return m;
}

const Sprite* find(const std::vector<Sprite>& seen, const std::shared_ptr<const Coverage>& ink) {
  for (const Sprite& sprite : seen)
    if (sprite.coverage == ink) return &sprite;
  return nullptr;
}

float opacity_of(const std::vector<Sprite>& seen, const std::shared_ptr<const Coverage>& ink) {
  const Sprite* sprite = find(seen, ink);
  return sprite ? sprite->opacity : 0;
}

TEST_CASE("lines follow each other, rise to their place and stand there as they were set") {
  const auto lines = three_lines();
  CHECK(words_at(lines, {}, moment(0.59)).empty());  // the old words are going
  std::array<float, 3> before{};
  std::array<float, 3> below{1e9f, 1e9f, 1e9f};
  for (double t = 0.6; t < 3; t += 1 / 60.0) {
    const auto seen = words_at(lines, {}, moment(t));
    for (std::size_t i = 0; i < 3; i++) {
      const float now = opacity_of(seen, lines[i].coverage);
      CHECK(now >= before[i]);
      CHECK(now - before[i] < 0.04f);
      before[i] = now;
      if (i > 0) CHECK(now <= before[i - 1]);
      if (const Sprite* line = find(seen, lines[i].coverage)) {
        CHECK(line->x == lines[i].x);
        CHECK(line->y >= lines[i].y);
        CHECK(line->y - lines[i].y <= below[i]);
        below[i] = line->y - lines[i].y;
      }
    }
  }
  CHECK(words_at(lines, {}, moment(3)) == lines);
}

TEST_CASE("a visitor's words are quick, and a cut has them at once") {
  const auto lines = three_lines();
  WordsMoment quick = moment(0.8);
  quick.fade = 350ms;
  CHECK(words_at(lines, {}, quick) == lines);
  WordsMoment cut = moment(0);
  cut.fade = {};
  CHECK(words_at(lines, {}, cut) == lines);
}

TEST_CASE("many lines take no longer than a few") {
  std::vector<Sprite> lines(40, three_lines().front());
  for (Sprite& line : lines) line.coverage = solid_ink(3, 3);
  CHECK(words_at(lines, {}, moment(0.6 + motion::kAllLines + motion::kLineComes + 0.01)) == lines);
}

TEST_CASE("words that leave are gone before the next come, all at once") {
  const auto lines = three_lines();
  WordsMoment m = moment(10);
  m.left = 0.25;
  const auto going = words_at(lines, {}, m);
  REQUIRE(going.size() == 3);
  for (const Sprite& line : going) {
    CHECK(line.opacity == Approx(0.4));
    CHECK(line.y < lines[static_cast<std::size_t>(&line - going.data())].y);
  }
  m.left = 0.5;
  CHECK(words_at(lines, {}, m).empty());
}

TEST_CASE("where calm is asked for, words fade and do nothing else") {
  const auto lines = three_lines();
  const auto written = written_line(lines);
  WordsMoment m = moment(0.9);
  m.motion = Motion::calm;
  m.arrived = 0.4;
  CHECK(words_at(lines, written, m).empty());
  m.arrived = 0.75, m.light = 0.5;
  auto half = lines;
  for (Sprite& line : half) line.opacity *= 0.5f;
  CHECK(words_at(lines, written, m) == half);
  m.arrived = 1;
  CHECK(words_at(lines, written, m) == lines);
}

TEST_CASE("the light writes letter by letter: each strikes, is hot and cools to what was set") {
  const auto lines = three_lines();
  const auto written = written_line(lines);
  const auto& letters = written[0].letters;
  std::array<float, 5> lit{}, glow{};
  std::array<int, 5> turns{};
  std::array<double, 5> begun{};
  std::array<float, 5> reddest{};
  for (double t = 0; t < 6; t += 1 / 60.0) {
    const auto seen = words_at(lines, written, moment(t));
    bool is_set = find(seen, lines[1].coverage) != nullptr;
    for (std::size_t i = 0; i < 5 && !is_set; i++) {
      const float now = opacity_of(seen, letters[i].ink.coverage), hot = opacity_of(seen, letters[i].halo.coverage);
      CHECK(now >= lit[i]);
      if (lit[i] == 0 && now > 0) begun[i] = t;
      if (hot < glow[i] - 1e-6f && turns[i] == 0) turns[i] = 1;
      if (turns[i] == 1) CHECK(hot <= glow[i] + 1e-6f);  // what cools does not flare up again
      lit[i] = now, glow[i] = hot;
      if (const Sprite* ink = find(seen, letters[i].ink.coverage))
        reddest[i] = std::max(reddest[i], ink->colour.r - ink->colour.g);
    }
  }
  for (std::size_t i = 0; i < 5; i++) {
    CHECK(turns[i] == 1);
    CHECK(reddest[i] > 0.5f);
    CHECK(begun[i] > 0.6 - 0.02);
    if (i > 0) CHECK(begun[i] - begun[i - 1] == Approx(motion::kLetterGap).margin(0.02));
  }
  CHECK(words_at(lines, written, moment(8)) == lines);
  // The line above comes before it, the one below follows the last letter.
  const auto early = words_at(lines, written, moment(0.75));
  CHECK(find(early, lines[0].coverage));
  CHECK_FALSE(find(early, lines[2].coverage));
}

TEST_CASE("letters wait for the tubes, and follow them when they dip") {
  const auto lines = three_lines();
  const auto written = written_line(lines);
  const auto& first = written[0].letters[0];
  WordsMoment m = moment(3);
  m.written_from = kSince + 3s;
  CHECK_FALSE(find(words_at(lines, written, m), first.ink.coverage));
  m.now = kSince + 3500ms;
  const float burning = opacity_of(words_at(lines, written, m), first.halo.coverage);
  m.light = 0.7;
  CHECK(opacity_of(words_at(lines, written, m), first.halo.coverage) < 0.75f * burning);
  m.now = kSince + 20s;
  const float dipped = opacity_of(words_at(lines, written, m), lines[1].coverage);
  CHECK(dipped < lines[1].opacity);
  CHECK(dipped > 0.9f * lines[1].opacity);  // a dip is seen in words, and hardly more
}

TEST_CASE("a long text is written as fast as a short one") {
  const auto lines = three_lines();
  auto written = written_line(lines);
  auto& letters = written[0].letters;
  for (int i = 0; i < 6; i++) letters.insert(letters.end(), letters.begin(), letters.end());
  const double end = 0.6 + motion::kAllLetters + motion::kLetterRises + motion::kLetterHot + motion::kLetterCools;
  const double lines_too = motion::kLineComes;
  CHECK(words_at(lines, written, moment(end + lines_too + 0.01)) == lines);
}

}  // namespace

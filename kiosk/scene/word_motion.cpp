#include "scene/word_motion.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "scene/motion_table.h"

namespace redlight {
namespace {

using namespace motion;

// Display-coded: a letter that strikes is deep red, then as hot glass, then paper.
constexpr Rgb kStruck{0.86f, 0.07f, 0.04f}, kHotGlass{1.f, 0.80f, 0.70f}, kHotEdge{1.f, 0.13f, 0.07f},
    kGlow{0.93f, 0.06f, 0.04f};

Rgb between(const Rgb& a, const Rgb& b, double x) {
  const auto w = static_cast<float>(x);
  return {a.r + (b.r - a.r) * w, a.g + (b.g - a.g) * w, a.b + (b.b - a.b) * w};
}

/// What the whole of a scene's words has in common at one moment.
struct Common {
  double begin = 0;                         // of the first line, seconds after the scene's own beginning
  double pace = 1;                          // of all times
  double written_from = 0, written_to = 0;  // the first letter begins, the last one has begun
  float opacity = 1;                        // what leaving and breathing leave
  float lift = 0;                           // pixels
};

std::size_t letters_of(const std::vector<WrittenLine>& written) {
  std::size_t count = 0;
  for (const WrittenLine& line : written) count += line.letters.size();
  return count;
}

double letter_gap(std::size_t count) { return std::min(kLetterGap, kAllLetters / static_cast<double>(count)); }

Common common_of(const std::vector<WrittenLine>& written, const WordsMoment& m) {
  Common c;
  const double fade = seconds(m.fade), gone = eased(m.left * 2);
  c.begin = fade * kWordsFrom;
  c.pace = fade > 0 ? std::clamp(fade / kUsualFade, kQuickest, 1.0) : 1;
  if (const std::size_t count = letters_of(written); count > 0) {
    c.written_from = std::max(c.begin, seconds(m.written_from - m.since));
    c.written_to = c.written_from + static_cast<double>(count) * letter_gap(count) * c.pace;
  }
  c.opacity = static_cast<float>((1 - gone) * std::clamp(1 + kBreath * (m.light - 1), 0.0, 1.0));
  c.lift = static_cast<float>(kLift * m.height * gone);
  return c;
}

void add(std::vector<Sprite>& out, Sprite sprite, float opacity, float dy) {
  sprite.opacity *= opacity, sprite.y += dy;
  if (sprite.opacity > 0) out.push_back(std::move(sprite));
}

/// A line that comes `wait` seconds after the first, `s` seconds after the scene began to come.
void add_line(std::vector<Sprite>& out, const Sprite& line, double wait, double s, const WordsMoment& m,
              const Common& c) {
  const double part = m.fade > Duration{} || wait > 0 ? (s - c.begin - wait) / (kLineComes * c.pace) : 1;
  if (part <= 0) return;
  const auto below = static_cast<float>(kRise * m.height * (1 - arriving(part)));
  add(out, line, c.opacity * static_cast<float>(eased(part)), below - c.lift);
}

/// What a letter that was lit `s` seconds ago shows: 0..1.
struct Heat {
  double lit = 0;  // how much of it is there
  double hot = 0;  // of what is there
};
Heat heat_of(double s) { return {eased(s / kLetterRises), 1 - eased((s - kLetterRises - kLetterHot) / kLetterCools)}; }

void add_letter(std::array<std::vector<Sprite>, 3>& layers, const WrittenLetter& letter, double s, const WordsMoment& m,
                const Common& c) {
  const Heat at = heat_of(s);
  if (at.lit <= 0) return;
  const double glow = at.lit * at.hot * std::clamp(m.light, 0.0, 1.2);
  const auto coloured = [](Sprite sprite, const Rgb& colour) {
    sprite.colour = colour;
    return sprite;
  };
  add(layers[0], coloured(letter.halo, kGlow), c.opacity * kHalo * static_cast<float>(glow), -c.lift);
  add(layers[1], coloured(letter.rim, kHotEdge), c.opacity * kRim * static_cast<float>(glow), -c.lift);
  const Rgb hot = between(kStruck, kHotGlass, eased(s / kLetterRises - 0.35));
  add(layers[2], coloured(letter.ink, between(letter.ink.colour, hot, at.hot)), c.opacity * static_cast<float>(at.lit),
      -c.lift);
}

/// All that is written, as one run of letters over its lines. False when it has cooled: then its lines stand as any.
bool add_written(std::vector<Sprite>& out, const std::vector<WrittenLine>& written, double s, const WordsMoment& m,
                 const Common& c) {
  const std::size_t count = letters_of(written);
  if (count == 0 || s >= c.written_to + kLetterRises + kLetterHot + kLetterCools) return false;
  // A halo lies under all letters, not over its neighbour.
  std::array<std::vector<Sprite>, 3> layers;
  double lit_from = c.written_from;
  for (const WrittenLine& line : written)
    for (const WrittenLetter& letter : line.letters) {
      add_letter(layers, letter, s - lit_from, m, c);
      lit_from += letter_gap(count) * c.pace;
    }
  for (auto& layer : layers) std::move(layer.begin(), layer.end(), std::back_inserter(out));
  return true;
}

/// All of it: the code of a link lies on its paper.
bool lies_on(const Sprite& ink, const Sprite& paper) {
  return ink.x >= paper.x && ink.y >= paper.y &&
         ink.x + static_cast<float>(ink.coverage->width) <= paper.x + static_cast<float>(paper.coverage->width) &&
         ink.y + static_cast<float>(ink.coverage->height) <= paper.y + static_cast<float>(paper.coverage->height);
}

}  // namespace

std::vector<Sprite> words_at(const std::vector<Sprite>& words, const std::vector<WrittenLine>& written,
                             const WordsMoment& moment) {
  std::vector<Sprite> out;
  if (moment.motion == Motion::calm) {
    const auto seen = static_cast<float>(eased(moment.arrived * 2 - 1) * (1 - eased(moment.left * 2)));
    for (const Sprite& word : words) add(out, word, seen, 0);
    return out;
  }
  const Common common = common_of(written, moment);
  const double s = seconds(moment.now - moment.since);
  const bool writes = add_written(out, written, s, moment, common);
  const double gaps = static_cast<double>(words.size()) - 1;
  const double gap = moment.fade > Duration{} && gaps > 0 ? std::min(kLineGap, kAllLines / gaps) * common.pace : 0;
  double wait = 0;
  for (std::size_t i = 0; i < words.size(); i++) {
    const auto own =
        std::find_if(written.begin(), written.end(), [i](const WrittenLine& line) { return line.word == i; });
    if (own == written.end()) {
      add_line(out, words[i], wait, s, moment, common);
      const bool carries_next = i + 1 < words.size() && lies_on(words[i + 1], words[i]);
      if (!carries_next) wait += gap;
    } else {
      if (!writes) add(out, words[i], common.opacity, -common.lift);
      wait = common.written_to - common.begin;  // what stands below follows it
    }
  }
  return out;
}

}  // namespace redlight

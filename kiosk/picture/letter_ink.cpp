#include "picture/letter_ink.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "picture/bidi.h"
#include "picture/shaping.h"
#include "picture/utf8.h"

namespace redlight {
namespace {

// How far a cut may lie from the end of an advance, of that advance; and, of the em, how far the light of a hot letter
// reaches.
constexpr double kCut = 0.3, kRim = 0.035, kHalo = 0.34;
// Thin strokes lose most of their ink when they are spread.
constexpr float kRimGain = 1.7f, kHaloGain = 3.4f;

using Index = std::size_t;

/// Ink in each column.
std::vector<int> columns_of(const Coverage& ink) {
  std::vector<int> columns(static_cast<Index>(ink.width));
  for (int y = 0; y < ink.height; y++)
    for (int x = 0; x < ink.width; x++)
      columns[static_cast<Index>(x)] +=
          ink.alpha[static_cast<Index>(y) * static_cast<Index>(ink.width) + static_cast<Index>(x)];
  return columns;
}

/// What is cut off a line at once: one letter, or all that stands together and runs against the line, as figures in
/// Hebrew do.
struct Piece {
  Index end = 0;  // in the text
  int letters = 0;
};

std::vector<Piece> pieces_of(std::string_view text, Direction direction) {
  const auto all = letters_of(text);
  std::vector<char32_t> codes;
  for (const Letter& letter : all) codes.push_back(letter.code);
  const auto levels = embedding_levels(codes, direction);
  const int own = direction == Direction::right_to_left ? 1 : 0;
  const auto runs_against = [&](Index i) { return !levels.empty() && levels[i] > own; };
  std::vector<Piece> pieces;
  for (Index i = 0; i < all.size(); i++) {
    if (i == 0 || !runs_against(i - 1) || !runs_against(i)) pieces.emplace_back();
    pieces.back().end = static_cast<Index>(all[i].bytes.data() + all[i].bytes.size() - text.data());
    pieces.back().letters++;
  }
  return pieces;
}

/// The column with the least ink near `at`, the nearest of several, from `least` to `last`.
int cut_near(const std::vector<int>& columns, int at, int reach, int least, int last) {
  int best = std::clamp(at, least, last);
  const auto ink = [&](int x) { return x < static_cast<int>(columns.size()) ? columns[static_cast<Index>(x)] : 0; };
  for (int away = 1; away <= reach; away++)
    for (const int x : {at - away, at + away})
      if (x >= least && x <= last && ink(x) < ink(best)) best = x;
  return best;
}

/// Columns [begin, end) without what is empty around them; no ink: null.
PlacedInk cut_out(const Coverage& ink, int begin, int end) {
  const auto at = [&](int x, int y) {
    return ink.alpha[static_cast<Index>(y) * static_cast<Index>(ink.width) + static_cast<Index>(x)];
  };
  int left = end, right = begin, top = ink.height, bottom = 0;
  for (int y = 0; y < ink.height; y++)
    for (int x = begin; x < end; x++)
      if (at(x, y) != 0)
        left = std::min(left, x), right = std::max(right, x + 1), top = std::min(top, y), bottom = y + 1;
  if (left >= right) return {};
  auto part = std::make_shared<Coverage>(Coverage{right - left, bottom - top, {}});
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++) part->alpha.push_back(at(x, y));
  return {std::move(part), left, top};
}

/// The mean of 2 * radius + 1 samples around each of a line, which is dark beyond its ends.
void blur_line(const float* from, float* to, int count, std::ptrdiff_t stride, int radius) {
  float sum = 0;
  const float share = 1.f / static_cast<float>(2 * radius + 1);
  for (int i = 0; i < std::min(radius, count); i++) sum += from[i * stride];
  for (int i = 0; i < count; i++) {
    if (i + radius < count) sum += from[(i + radius) * stride];
    if (i - radius - 1 >= 0) sum -= from[(i - radius - 1) * stride];
    to[i * stride] = sum * share;
  }
}

PlacedInk spread_around(const PlacedInk& letter, int reach, float gain) {
  return {std::make_shared<const Coverage>(spread(*letter.ink, reach, gain)), letter.x - reach, letter.y - reach};
}

}  // namespace

Coverage spread(const Coverage& ink, int reach, float gain) {
  reach = std::max(reach, 1);
  Coverage out{ink.width + 2 * reach, ink.height + 2 * reach, {}};
  const auto width = static_cast<Index>(out.width);
  std::vector<float> plane(width * static_cast<Index>(out.height)), other(plane.size());
  for (int y = 0; y < ink.height; y++)
    for (int x = 0; x < ink.width; x++)
      plane[static_cast<Index>(y + reach) * width + static_cast<Index>(x + reach)] =
          ink.alpha[static_cast<Index>(y) * static_cast<Index>(ink.width) + static_cast<Index>(x)];
  // Three boxes each way are nearly a Gaussian, and reach three radii.
  const int radius = std::max(reach / 3, 1);
  for (int pass = 0; pass < 3; pass++) {
    for (int y = 0; y < out.height; y++)
      blur_line(&plane[static_cast<Index>(y) * width], &other[static_cast<Index>(y) * width], out.width, 1, radius);
    for (int x = 0; x < out.width; x++)
      blur_line(&other[static_cast<Index>(x)], &plane[static_cast<Index>(x)], out.height, out.width, radius);
  }
  out.alpha.reserve(plane.size());
  for (const float v : plane) out.alpha.push_back(static_cast<std::uint8_t>(std::clamp(v * gain, 0.f, 255.f) + 0.5f));
  return out;
}

std::vector<LetterInk> letters_in(const InkLine& line, const TypeStyle& style, std::string_view text,
                                  const MeasureWidth& measure) {
  std::vector<LetterInk> letters;
  if (!line.coverage || joins_letters(text)) return letters;
  const Coverage& ink = *line.coverage;
  const auto columns = columns_of(ink);
  const auto all = pieces_of(text, style.direction);
  const bool from_right = style.direction == Direction::right_to_left;
  const double whole = measure(style, text);
  int begin = 0, end = ink.width;  // of what is not cut off yet
  double before = 0;
  for (Index i = 0; i < all.size(); i++) {
    const double advance = measure(style, text.substr(0, all[i].end));
    const int reach = static_cast<int>((advance - std::exchange(before, advance)) / all[i].letters * kCut),
              at = line.origin_x + static_cast<int>(std::lround(from_right ? whole - advance : advance));
    const bool is_last = i + 1 == all.size();
    LetterInk letter;
    if (from_right) {
      const int cut = is_last ? begin : cut_near(columns, at, reach, begin, end);
      letter.letter = cut_out(ink, cut, std::exchange(end, cut));
    } else {
      const int cut = is_last ? end : cut_near(columns, at, reach, begin, end);
      letter.letter = cut_out(ink, std::exchange(begin, cut), cut);
    }
    if (!letter.letter.ink) continue;
    letter.rim = spread_around(letter.letter, static_cast<int>(style.size * kRim) + 2, kRimGain);
    letter.halo = spread_around(letter.letter, static_cast<int>(style.size * kHalo) + 3, kHaloGain);
    letters.push_back(std::move(letter));
  }
  return letters;
}

}  // namespace redlight

#include <algorithm>
#include <limits>

#include "picture/slide_layout.h"

namespace redlight {
namespace {

constexpr double kWidow = 0.15;  // what a last line of one word costs, in squares of a line's width

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// The breaks of one paragraph with the least sum of squared slack, among those with the fewest lines: balanced, so
/// that no word is left alone.
std::vector<std::string> break_paragraph(std::string_view paragraph, const TypeStyle& style, double limit,
                                         const MeasureWidth& measure) {
  const auto words = split(paragraph, ' ');
  const std::size_t n = words.size();
  if (n == 0) return {};
  const auto line = [&](std::size_t from,
                        std::size_t to) {  // words are views into one text, so a line is a view as well
    return std::string_view(words[from].data(),
                            static_cast<std::size_t>(words[to - 1].data() + words[to - 1].size() - words[from].data()));
  };
  // Of each line that may begin with a word: its widths, as far as it fits; one word always does.
  std::vector<std::vector<double>> widths(n);
  for (std::size_t begin = 0; begin < n; begin++)
    for (std::size_t end = begin + 1; end <= n; end++) {
      const double width = measure(style, line(begin, end));
      if (width > limit && end - begin > 1) break;
      widths[begin].push_back(width);
    }
  std::size_t fewest = 0;
  for (std::size_t begin = 0; begin < n; fewest++) begin += widths[begin].size();
  // cost[k][i]: the first i words on k lines
  constexpr double kNever = std::numeric_limits<double>::infinity();
  std::vector<std::vector<double>> cost(fewest + 1, std::vector<double>(n + 1, kNever));
  std::vector<std::vector<std::size_t>> from(fewest + 1, std::vector<std::size_t>(n + 1, 0));
  cost[0][0] = 0;
  for (std::size_t k = 1; k <= fewest; k++)
    for (std::size_t end = k; end <= n; end++)
      for (std::size_t begin = end; begin-- > k - 1;) {
        if (end - begin > widths[begin].size()) break;
        if (cost[k - 1][begin] == kNever) continue;
        const double slack = std::max(limit - widths[begin][end - begin - 1], 0.0) / limit;
        const double widow = end == n && end - begin == 1 && k > 1 ? kWidow : 0;
        const double total = cost[k - 1][begin] + slack * slack + widow;
        if (total < cost[k][end]) cost[k][end] = total, from[k][end] = begin;
      }
  std::vector<std::string> lines(fewest);
  for (std::size_t k = fewest, end = n; k > 0; end = from[k][end], k--)
    lines[k - 1] = std::string(line(from[k][end], end));
  return lines;
}

}  // namespace

std::vector<std::string> break_lines(std::string_view text, const TypeStyle& style, double limit,
                                     const MeasureWidth& measure) {
  std::vector<std::string> lines;
  for (const std::string_view paragraph : split(text, '\n'))
    for (auto& line : break_paragraph(paragraph, style, limit, measure)) lines.push_back(std::move(line));
  return lines;
}

}  // namespace redlight

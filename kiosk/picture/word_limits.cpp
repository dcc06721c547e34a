#include "picture/word_limits.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "picture/caption_layout.h"
#include "picture/utf8.h"

namespace redlight {
namespace {

std::string cut(const std::string& text, std::size_t letters) {
  const auto all = letters_of(text);
  if (letters >= all.size()) return text;
  return text.substr(0, static_cast<std::size_t>(all[letters].bytes.data() - text.data()));
}

/// The most letters of `text` with which the page can be read, of `letters`; 0 when it cannot be even with one.
std::size_t fitting_letters(std::string& text, std::size_t letters, const std::function<bool()>& is_readable) {
  const std::string whole = text;
  std::size_t fits = 0, fails = letters;
  while (fits + 1 < fails) {
    const std::size_t middle = (fits + fails) / 2;
    text = cut(whole, middle);
    (is_readable() ? fits : fails) = middle;
  }
  text = whole;
  return fits;
}

struct Candidate {
  std::string field;
  bool is_second = false;
  std::string* text = nullptr;
  std::size_t letters = 0;
};

/// The longest text whose shortening helps; of several none alone, the longest.
std::optional<Excess> first_that_helps(std::vector<Candidate> candidates, const std::function<bool()>& is_readable) {
  if (is_readable()) return std::nullopt;
  for (Candidate& one : candidates) one.letters = letters_of(*one.text).size();
  std::erase_if(candidates, [](const Candidate& one) { return one.letters == 0; });
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.letters > b.letters; });
  if (candidates.empty()) return std::nullopt;
  for (const Candidate& one : candidates)
    if (const std::size_t fits = fitting_letters(*one.text, one.letters, is_readable); fits > 0)
      return Excess{one.field, one.is_second, one.letters, fits};
  return Excess{candidates.front().field, candidates.front().is_second, candidates.front().letters, 0};
}

}  // namespace

int Excess::percent() const {
  if (fitting == 0) return 100;
  const double more = 100.0 * (static_cast<double>(letters) / static_cast<double>(fitting) - 1);
  return std::max(static_cast<int>(std::ceil(more)), 1);
}

std::optional<Excess> excess_of(Layout layout, const Words& words, int width, int height, const MeasureWidth& measure,
                                const Words* second) {
  Words tried = words, tried_second = second ? *second : Words{};
  std::vector<Candidate> candidates;
  for (const auto& [field, text] : fields_of(tried, layout)) candidates.push_back({field, false, text, 0});
  for (const auto& [field, text] : fields_of(tried_second, layout)) candidates.push_back({field, true, text, 0});
  return first_that_helps(std::move(candidates), [&] {
    return lay_out_slide(layout, tried, width, height, measure, second ? &tried_second : nullptr).shrunk >=
           kLeastShrunk;
  });
}

std::optional<Excess> excess_of_caption(const std::string& text, int width, int height, const MeasureWidth& measure,
                                        const std::string& second) {
  std::string tried = text, tried_second = second;
  return first_that_helps({{"caption", false, &tried, 0}, {"caption", true, &tried_second, 0}}, [&] {
    return lay_out_caption(tried, width, height, measure, tried_second).shrunk >= kLeastShrunk;
  });
}

std::optional<Excess> excess_of_caption_at(const CaptionSetting& setting, const std::string& text,
                                           const std::string& note, int width, int height,
                                           const MeasureWidth& measure) {
  std::string tried = text, tried_note = note;
  return first_that_helps({{"caption", false, &tried, 0}, {"caption_note", false, &tried_note, 0}}, [&] {
    const auto shrunk = [&](CaptionPart part) {
      return lay_out_caption_at(setting, tried, tried_note, part, width, height, measure).shrunk;
    };
    return std::min(shrunk(CaptionPart::text), shrunk(CaptionPart::note)) >= kLeastShrunk;
  });
}

}  // namespace redlight

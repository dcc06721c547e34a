#include "picture/slide_words.h"

namespace redlight {
namespace {

constexpr std::string_view kDays = "{days}";
constexpr std::size_t kLongestRead = 40;  // characters of an address

/// What nobody would type is left to the code: of a long address the site alone.
std::string readable(std::string_view link) {
  if (const std::size_t at = link.find("://"); at != std::string_view::npos) link.remove_prefix(at + 3);
  if (link.starts_with("www.")) link.remove_prefix(4);
  link = link.substr(0, link.find_first_of("?#"));
  while (!link.empty() && link.back() == '/') link.remove_suffix(1);
  if (link.size() > kLongestRead) link = link.substr(0, link.find('/'));
  return std::string(link);
}

/// Before its day a date counts down; from then on it says that it has come.
void tell_day(const SlideScene& slide, std::string_view language, std::string_view fallback, std::optional<Day> today,
              Words& words) {
  if (!slide.date) return;
  if (words.heading.empty()) words.heading = day_text(*slide.date, language);
  if (!today || !today->ok()) return;
  const long left = days_between(*today, *slide.date);
  const auto in = [&](const Text& text) { return std::string(text.in(language, fallback)); };
  if (left <= 0 && !slide.now.empty()) words.heading = in(slide.now);
  if (left == 1 && !slide.tomorrow.empty())
    words.live = in(slide.tomorrow);
  else if (left > 0)
    words.live = counted(in(slide.countdown), kDays, left);
}

}  // namespace

std::string counted(std::string text, std::string_view mark, long number) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
    text.replace(at, mark.size(), std::to_string(number));
  return text;
}

Words words_of(const SlideScene& slide, std::string_view language, std::string_view fallback,
               std::optional<Day> today) {
  const auto in = [&](const Text& text) { return std::string(text.in(language, fallback)); };
  Words words;
  words.eyebrow = in(slide.eyebrow), words.heading = in(slide.heading), words.body = in(slide.body);
  words.note = in(slide.note);
  for (const Credit& credit : slide.people) words.people.push_back({in(credit.role), in(credit.name)});
  if (slide.layout == Layout::image) words.body = in(slide.caption);
  if (slide.layout == Layout::qr) {
    words.link = readable(slide.link);
    words.code = make_qr_code(slide.link);
  }
  tell_day(slide, language, fallback, today, words);
  return words;
}

Words without_repeats(Words second, const Words& first) {
  const auto differ = [](std::string& text, const std::string& other) {
    if (text == other) text.clear();
  };
  differ(second.eyebrow, first.eyebrow), differ(second.heading, first.heading), differ(second.body, first.body);
  differ(second.note, first.note), differ(second.live, first.live), differ(second.link, first.link);
  for (std::size_t i = 0; i < second.people.size() && i < first.people.size(); i++) {
    differ(second.people[i].role, first.people[i].role);
    differ(second.people[i].name, first.people[i].name);
  }
  return second;
}

std::vector<std::pair<std::string, std::string*>> fields_of(Words& words, Layout layout) {
  std::vector<std::pair<std::string, std::string*>> fields{{"eyebrow", &words.eyebrow},
                                                           {"heading", &words.heading},
                                                           {layout == Layout::image ? "caption" : "body", &words.body},
                                                           {"note", &words.note},
                                                           {"countdown", &words.live}};
  for (std::size_t i = 0; i < words.people.size(); i++) {
    const std::string who = "people " + std::to_string(i + 1);
    fields.emplace_back(who + ", role", &words.people[i].role);
    fields.emplace_back(who + ", name", &words.people[i].name);
  }
  return fields;
}

}  // namespace redlight

#include "show/slide_reader.h"

#include <algorithm>

#include "show/calendar.h"
#include "show/words.h"

namespace redlight {
namespace {

constexpr std::size_t kLongestLink = 1000;

// The keys that only one layout has.
struct LayoutKey {
  std::string_view key;
  Layout layout;
};
constexpr LayoutKey kLayoutKeys[] = {{"link", Layout::qr},        {"paper", Layout::qr},      {"ink", Layout::qr},
                                     {"image", Layout::image},    {"caption", Layout::image}, {"fit", Layout::image},
                                     {"focus", Layout::image},    {"date", Layout::date},     {"now", Layout::date},
                                     {"countdown", Layout::date}, {"tomorrow", Layout::date}};

const std::string& name_of(Layout layout) { return layout_names[static_cast<std::size_t>(layout)]; }

bool blank(const Text& text) {
  return std::all_of(text.by_language.begin(), text.by_language.end(),
                     [](const auto& entry) { return entry.second.find_first_not_of(" \t\r\n") == std::string::npos; });
}

bool all_blank(const SlideScene& slide) {
  return blank(slide.eyebrow) && blank(slide.heading) && blank(slide.body) && blank(slide.note);
}

void take_colour(TableReader& reader, std::string_view key, Report& report, CodeColours& code,
                 std::array<double, 3>& colour) {
  const auto text = reader.take_string(key, "expected a colour such as \"#eee6e0\"");
  if (!text) return;
  const Place place = place_of(*reader.take(key));
  const bool is_code = text->size() == 7 && text->front() == '#' &&
                       text->find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  if (!is_code) {
    report.error(place, {in_quotes(key) + " is no colour: " + in_quotes(*text), "expected a colour such as \"#eee6e0\"",
                         "write # and six digits"});
    return;
  }
  for (std::size_t i = 0; i < 3; ++i) colour[i] = std::stoi(text->substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
  code.place = place;
}

void take_day(TableReader& reader, Report& report, SlideScene& slide) {
  const toml::node* node = reader.take("date");
  if (!node) return;
  constexpr std::string_view expected = "expected a day without quotes, such as date = 2023-10-06";
  if (const auto* day = node->as_date()) {
    const Day read{std::chrono::year(day->get().year), std::chrono::month(day->get().month),
                   std::chrono::day(day->get().day)};
    if (read.ok())
      slide.date = read;
    else
      report.error(place_of(*node), {"'date' is no day of the calendar", std::string(expected), ""});
  } else if (const auto* text = node->as_string()) {
    report.error(place_of(*node), {"'date' is a text", std::string(expected),
                                   parse_day(text->get()) ? "write date = " + text->get() : ""});
  } else {
    reader.wrong_type("date", *node, expected);
  }
}

void check_day(const SlideScene& slide, TableReader& reader, Report& report) {
  for (const char* key : {"countdown", "tomorrow", "now"})
    if (reader.has(key) && !reader.has("date"))
      report.error(place_of(*reader.take(key)),
                   {in_quotes(key) + " counts to no day", "expected a date beside it", "write date = 2023-10-06"});
  for (const auto& [language, words] : slide.countdown.by_language)
    if (words.find("{days}") == std::string::npos)
      report.error(slide.countdown.places.at(language),
                   {"the countdown " + in_quotes(words) + " has no place for the number of days",
                    "expected a text with {days}, such as \"in {days} days\"", ""});
}

}  // namespace

std::optional<Complaint> fault_of_link(std::string_view link) {
  constexpr const char* expected = "expected a web address such as https://example.org/film";
  const auto complaint = [&](const std::string& what, std::string remedy) {
    return Complaint{"the link " + in_quotes(link) + " " + what, expected, std::move(remedy)};
  };
  const std::string small = lower_ascii(link);
  const std::size_t host_at = small.starts_with("https://") ? 8 : small.starts_with("http://") ? 7 : 0;
  if (link.empty()) return Complaint{"the link is empty", expected, ""};
  // A byte of a letter beyond ASCII is negative on one machine and not on another.
  const auto is_foreign = [](unsigned char c) { return c <= ' ' || c >= 0x7f || c == '"' || c == '<'; };
  if (std::any_of(link.begin(), link.end(), is_foreign))
    return complaint("has characters that no link has",
                     "write a space as %20, and other letters as the address bar of a browser copies them");
  if (host_at == 0)
    return complaint("does not begin with https://", link.find(':') == std::string_view::npos
                                                         ? "write https://" + std::string(link.substr(0, 60))
                                                         : "");
  const std::string host = small.substr(host_at, small.find_first_of("/?#", host_at) - host_at);
  const std::size_t dot = host.find('.');
  if (dot == std::string::npos || dot == 0 || host.back() == '.' || host.find("..") != std::string::npos)
    return complaint("names no site", "");
  if (link.size() > kLongestLink)
    return complaint("has " + std::to_string(link.size()) + " characters", "use a short link");
  return std::nullopt;
}

void read_layout_keys(TableReader& reader, const Languages& languages, Report& report, SlideScene& slide) {
  if (const auto link = reader.take_string("link", "expected a web address in quotes")) {
    slide.link = *link;
    slide.link_place = place_of(*reader.take("link"));
    if (auto fault = fault_of_link(*link)) report.error(slide.link_place, std::move(*fault));
  }
  take_colour(reader, "paper", report, slide.code, slide.code.paper);
  take_colour(reader, "ink", report, slide.code, slide.code.ink);
  slide.caption = reader.take_text("caption", languages);
  take_day(reader, report, slide);
  slide.countdown = reader.take_text("countdown", languages);
  slide.tomorrow = reader.take_text("tomorrow", languages);
  slide.now = reader.take_text("now", languages);
}

void check_slide(const SlideScene& slide, TableReader& reader, Report& report) {
  for (const auto& [key, layout] : kLayoutKeys)
    if (reader.has(key) && slide.layout != layout)
      report.error(place_of(*reader.take(key)), {in_quotes(key) + " belongs to layout = " + in_quotes(name_of(layout)) +
                                                     "; this one is " + in_quotes(name_of(slide.layout)),
                                                 "", "remove it or change layout"});
  const auto missing = [&](std::string what, std::string_view needs, std::string remedy) {
    report.error(reader.place(), {std::move(what),
                                  "a slide with layout = \"" + name_of(slide.layout) + "\" needs " + std::string(needs),
                                  std::move(remedy)});
  };
  const bool has_people = reader.has("people");
  switch (slide.layout) {
    case Layout::qr:
      if (!reader.has("link")) missing("the link is missing", "link", "write link = \"https://...\"");
      return;
    case Layout::image:
      if (!reader.has("image")) missing("the image is missing", "image", "write image = \"...\" with a picture file");
      return;
    case Layout::date:
      check_day(slide, reader, report);
      if (slide.date) return;
      break;
    default:
      break;
  }
  if (!has_people && all_blank(slide))
    report.error(reader.place(), {"the slide has no text at all", "expected eyebrow, heading, body, note or people",
                                  "write at least heading = \"...\""});
  else if (slide.layout == Layout::quote && blank(slide.heading))
    missing("the quote is missing", "heading",
            "write the quotation as heading = \"...\", or the show's as tagline = \"...\" at its top");
  else if ((slide.layout == Layout::people || slide.layout == Layout::credits) && !has_people)
    missing("the people are missing", "people", "write people = [{role = \"...\", name = \"...\"}]");
}

Duration length_of_credits(const SlideScene& slide, LanguageMode mode) {
  using namespace std::chrono_literals;
  const auto names = static_cast<long>(slide.people.size());
  const bool has_title = !blank(slide.heading) || !blank(slide.eyebrow);
  return 5s + (has_title ? 2s : 0s) + (blank(slide.note) ? 0s : 1s) +
         names * (mode == LanguageMode::both ? 1900ms : 1200ms);
}

}  // namespace redlight

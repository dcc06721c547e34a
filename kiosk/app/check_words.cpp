#include "app/check_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "app/word_setter.h"
#include "base/log.h"
#include "base/text.h"
#include "picture/utf8.h"
#include "picture/word_limits.h"
#include "show/show_texts.h"

namespace redlight {
namespace {

struct Shape {
  const char* name;
  int width, height;
  Severity severity;  // of words that do not fit it: most displays have one of the first two shapes
};
constexpr Shape kShapes[] = {{"upright", 1080, 1920, Severity::error},
                             {"landscape", 1920, 1080, Severity::error},
                             {"square", 1080, 1080, Severity::warning},
                             {"ultra-wide", 2560, 1080, Severity::warning}};

constexpr double kReadingTime = 6;  // seconds that a line of rolling credits must be seen

std::string utf8_of(char32_t c) {
  const auto byte = [](char32_t v) { return static_cast<char>(v); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xc0 | c >> 6), byte(0x80 | (c & 0x3f))};
  if (c < 0x10000) return {byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
  return {byte(0xf0 | c >> 18), byte(0x80 | (c >> 12 & 0x3f)), byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
}

class WordCheck {
 public:
  WordCheck(const Show& show, Typesetter& type, std::vector<Diagnostic>& diagnostics)
      : show_(show), type_(type), diagnostics_(diagnostics) {}

  void run() {
    check_letters("tagline", show_.tagline);
    check_letters("hint_words", show_.touch.hint_words), check_letters("stay_words", show_.touch.stay_words);
    check_letters("countdown_words", show_.touch.countdown_words);
    for (const Scene& scene : show_.scenes) {
      for (const NamedText& named : texts_of(scene)) check_letters(named.field, *named.text);
      for (const Telling& telling : tellings_of(show_)) check_room(scene, telling);
      const auto* slide = std::get_if<SlideScene>(&scene.content);
      if (slide && slide->layout == Layout::qr) check_code(*slide);
      if (slide && slide->layout == Layout::credits) check_speed(scene, *slide);
    }
  }

 private:
  void complain(Place place, Severity severity, std::string what, std::string expected, std::string remedy) {
    if (!told_.insert({place.line, place.column, what}).second) return;
    diagnostics_.push_back(
        {show_.file, place.line, place.column, severity, std::move(what), std::move(expected), std::move(remedy)});
  }

  void check_letters(const std::string& field, const Text& text) {
    for (const auto& [language, words] : text.by_language)
      for (const char32_t letter : type_.missing(words))
        complain(text.places.at(language), Severity::error,
                 fmt::format("no typeface has the letter '{}' (U+{:04X}) of '{}'", utf8_of(letter),
                             static_cast<unsigned>(letter), field),
                 "expected letters of Latin, Greek, Cyrillic, Hangul, Hebrew or Arabic script",
                 "replace it; until then there is a gap in its place");
  }

  /// The place of the text of a field, in the language in which it is seen.
  Place place_of(const Scene& scene, const std::string& field, const std::string& language) const {
    for (const NamedText& named : texts_of(scene)) {
      if (named.field != field) continue;
      for (const std::string& seen : {language, show_.languages.front()})
        if (const auto found = named.text->places.find(seen); found != named.text->places.end()) return found->second;
      if (!named.text->places.empty()) return named.text->places.begin()->second;
    }
    return {};
  }

  std::vector<std::optional<Day>> days_of(const SlideScene& slide) const {
    if (!slide.date) return {std::nullopt};
    // With as many figures as a countdown has, the day before, and from then on.
    const std::chrono::sys_days day(*slide.date);
    return {std::nullopt, Day(day - std::chrono::days(365)), Day(day - std::chrono::days(1)), *slide.date};
  }

  std::optional<Excess> excess(const Scene& scene, const Telling& telling, const Shape& shape,
                               std::optional<Day> today) {
    const std::string& fallback = show_.languages.front();
    if (const auto* poster = std::get_if<PosterScene>(&scene.content)) {
      const auto in = [&](const std::string& language) {
        return language.empty() ? std::string() : std::string(poster->caption.in(language, fallback));
      };
      if (const auto& setting = poster->caption_at.choose(shape.width, shape.height))
        return excess_of_caption_at(*setting, in(telling.language),
                                    std::string(poster->caption_note.in(telling.language, fallback)), shape.width,
                                    shape.height, measure_);
      return excess_of_caption(in(telling.language), shape.width, shape.height, measure_, in(telling.second));
    }
    const auto& slide = std::get<SlideScene>(scene.content);
    const Words words = words_of(slide, telling.language, fallback, today);
    const Words second = telling.second.empty() ? Words{} : words_of(slide, telling.second, fallback, today);
    auto found =
        excess_of(slide.layout, words, shape.width, shape.height, measure_, telling.second.empty() ? nullptr : &second);
    if (found && found->field == "heading" && today && slide.date && *today == *slide.date && !slide.now.empty())
      found->field = "now";
    if (found && found->field == "countdown" && today && slide.date && days_between(*today, *slide.date) == 1 &&
        !slide.tomorrow.empty())
      found->field = "tomorrow";
    return found;
  }

  /// One fault for each text, with the shape that it suits least and the names of all others.
  void check_room(const Scene& scene, const Telling& telling) {
    const auto* slide = std::get_if<SlideScene>(&scene.content);
    if (std::holds_alternative<TeaserScene>(scene.content)) return;
    struct Found {
      Excess worst;
      std::string shapes;
      Severity severity = Severity::warning;
    };
    std::map<std::pair<std::string, bool>, Found> faults;
    for (const auto& today : slide ? days_of(*slide) : std::vector<std::optional<Day>>{std::nullopt})
      for (const Shape& shape : kShapes) {
        const auto one = excess(scene, telling, shape, today);
        if (!one) continue;
        Found& found = faults[{one->field, one->is_second}];
        if (found.shapes.find(shape.name) == std::string::npos)
          found.shapes += (found.shapes.empty() ? "" : ", ") + std::string(shape.name);
        if (found.worst.letters == 0 || one->fitting < found.worst.fitting) found.worst = *one;
        if (shape.severity == Severity::error) found.severity = Severity::error;
      }
    for (const auto& [key, found] : faults) {
      const std::string& language = key.second ? telling.second : telling.language;
      const Excess& worst = found.worst;
      complain(place_of(scene, key.first, language), found.severity,
               fmt::format("'{}' of scene '{}' is {} % too long in '{}' for {} displays", key.first, scene.id,
                           worst.percent(), language, found.shapes),
               worst.fitting > 0 ? fmt::format("expected at most {} letters, it has {}", worst.fitting, worst.letters)
                                 : "expected fewer words on the slide",
               "shorten it; until then it is set too small to be read from afar");
    }
  }

  int module_on(const SlideScene& slide, const Shape& shape) const {
    const Words words = words_of(slide, show_.languages.front(), show_.languages.front());
    const SlidePage page = lay_out_slide(slide.layout, words, shape.width, shape.height, measure_);
    return page.code ? page.code->module : 0;
  }

  bool can_be_read(const SlideScene& slide, const Shape& shape) const {
    // A little less is no worse: modules are whole pixels.
    return module_on_glass(module_on(slide, shape), shape.width, shape.height) > 0.97 * kReadableModule;
  }

  void check_code(const SlideScene& slide) {
    for (const Shape& shape : kShapes) {
      if (shape.severity != Severity::error || can_be_read(slide, shape)) continue;
      SlideScene shorter = slide;
      while (!shorter.link.empty() && !can_be_read(shorter, shape)) shorter.link.pop_back();
      complain(slide.link_place, Severity::error,
               fmt::format("the code of the link cannot be read from 2 m: its modules are {:.1f} mm on {} displays of "
                           "32 inches",
                           module_on_glass(module_on(slide, shape), shape.width, shape.height), shape.name),
               fmt::format("expected {:.0f} mm or more, which links of up to {} characters have; this one has {}",
                           kReadableModule, shorter.link.size(), slide.link.size()),
               "use a shorter link");
    }
    const double contrast = contrast_of(slide.code);
    if (contrast >= kReadableContrast) return;
    complain(slide.code.place, Severity::error,
             contrast <= 1 ? "the code's ink is lighter than its paper"
                           : fmt::format("the code's colours have a contrast of {:.1f} to 1", contrast),
             fmt::format("expected a paper that is at least {:.1f} times as bright as the ink", kReadableContrast),
             "choose a darker ink or a lighter paper");
  }

  void check_speed(const Scene& scene, const SlideScene& slide) {
    for (const Telling& telling : tellings_of(show_))
      for (const Shape& shape : kShapes) {
        const std::string& fallback = show_.languages.front();
        const Words words = words_of(slide, telling.language, fallback);
        const Words second = telling.second.empty() ? Words{} : words_of(slide, telling.second, fallback);
        const SlidePage page = lay_out_slide(slide.layout, words, shape.width, shape.height, measure_,
                                             telling.second.empty() ? nullptr : &second);
        if (shape.severity != Severity::error || !page.roll || page.roll->travel <= 0) continue;
        // Four seconds of it stand.
        const double rolling = std::max(seconds(*scene.hold) - 4, 0.1);
        const double seen = (page.roll->bottom - page.roll->top) * rolling / page.roll->travel;
        if (seen >= kReadingTime) continue;
        complain(place_of(scene, "people 1, name", telling.language), Severity::warning,
                 fmt::format("the credits of scene '{}' roll too fast: each line is seen for {:.1f} s", scene.id, seen),
                 fmt::format("expected {:.0f} s or more", kReadingTime),
                 fmt::format("write hold = \"{:.0f}s\", or leave hold out", 4 + rolling * kReadingTime / seen + 0.5));
        return;
      }
  }

  const Show& show_;
  Typesetter& type_;
  std::vector<Diagnostic>& diagnostics_;
  std::set<std::tuple<int, int, std::string>> told_;
  const MeasureWidth measure_ = [this](const TypeStyle& style, std::string_view text) {
    return type_.width(style, text);
  };
};

}  // namespace

void check_words(const Show& show, const std::filesystem::path& fonts, std::vector<Diagnostic>& diagnostics) {
  WordSetter setter(fonts);
  const auto type = setter.typesetter();
  if (!type) {
    spdlog::warn("words are not measured: {}", describe(type.error()));
    return;
  }
  WordCheck(show, **type, diagnostics).run();
}

}  // namespace redlight
